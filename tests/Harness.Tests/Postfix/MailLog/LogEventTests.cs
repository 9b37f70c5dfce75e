using Harness.Core.Postfix.MailLog;

namespace Harness.Tests.Postfix.MailLog;

public class LogEventTests
{
    private static Delivery[] Deliveries => [.. Samples.Lines("session.log").Select(Delivery.TryParse).OfType<Delivery>()];

    [Test]
    public void Reads_every_delivery_of_a_real_log() =>
        Deliveries.Should().HaveCount(Samples.Raw("session.log").Count(l => l.Contains("status=", StringComparison.Ordinal)));

    [Test]
    public void Reads_a_local_delivery() =>
        Deliveries[0].Should().Be(new Delivery("CD5C1E60D7", "alice@test.example", null, "local", "2.0.0", "sent", "delivered to mailbox"));

    [Test]
    public void Reads_a_delivery_to_a_server() =>
        Deliveries.Single(d => d.Relay.Contains(':', StringComparison.Ordinal))
            .Should().Match<Delivery>(d => d.Relay == "127.0.0.1[127.0.0.1]:2525" && d.Reason == "250 2.0.0 Ok: queued as B23BAE60E2");

    [Test]
    public void Reads_a_deferral() =>
        Deliveries.Single(d => d.Status == "deferred").Reason.Should().Be("connect to 127.0.0.1[127.0.0.1]:2599: Connection refused");

    [Test]
    public void Reads_the_original_recipient() =>
        Deliveries.Should().Contain(d => d.OriginalRecipient == "Alias@test.example" && d.Status == "bounced" && d.Dsn == "5.4.6");

    [TestCase("to=<\"a>, relay=x, status=sent (\"@b>, relay=none, delay=1, dsn=4.4.1, status=deferred (no (really))", "\"a>, relay=x, status=sent (\"@b", "no (really)")]
    [TestCase("to=<a\"b@c>, relay=none, conn_use=2, delay=1, delays=1/0/0/0, dsn=4.4.1, status=deferred (cut off", "a\"b@c", "cut off")]
    public void Survives_odd_recipients_and_reasons(string text, string recipient, string reason)
    {
        var read = Delivery.TryParse(Samples.Line("4A5B6C7D8E: " + text, "postfix/smtp"))!;
        (read.Recipient, read.Reason, read.Status).Should().Be((recipient, reason, "deferred"));
    }

    [TestCase("4A5B6C7D8E: from=<a@b>, status=expired, returned to sender")]
    [TestCase("4A5B6C7D8E: to=<a@b>, relay=none, status")]
    [TestCase("4A5B6C7D8E: to=<a@b")]
    [TestCase("4A5B6C7D8E:")]
    public void Says_null_where_no_recipient_is_delivered(string text) =>
        Delivery.TryParse(Samples.Line(text, "postfix/qmgr")).Should().BeNull();

    [Test]
    public void Connections_open_and_close_in_pairs()
    {
        var seen = Samples.Lines("session.log").Select(SmtpdConnection.TryParse).OfType<SmtpdConnection>().ToArray();
        seen.Count(c => c.Opened).Should().Be(seen.Count(c => !c.Opened)).And.Be(21);
    }

    [TestCase("connect from unknown[1.2.3.4]", true, "unknown", "1.2.3.4", null)]
    [TestCase("connect from a.example[2001:db8::1]:50123", true, "a.example", "2001:db8::1", 50123)]
    [TestCase("disconnect from a.example[1.2.3.4] ehlo=1 quit=1 commands=2", false, "a.example", "1.2.3.4", null)]
    public void Reads_both_ends_of_a_session(string text, bool opened, string name, string address, int? port) =>
        SmtpdConnection.TryParse(Samples.Line(text)).Should().Be(new SmtpdConnection(opened, name, address, port));

    [TestCase("disconnect from a[1.2.3.4] ehlo=1 mail=2 rcpt=2 data=2 quit=1 commands=8", 2)]
    [TestCase("disconnect from a[1.2.3.4] ehlo=1 mail=2 rcpt=2 data=1/2 unknown=0/1 commands=6/8", 1)]
    [TestCase("disconnect from a[1.2.3.4] ehlo=1 quit=1 commands=2", 0)]
    [TestCase("disconnect from a[1.2.3.4] data=many", 0)]
    [TestCase("disconnect from a[1.2.3.4]", 0)]
    [TestCase("connect from a[1.2.3.4] data=2", 0)]
    public void Counts_the_messages_that_were_taken(string text, int taken) =>
        (SmtpdConnection.TryParse(Samples.Line(text))?.MessagesTaken ?? 0).Should().Be(taken);

    [TestCase("lost connection after MAIL from a[1.2.3.4]", "postfix/smtpd")]
    [TestCase("connect to subsystem public/cleanup", "postfix/smtpd")]
    [TestCase("connect from a[1.2.3.4]", "postfix/qmqpd")]
    [TestCase("connect from ", "postfix/smtpd")]
    public void Is_no_end_of_a_session(string text, string tag) =>
        SmtpdConnection.TryParse(Samples.Line(text, tag)).Should().BeNull();
}
