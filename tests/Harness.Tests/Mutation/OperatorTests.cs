using Harness.Core.Mutation;

namespace Harness.Tests.Mutation;

/// <summary>Each operator, on the smallest main.cf that shows what it does.</summary>
public class OperatorTests
{
    private const string List = "smtpd_recipient_restrictions =\n    permit_mynetworks,\n    reject_unauth_destination,\n    reject_rbl_client zen.spamhaus.org=127.0.0.[2..11],\n    permit\n";

    [TestCase("smtpd_recipient_restrictions/2/remove", "smtpd_recipient_restrictions =\n    permit_mynetworks,\n    reject_rbl_client zen.spamhaus.org=127.0.0.[2..11],\n    permit\n")]
    [TestCase("smtpd_recipient_restrictions/3/remove", "smtpd_recipient_restrictions =\n    permit_mynetworks,\n    reject_unauth_destination,\n    permit\n")]
    [TestCase("smtpd_recipient_restrictions/2/swap", "smtpd_recipient_restrictions =\n    permit_mynetworks,\n    reject_rbl_client zen.spamhaus.org=127.0.0.[2..11],\n    reject_unauth_destination,\n    permit\n")]
    [TestCase("smtpd_recipient_restrictions/1/misspell", "smtpd_recipient_restrictions =\n    permit_mnyetworks,\n    reject_unauth_destination,\n    reject_rbl_client zen.spamhaus.org=127.0.0.[2..11],\n    permit\n")]
    [TestCase("smtpd_recipient_restrictions/3/misspell-zone", "smtpd_recipient_restrictions =\n    permit_mynetworks,\n    reject_unauth_destination,\n    reject_rbl_client zen.spamahus.org=127.0.0.[2..11],\n    permit\n")]
    [TestCase("smtpd_recipient_restrictions/3/filter-lost", "smtpd_recipient_restrictions =\n    permit_mynetworks,\n    reject_unauth_destination,\n    reject_rbl_client zen.spamhaus.org,\n    permit\n")]
    [TestCase("smtpd_recipient_restrictions/3/filter-first", "smtpd_recipient_restrictions =\n    permit_mynetworks,\n    reject_unauth_destination,\n    reject_rbl_client zen.spamhaus.org=127.0.0.2,\n    permit\n")]
    [TestCase("smtpd_recipient_restrictions/3/filter-nothing", "smtpd_recipient_restrictions =\n    permit_mynetworks,\n    reject_unauth_destination,\n    reject_rbl_client zen.spamhaus.org=127.0.0.254,\n    permit\n")]
    [TestCase("smtpd_recipient_restrictions/3/warn", "smtpd_recipient_restrictions =\n    permit_mynetworks,\n    reject_unauth_destination,\n    warn_if_reject reject_rbl_client zen.spamhaus.org=127.0.0.[2..11],\n    permit\n")]
    [TestCase("smtpd_recipient_restrictions/1/mistake", "smtpd_recipient_restrictions =\n    permit_inet_interfaces,\n    reject_unauth_destination,\n    reject_rbl_client zen.spamhaus.org=127.0.0.[2..11],\n    permit\n")]
    [TestCase("smtpd_recipient_restrictions/4/negate", "smtpd_recipient_restrictions =\n    permit_mynetworks,\n    reject_unauth_destination,\n    reject_rbl_client zen.spamhaus.org=127.0.0.[2..11],\n    reject\n")]
    [TestCase("smtpd_recipient_restrictions/2/weaken", "smtpd_recipient_restrictions =\n    permit_mynetworks,\n    defer_unauth_destination,\n    reject_rbl_client zen.spamhaus.org=127.0.0.[2..11],\n    permit\n")]
    [TestCase("smtpd_recipient_restrictions/2/permit", "smtpd_recipient_restrictions =\n    permit_mynetworks,\n    permit, reject_unauth_destination,\n    reject_rbl_client zen.spamhaus.org=127.0.0.[2..11],\n    permit\n")]
    [TestCase("smtpd_recipient_restrictions/3/move-client", "smtpd_client_restrictions = reject_rbl_client zen.spamhaus.org=127.0.0.[2..11]\nsmtpd_recipient_restrictions =\n    permit_mynetworks,\n    reject_unauth_destination,\n    permit\n")]
    [TestCase("smtpd_recipient_restrictions/comment", "#smtpd_recipient_restrictions =\n    permit_mynetworks,\n    reject_unauth_destination,\n    reject_rbl_client zen.spamhaus.org=127.0.0.[2..11],\n    permit\n")]
    public void A_mistake_in_a_restriction_list(string id, string mutated) => Mutant(List, id).Text.Should().Be(mutated);

