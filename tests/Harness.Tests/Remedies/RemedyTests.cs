using Harness.Core.Evidence;
using Harness.Core.Scenarios;
using Harness.Core.Verdicts;

namespace Harness.Tests.Remedies;

public sealed class RemedyTests
{
    private static readonly IReadOnlyList<Attack> _attacks = ForetoldRun.Attacks(
        "helo/*", "address/sender-*", "address/recipient-fqdn*", "address/own-sender/*", "address/postmaster/*", "dnsbl/*", "enumeration/*");

    [TestCase("    reject_non_fqdn_helo_hostname,\n", "helo/malformed/bare-word",
        "smtpd_helo_restrictions = permit_mynetworks, reject_non_fqdn_helo_hostname, reject_invalid_helo_hostname, permit")]
    [TestCase("    reject_non_fqdn_sender,\n", "address/sender-fqdn/bare",
        "smtpd_recipient_restrictions = permit_mynetworks, permit_sasl_authenticated, reject_unauth_destination, reject_non_fqdn_sender, reject_non_fqdn_recipient, reject_rbl_client zen.spamhaus.org, reject_rbl_client bl.spamcop.net, permit")]
    [TestCase("    reject_rbl_client bl.spamcop.net,\n", "dnsbl/listed/spamcop",
        "smtpd_recipient_restrictions = permit_mynetworks, permit_sasl_authenticated, reject_unauth_destination, reject_non_fqdn_sender, reject_non_fqdn_recipient, reject_rbl_client zen.spamhaus.org, reject_rbl_client bl.spamcop.net=127.0.0.2, permit")]
    public void A_restriction_that_was_removed_comes_back_in_its_place(string removed, string attack, string line)
        => ForetoldRun.Lines(Without(removed), attack).Should().Equal(line);

    [Test]
    public void A_list_that_was_removed_comes_back_with_the_servers_own_clients_first()
    {
        string removed = "smtpd_helo_restrictions =\n    permit_mynetworks,\n    reject_non_fqdn_helo_hostname,\n    reject_invalid_helo_hostname,\n    permit\n";
        ForetoldRun.Lines(Without(removed), "helo/malformed/bare-word").Should().Equal("smtpd_helo_restrictions = permit_mynetworks, reject_non_fqdn_helo_hostname");
    }

    [Test]
    public void A_restriction_that_comes_too_late_is_moved()
        => ForetoldRun.Lines(With("    reject_non_fqdn_sender,\n", "    permit,\n    reject_non_fqdn_sender,\n"), "address/sender-fqdn/bare").Should().Equal(
            "smtpd_recipient_restrictions = permit_mynetworks, permit_sasl_authenticated, reject_unauth_destination, reject_non_fqdn_sender, permit, reject_non_fqdn_recipient, reject_rbl_client zen.spamhaus.org, reject_rbl_client bl.spamcop.net, permit");

    [Test]
    public void The_codes_of_a_list_are_put_beside_its_zone_where_it_stands()
        => ForetoldRun.Lines(ForetoldRun.Of(ForetoldRun.Guide, _attacks), "dnsbl/failing/zen-wildcard").Should().ContainSingle()
            .Which.Should().Contain(", reject_rbl_client zen.spamhaus.org=127.0.0.[2..11], reject_rbl_client bl.spamcop.net,");

    [Test]
    public void A_name_of_the_users_stays_a_name()
    {
        string guide = ForetoldRun.Guide.Replace("    reject_invalid_helo_hostname,\n", "    $ours,\n") + "ours = reject_invalid_helo_hostname\n";
        ForetoldRun.Lines(ForetoldRun.Of(guide.Replace("    reject_non_fqdn_helo_hostname,\n", ""), _attacks), "helo/malformed/bare-word")
            .Should().Equal("smtpd_helo_restrictions = permit_mynetworks, reject_non_fqdn_helo_hostname, $ours, permit");
    }

