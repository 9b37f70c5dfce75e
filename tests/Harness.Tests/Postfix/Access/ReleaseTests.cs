using System.Net;
using Harness.Core.Postfix.Access;

namespace Harness.Tests.Postfix.Access;

/// <summary>What differs between releases and compatibility levels, and what keeps smtpd from starting.</summary>
public class ReleaseTests
{
    private const string Bare = """
        myhostname = mx.example.test
        mydestination = example.test
        mynetworks = 127.0.0.1
        local_recipient_maps =

        """;

    private static readonly AccessSession Relay = Ask.Outsider with { Recipients = ["u@remote.test"] };

    [TestCase("3.5", "", "reject_unauth_destination", 554)]
    [TestCase("3.5", "compatibility_level = 2", "reject_unauth_destination", 554)]
    [TestCase("3.7", "", "reject_unauth_destination", 554)]
    [TestCase("3.7", "compatibility_level = 2", "reject_unauth_destination", 554)]
    [TestCase("3.7", "compatibility_level = 3.6", "defer_unauth_destination", 454)]
    [TestCase("3.10", "compatibility_level = 3.6", "defer_unauth_destination", 454)]
    [TestCase("3.7", "compatibility_level = 3.6\nsmtpd_relay_before_recipient_restrictions = no", "reject_unauth_destination", 554)]
    public void Relaying_is_refused_by_the_list_that_is_asked_first(string release, string lines, string restriction, int code)
    {
        AccessOutcome outcome = SampleServer.Model($"{Bare}smtpd_recipient_restrictions = reject_unauth_destination\n{lines}\n", release).Decide(Relay);
        (outcome.Restriction, outcome.Code).Should().Be((restriction, code));
    }

    [Test]
    public void Without_a_level_the_relay_list_is_empty_and_only_the_other_protects()
        => Ask.Line(SampleServer.Model($"{Bare}smtpd_recipient_restrictions = permit_mynetworks, defer_if_permit\n").Decide(Relay)).Should().StartWith("450 4.7.0");

    [Test]
    public void Without_a_level_subdomains_of_own_domains_are_relayed_to()
        => SampleServer.Model($"{Bare}smtpd_recipient_restrictions = reject_unauth_destination\n")
            .Decide(Ask.Outsider with { Recipients = ["u@sub.example.test"] }).Code.Should().Be(250);

    [TestCase("smtpd_relay_restrictions = permit_mynetworks\nsmtpd_recipient_restrictions = permit")]
    [TestCase("smtpd_relay_restrictions =\nsmtpd_recipient_restrictions = permit, reject_unauth_destination")]
    [TestCase("smtpd_relay_restrictions =\nsmtpd_recipient_restrictions = warn_if_reject reject_unauth_destination")]
    public void Lists_that_refuse_nobody_keep_smtpd_from_starting(string lines)
    {
        AccessModel model = SampleServer.Model($"{Bare}{lines}\n");
        model.Fatal.Should().StartWith("in parameter smtpd_relay_restrictions or smtpd_recipient_restrictions, specify at least one working instance of: ");
        model.Decide(Relay).Fatal.Should().Be(model.Fatal);
    }

    [Test]
    public void A_class_may_hold_what_is_required()
        => SampleServer.Model($"{Bare}smtpd_restriction_classes = c\nc = reject_unauth_destination\nsmtpd_relay_restrictions =\n"
            + "smtpd_recipient_restrictions = c\n").Fatal.Should().BeNull();

    [TestCase("172.16.0.9", 250)]
    [TestCase("172.16.0.1", 454)]
    public void A_file_of_networks_may_leave_one_out(string client, int code)
        => Ask.Outcome("mynetworks = /etc/postfix/networks", Relay with { Client = IPAddress.Parse(client) },
            files: new() { ["/etc/postfix/networks"] = "!172.16.0.1\n172.16.0.0/12\n" }).Code.Should().Be(code);

    [Test]
    public void A_class_without_a_list_is_fatal()
        => SampleServer.Model($"{Bare}smtpd_restriction_classes = c\n").Fatal.Should().Be("restriction class `c' needs a definition");

    [TestCase("3.7", 250)]
    [TestCase("3.10", 451)]
    public void Old_restrictions_are_gone_from_3_9_on(string release, int code)
        => SampleServer.Model(SampleServer.Guide + "smtpd_helo_restrictions = permit_naked_ip_address\n", release).Decide(Ask.Outsider).Code.Should().Be(code);

    [TestCase("3.7", 454)]
    [TestCase("3.10", 250)]
    public void A_login_from_XCLIENT_counts_without_SASL_in_later_releases(string release, int code)
        => SampleServer.Model(SampleServer.Guide, release).Decide(Relay with { Login = "alice" }).Code.Should().Be(code);

    [TestCase(false, 454)]
    [TestCase(true, 250)]
    public void With_smtpd_tls_auth_only_a_login_counts_under_TLS(bool tls, int code)
        => SampleServer.Model(SampleServer.Guide + "smtpd_sasl_auth_enable = yes\nsmtpd_tls_auth_only = yes\n")
            .Decide(Relay with { Login = "alice", Tls = tls }).Code.Should().Be(code);

    [TestCase("encrypt")]
    [TestCase("Encrypt")]
    public void Encryption_may_be_required_before_MAIL(string level)
    {
        AccessOutcome outcome = Ask.Outcome($"smtpd_tls_security_level = {level}", Ask.Outsider);
        (outcome.Stage, Ask.Line(outcome)).Should().Be((AccessCommand.Mail, "530 5.7.0 Must issue a STARTTLS command first"));
    }
}
