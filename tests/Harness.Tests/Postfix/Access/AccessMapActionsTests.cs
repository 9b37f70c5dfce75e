using System.Net;
using Harness.Core.Postfix.Access;

namespace Harness.Tests.Postfix.Access;

/// <summary>Right-hand sides of an access table in smtpd_client_restrictions, as Postfix 3.7 was seen to take them.</summary>
public class AccessMapActionsTests
{
    private const string Relay = "454 4.7.1 <u@remote.test>: Relay access denied";
    private const string NoSuch = "550 5.1.1 <nosuch@example.test>: Recipient address rejected: User unknown in local recipient table";
    private const string Ok = "250 2.1.5 Ok";
    private const string Error = "451 4.3.5 Server configuration error";

    [TestCase("REJECT", "554 5.7.1 <unknown[10.9.0.1]>: Client host rejected: Access denied")]
    [TestCase("REJECT custom text here", "554 5.7.1 <unknown[10.9.0.1]>: Client host rejected: custom text here")]
    [TestCase("550 5.7.9 custom five fifty", "550 5.7.9 <unknown[10.9.0.1]>: Client host rejected: custom five fifty")]
    [TestCase("450 try again", "450 4.7.1 <unknown[10.9.0.1]>: Client host rejected: try again")]
    [TestCase("DEFER", "450 4.7.1 <unknown[10.9.0.1]>: Client host rejected: Access denied")]
    [TestCase("DEFER 4.3.2 later", "450 4.3.2 <unknown[10.9.0.1]>: Client host rejected: later")]
    [TestCase("421 4.7.0 bye", "421 4.7.0 <unknown[10.9.0.1]>: Client host rejected: bye")]
    [TestCase("599 x", "599 5.7.1 <unknown[10.9.0.1]>: Client host rejected: x")]
    [TestCase("REJECT 5.1.1 foo", "554 5.0.0 <unknown[10.9.0.1]>: Client host rejected: foo")]
    [TestCase("REJECT 4.7.1 four in five", "554 5.7.1 <unknown[10.9.0.1]>: Client host rejected: four in five")]
    [TestCase("reject_unknown_client_hostname", "450 4.7.25 Client host rejected: cannot find your hostname, [10.9.0.1]")]
    [TestCase("reject_plaintext_session", "450 4.7.1 Session encryption is required")]
    [TestCase("defer_if_reject, reject", "450 4.7.0 <unknown[10.9.0.1]>: Client host rejected: defer_if_reject requested")]
    [TestCase("warn_if_reject reject, reject_unknown_client_hostname", "450 4.7.25 Client host rejected: cannot find your hostname, [10.9.0.1]")]
    [TestCase("hash:/etc/x", Error)]
    [TestCase("5.7.1 nocode", Error)]
    [TestCase("600 x", Error)]
    [TestCase("250 x", Error)]
    [TestCase("nosuch_restriction", Error)]
    public void An_entry_refuses_whatever_the_recipient(string entry, string reply)
    {
        Decide(entry, "alice@example.test").Should().Be(reply);
        Decide(entry, "u@remote.test").Should().Be(reply);
        Decide(entry, "nosuch@example.test").Should().Be(reply);
    }

    [TestCase("OK")]
    [TestCase("DUNNO")]
    [TestCase("DEFER_IF_REJECT")]
    [TestCase("HOLD")]
    [TestCase("FILTER smtp:[1.2.3.4]")]
    [TestCase("PREPEND X-Foo: bar")]
    [TestCase("REDIRECT bob@example.test")]
    [TestCase("WARN hello")]
    [TestCase("INFO hi")]
    [TestCase("12345")]
    [TestCase("550")]
    [TestCase("RELAY")]
    [TestCase("permit")]
    [TestCase("sleep 1")]
    [TestCase("warn_if_reject reject_unknown_client_hostname")]
    public void An_entry_leaves_the_rest_to_decide(string entry)
    {
        Decide(entry, "alice@example.test").Should().Be(Ok);
        Decide(entry, "u@remote.test").Should().Be(Relay);
        Decide(entry, "nosuch@example.test").Should().Be(NoSuch);
    }

    [TestCase("DEFER_IF_PERMIT", "450 4.7.1 <unknown[10.9.0.1]>: Client host rejected: Service unavailable")]
    [TestCase("DEFER_IF_PERMIT 4.2.1 my text", "450 4.2.1 <unknown[10.9.0.1]>: Client host rejected: my text")]
    [TestCase("defer_if_permit", "450 4.7.1 <unknown[10.9.0.1]>: Client host rejected: Service unavailable")]
    [TestCase("defer_if_permit, defer_if_reject", "450 4.7.0 <unknown[10.9.0.1]>: Client host rejected: defer_if_permit requested")]
    public void A_deferral_takes_the_place_of_permission_before_users_are_looked_up(string entry, string reply)
    {
        Decide(entry, "alice@example.test").Should().Be(reply);
        Decide(entry, "u@remote.test").Should().Be(Relay);
        Decide(entry, "nosuch@example.test").Should().Be(reply);
    }

    [Test]
    public void Discard_takes_mail_for_anybody()
    {
        Decide("DISCARD", "u@remote.test").Should().Be(Ok);
        Decide("DISCARD", "nosuch@example.test").Should().Be(Ok);
    }

    [Test]
    public void Hangup_answers_nothing() => Outcome("HANGUP", "alice@example.test").Code.Should().Be(0);

    [Test]
    public void A_restriction_in_an_entry_sees_the_recipient()
        => Decide("reject_unauth_destination", "u@remote.test").Should().Be("554 5.7.1 <u@remote.test>: Relay access denied");

    [Test]
    public void The_line_of_the_table_is_told_with_the_line_of_the_list()
    {
        AccessOutcome outcome = Outcome("REJECT", "alice@example.test");
        outcome.Restriction.Should().Be("check_client_access");
        outcome.Place!.Parameter.Should().Be("smtpd_client_restrictions");
        outcome.Entry.Should().BeEquivalentTo(new { File = "/etc/postfix/access", Line = 1 });
    }

    // Seen of 3.5, 3.7 and 3.10: braces hide the colon, and what is taken for a table then cannot be opened.
    [Test]
    public void A_table_in_braces_is_a_configuration_error()
        => Ask.Reply("smtpd_client_restrictions = check_client_access { texthash:/etc/postfix/access }", Ask.Outsider,
            files: new() { ["/etc/postfix/access"] = "192.0.2.10 REJECT\n" })
            .Should().Be("451 4.3.5 <mail.sender.test[192.0.2.10]>: Client host rejected: Server configuration error");

    private static string Decide(string entry, string recipient)
    {
        AccessOutcome outcome = Outcome(entry, recipient);
        return $"{outcome.Code} {outcome.Enhanced} {outcome.Text}";
    }

    private static AccessOutcome Outcome(string entry, string recipient)
        => SampleServer.Model(SampleServer.Guide + "smtpd_client_restrictions = check_client_access texthash:/etc/postfix/access\n",
            files: new() { ["/etc/postfix/access"] = $"10.9 {entry}\n" }).Decide(new()
            {
                Client = IPAddress.Parse("10.9.0.1"),
                Helo = "mail.sender.test",
                Sender = "s@sender.test",
                Recipients = [recipient],
            });
}