    [Test]
    public void What_the_guide_lacks_is_put_together_a_line_for_each_parameter()
    {
        PasteBlock block = ForetoldRun.Of(ForetoldRun.Guide, ForetoldRun.Attacks("helo/own/*", "address/sender-domain/*", "dnsbl/failing/*", "enumeration/vrfy/*", "address/postmaster/*")).Paste!;
        block.Lines.Should().OnlyHaveUniqueItems(l => l.Parameter);
        block.Lines.Select(l => l.ToString()).Should().BeEquivalentTo(
            "smtpd_helo_restrictions = permit_mynetworks, check_helo_access inline:{ { $myhostname = REJECT }, { $mydomain = REJECT } }, reject_non_fqdn_helo_hostname, reject_invalid_helo_hostname, permit",
            "disable_vrfy_command = yes",
            "smtpd_recipient_restrictions = permit_mynetworks, permit_sasl_authenticated, reject_unauth_destination, reject_unknown_sender_domain, reject_non_fqdn_sender, reject_non_fqdn_recipient, reject_rbl_client zen.spamhaus.org=127.0.0.[2..11], reject_rbl_client bl.spamcop.net=127.0.0.2, permit");
    }

    [Test]
    public void What_is_pasted_mends_what_it_says()
    {
        RunRecord before = ForetoldRun.Of(ForetoldRun.Guide, _attacks);
        RunRecord after = ForetoldRun.Of(ForetoldRun.Guide + "\n" + string.Join('\n', before.Paste!.Lines) + "\n", _attacks);
        before.Paste.Mended.Should().NotBeEmpty();
        Refuted(after).Should().BeSubsetOf(Refuted(before).Except(before.Paste.Mended));
        Held(after).Should().Contain(before.Paste.Mended).And.Contain(Held(before));
    }

    [TestCase("smtpd_recipient_restrictions", "reject")]
    [TestCase("smtpd_client_restrictions", "reject_unknown_client_hostname_typo")]
    [TestCase("smtpd_delay_reject", "perhaps")]
    [TestCase("smtpd_no_such_parameter", "yes")]
    public void Nothing_is_proposed_that_stops_ordinary_mail_or_says_nothing(string parameter, string value)
    {
        Attack attack = _attacks.Single(a => a.Id == "helo/own/name") with { Paste = new Dictionary<string, string> { [parameter] = value } };
        ForetoldRun.Of(ForetoldRun.Guide, [attack]).Remedies.Should().BeEmpty();
    }

    [Test]
    public void Nothing_is_proposed_that_undoes_another_claim()
    {
        Attack attack = _attacks.Single(a => a.Id == "helo/own/name") with { Paste = new Dictionary<string, string> { ["smtpd_client_restrictions"] = "check_client_access inline:{ { 192.0.2.10 = REJECT } }" } };
        ForetoldRun.Of(ForetoldRun.Guide, [attack]).Remedies.Should().BeEmpty();
    }

    [Test]
    public void A_line_of_main_cf_is_no_remedy_where_master_cf_says_otherwise()
        => ForetoldRun.Of(ForetoldRun.Guide, ForetoldRun.Attacks("helo/own/*"), "smtp inet n - y - - smtpd\n  -o smtpd_helo_restrictions=permit\n").Remedies.Should().BeEmpty();

    private static IEnumerable<string> Held(RunRecord record)
        => ForetoldRun.Judged(record).Findings.Where(f => f.Verdict == Verdict.Pass).Select(f => f.Attack.Id);

    private static IEnumerable<string> Refuted(RunRecord record)
        => ForetoldRun.Judged(record).Findings.Where(f => f.Verdict == Verdict.Fail).Select(f => f.Attack.Id);

    private static RunRecord Without(string text) => With(text, "");

    private static RunRecord With(string text, string by)
    {
        ForetoldRun.Guide.Should().Contain(text);
        return ForetoldRun.Of(ForetoldRun.Guide.Replace(text, by), _attacks);
    }
}
