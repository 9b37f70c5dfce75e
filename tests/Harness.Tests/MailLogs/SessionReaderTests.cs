using System.Net;
using Harness.Core.MailLogs;
using Harness.Core.MailLogs.Sessions;

namespace Harness.Tests.MailLogs;

/// <summary>The sessions that a log tells.</summary>
public sealed class SessionReaderTests
{
    private const string Peer = "mail.customer.example[192.0.2.7]";
    private readonly LogFiles _files = new();

    [OneTimeTearDown]
    public void Remove() => _files.Dispose();

    [Test]
    public async Task Mail_that_was_taken_is_a_session_for_each_recipient_as_the_client_gave_it()
    {
        LoggedMail mail = await ReadAsync(
            Line("smtpd", "connect from " + Peer),
            Line("smtpd", "Anonymous TLS connection established from " + Peer + ": TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits)"),
            Line("smtpd", "B6D741AC061: client=" + Peer + ", sasl_method=PLAIN, sasl_username=alice"),
            Line("qmgr", "B6D741AC061: from=<a@customer.example>, size=227, nrcpt=2 (queue active)"),
            Line("local", "B6D741AC061: to=<root@y.example>, orig_to=<postmaster@y.example>, relay=local, delay=0, delays=0/0/0/0, dsn=2.0.0, status=sent (x)"),
            Line("smtp", "B6D741AC061: to=<b@z.example>, relay=none, delay=0, delays=0/0/0/0, dsn=4.4.1, status=deferred (x)"),
            Line("smtp", "B6D741AC061: to=<b@z.example>, relay=z[192.0.2.9]:25, delay=9, delays=0/0/0/9, dsn=2.0.0, status=sent (x)"),
            Line("qmgr", "B6D741AC061: removed"));

        var session = new LoggedSession(IPAddress.Parse("192.0.2.7"), "mail.customer.example", "mail.customer.example", null, true, true, "alice", "a@customer.example", "postmaster@y.example", LoggedAnswer.Taken);
        mail.Sessions.Keys.Should().BeEquivalentTo([session, session with { Recipient = "b@z.example" }]);
        mail.Sessions[session].QueueId.Should().Be("B6D741AC061");
    }

    [Test]
    public async Task What_was_refused_has_what_its_line_tells()
    {
        LoggedMail mail = await ReadAsync(
            Line("smtpd", "warning: hostname wrong.example does not resolve to address 192.0.2.8: Name or service not known"),
            Line("smtpd", "connect from unknown[192.0.2.8]"),
            Line("smtpd", "NOQUEUE: reject: RCPT from unknown[192.0.2.8]: 554 5.7.1 Service unavailable; Client host [192.0.2.8] blocked using zen.spamhaus.org; listed as 127.0.0.4; from=<s@x.example> to=<r@y.example> proto=SMTP helo=<x>"));

        (LoggedSession session, LoggedTimes times) = mail.Sessions.Should().ContainSingle().Subject;
        session.Should().Be(new LoggedSession(IPAddress.Parse("192.0.2.8"), "unknown", "wrong.example", "x", false, false, null, "s@x.example", "r@y.example",
            new("RCPT", 554, "5.7.1", "reject_rbl_client zen.spamhaus.org", "zen.spamhaus.org")));
        times.Count.Should().Be(1);
        mail.OfRefusals.Listings.Should().HaveCount(1).And.Contain((session.Client, "zen.spamhaus.org"), IPAddress.Parse("127.0.0.4"));
    }

    [Test]
    public async Task What_a_refusal_tells_did_not_hold_when_mail_was_taken_unless_it_was_only_a_warning()
    {
        LoggedMail mail = await ReadAsync(Reject("reject", "gone.example"), Reject("reject_warning", "also-gone.example"));

        mail.OfRefusals.MissingNames.Should().Equal("gone.example");
        mail.OfWarnings.MissingNames.Should().Equal("also-gone.example");
        mail.Sessions.Should().ContainSingle();

        static string Reject(string kind, string domain)
            => Line("smtpd", $"NOQUEUE: {kind}: RCPT from {Peer}: 450 4.1.8 <s@{domain}>: Sender address rejected: Domain not found; from=<s@{domain}> to=<r@y.example> proto=ESMTP helo=<x>");
    }

    [TestCase("submission/smtpd", "B6D741AC061: client=" + Peer, "another service")]
    [TestCase("smtpd", "B6D741AC061: client=" + Peer + ", orig_queue_id=B6D741AC060, orig_client=x[1.2.3.4]", "content filter")]
    [TestCase("smtpd", "B6D741AC061: client=" + Peer, "its sender is not told")]
    [TestCase("smtpd", "B6D741AC061: reject: END-OF-MESSAGE from " + Peer + ": bare <LF> received; from=<s@x.example> to=<r@y.example> proto=ESMTP helo=<x>", "for its content")]
    public async Task What_is_no_session_of_port_25_is_counted(string program, string text, string why)
    {
        LoggedMail mail = await ReadAsync(Line(program, text));

        mail.Sessions.Should().BeEmpty();
        mail.LeftOut.Should().ContainSingle().Which.Key.Should().Contain(why);
    }

    [Test]
    public async Task The_same_session_twice_is_one_that_came_twice()
    {
        string line = Line("smtpd", $"NOQUEUE: reject: RCPT from {Peer}: 504 5.5.2 <x>: Helo command rejected: need fully-qualified hostname; from=<s@x.example> to=<r@y.example> proto=ESMTP helo=<x>");

        LoggedMail mail = await ReadAsync(line, line);

        mail.Sessions.Values.Should().ContainSingle().Which.Count.Should().Be(2);
    }

    private Task<LoggedMail> ReadAsync(params string[] lines) => SessionReading.ReadAsync([_files.Write("log", lines)], TimeProvider.System, default);

    private static string Line(string program, string text) => $"2026-11-26T10:00:00Z mail postfix/{program}[7]: {text}";
}