    [TestCase("disable_vrfy_command = yes\n", "disable_vrfy_command/unset", "")]
    [TestCase("smtpd_forbid_unauth_pipelining = yes\n", "smtpd_forbid_unauth_pipelining/flip", "smtpd_forbid_unauth_pipelining = no\n")]
    [TestCase("mydestination = $myhostname, a.example\n", "mydestination/1/remove", "mydestination = a.example\n")]
    [TestCase("mydestination = $myhostname, a.example\n", "mydestination/2/remove", "mydestination = $myhostname\n")]
    [TestCase("mydestination = $myhostname, a.example\n", "mydestination/foreign", "mydestination = $myhostname, a.example, static:all\n")]
    [TestCase("mydestination = a.example\n", "mydestination/misspell", "mydestination = a.exmaple\n")]
    [TestCase("mynetworks = 127.0.0.0/8 192.168.7.0/24\n", "mynetworks/2/network-twice", "mynetworks = 127.0.0.0/8 192.168.6.0/23\n")]
    [TestCase("mynetworks = 127.0.0.0/8 192.168.7.0/24\n", "mynetworks/2/network-16", "mynetworks = 127.0.0.0/8 192.168.0.0/16\n")]
    [TestCase("mynetworks = 127.0.0.0/8 192.168.7.0/24\n", "mynetworks/2/network-next", "mynetworks = 127.0.0.0/8 192.168.8.0/24\n")]
    [TestCase("mynetworks = 127.0.0.0/8 192.168.7.0/24\n", "mynetworks/2/network-one", "mynetworks = 127.0.0.0/8 192.168.7.0/32\n")]
    [TestCase("mynetworks = [::1]/128\n", "mynetworks/1/network-everybody", "mynetworks = [::]/0\n")]
    [TestCase("smtpd_tls_security_level = may\n", "smtpd_tls_security_level/level-encrypt", "smtpd_tls_security_level = encrypt\n")]
    [TestCase("smtpd_tls_cert_file = /c\nsmtpd_tls_key_file = /k\n", "smtpd_tls_cert_file/file", "smtpd_tls_cert_file = /k\nsmtpd_tls_key_file = /k\n")]
    [TestCase("smtpd_recipient_limit = 100\n", "smtpd_recipient_limit/scale-up", "smtpd_recipient_limit = 100000\n")]
    [TestCase("smtpd_timeout = 300s\n", "smtpd_timeout/scale-down", "smtpd_timeout = 1s\n")]
    [TestCase("access_map_reject_code = 550\n", "access_map_reject_code/code", "access_map_reject_code = 450\n")]
    [TestCase("mydomain = a.example\nmyorigin = $mydomain\n", "myorigin/indent", "mydomain = a.example\n myorigin = $mydomain\n")]
    [TestCase("mydomain = a.example", "soft_bounce/set-yes", "mydomain = a.example\nsoft_bounce = yes\n")]
    public void A_mistake_in_a_parameter(string mainCf, string id, string mutated) => Mutant(mainCf, id).Text.Should().Be(mutated);

    [Test]
    public void A_continuation_line_with_several_restrictions_is_commented_out_with_all_of_them()
        => Mutant("smtpd_helo_restrictions = permit_mynetworks,\n  reject_non_fqdn_helo_hostname, reject_invalid_helo_hostname\n", "smtpd_helo_restrictions/line-1/comment")
            .Text.Should().Be("smtpd_helo_restrictions = permit_mynetworks,\n#  reject_non_fqdn_helo_hostname, reject_invalid_helo_hostname\n");

    [Test]
    public void A_group_over_several_lines_moves_as_a_whole()
        => Mutant("smtpd_helo_restrictions = permit_mynetworks,\n  check_helo_access inline:{\n    { a = REJECT },\n    { b = REJECT } },\n  permit\n", "smtpd_helo_restrictions/1/swap")
            .Text.Should().Be("smtpd_helo_restrictions = check_helo_access inline:{\n    { a = REJECT },\n    { b = REJECT } },\n  permit_mynetworks,\n  permit\n");

    [Test]
    public void A_restriction_that_only_warns_refuses_again()
        => Mutant("smtpd_helo_restrictions = warn_if_reject reject_invalid_helo_hostname\n", "smtpd_helo_restrictions/1/warn-taken")
            .Text.Should().Be("smtpd_helo_restrictions = reject_invalid_helo_hostname\n");

    [Test]
    public void Lines_that_end_in_CR_LF_keep_their_ends()
        => Mutant("smtpd_helo_required = yes\r\nsmtpd_helo_restrictions =\r\n  permit_mynetworks,\r\n  permit\r\n", "smtpd_helo_restrictions/1/remove")
            .Text.Should().Be("smtpd_helo_required = yes\r\nsmtpd_helo_restrictions =\r\n  permit\r\n");

    [Test]
    public void Only_the_lines_that_differ_are_shown()
    {
        Mutant mutant = Mutant(List, "smtpd_recipient_restrictions/3/move-client");

        mutant.Before.Should().Be("    reject_rbl_client zen.spamhaus.org=127.0.0.[2..11],");
        mutant.After.Should().Be("smtpd_client_restrictions = reject_rbl_client zen.spamhaus.org=127.0.0.[2..11]");
    }

    private static Mutant Mutant(string mainCf, string id)
    {
        IReadOnlyList<Mutant> mutants = MutantSet.Of(mainCf, "main.cf");
        mutants.Select(m => m.Id).Should().Contain(id);
        return mutants.Single(m => m.Id == id);
    }
}
