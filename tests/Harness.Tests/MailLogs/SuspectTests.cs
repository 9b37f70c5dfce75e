using Harness.Core.MailLogs;

namespace Harness.Tests.MailLogs;

/// <summary>Refusals that may have been mistakes.</summary>
public sealed class SuspectTests
{
    private const string Peer = "mail.customer.example[192.0.2.7]";
    private readonly LogFiles _files = new();

    [OneTimeTearDown]
    public void Remove() => _files.Dispose();

    [Test]
    public async Task A_client_that_was_refused_for_its_name_and_delivered_later()
    {
        MailLogReport report = await LogFiles.ReadAsync(_files.Write("log",
            Reject(1, Peer, "504 5.5.2 <mail>: Helo command rejected: need fully-qualified hostname"), Taken(2, Peer), Taken(3, Peer)));

        SuspectClient client = report.Suspects.DeliveredLater.Should().ContainSingle().Subject;
        (client.Address, client.Name, client.Refused, client.Accepted, client.Reason).Should().Be(("192.0.2.7", "mail.customer.example", 1, 2, "reject_non_fqdn_helo_hostname"));
        client.RefusedAt!.Value.TimeOfDay.Should().Be(new TimeSpan(10, 0, 1));
    }

    [TestCase("550 5.1.1 <x@y.example>: Recipient address rejected: User unknown in local recipient table")]
    [TestCase("454 4.7.1 <x@y.example>: Relay access denied")]
    public async Task Not_one_that_mistyped_a_recipient(string reply)
        => (await LogFiles.ReadAsync(_files.Write("log", Reject(1, Peer, reply), Taken(2, Peer)))).Suspects.DeliveredLater.Should().BeEmpty();

    [Test]
    public async Task Nor_one_that_was_refused_only_afterwards()
        => (await LogFiles.ReadAsync(_files.Write("log", Taken(1, Peer), Reject(2, Peer, "554 5.7.1 Service unavailable; Client host [192.0.2.7] blocked using zen.example"))))
            .Suspects.DeliveredLater.Should().BeEmpty();

    [TestCase("mail-ed1-f44.google.com[209.85.208.44]", true)]
    [TestCase("google.com.evil.example[192.0.2.9]", false)]
    [TestCase("notgoogle.com[192.0.2.9]", false)]
    public async Task A_large_provider_by_its_verified_name(string peer, bool isTold)
        => (await LogFiles.ReadAsync(_files.Write("log", Reject(1, peer, "554 5.7.1 Service unavailable; Client host [1.2.3.4] blocked using zen.example"))))
            .Suspects.BigSenders.Should().HaveCount(isTold ? 1 : 0);

    [Test]
    public async Task Who_logged_in_by_the_end_of_the_session_and_by_name_where_another_line_has_it()
    {
        MailLogReport report = await LogFiles.ReadAsync(_files.Write("log",
            Line(1, "connect from " + Peer),
            Line(2, "B6D741AC061: client=" + Peer + ", sasl_method=PLAIN, sasl_username=alice"),
            Reject(3, Peer, "554 5.7.1 <x@y.example>: Sender address rejected: not owned by user alice"),
            Line(4, "disconnect from " + Peer + " ehlo=2 starttls=1 auth=1 mail=2 rcpt=1/2 quit=1 commands=8/9")));

        report.Suspects.Users.Should().ContainSingle().Which.Should().Be(new SuspectUser("alice", "192.0.2.7", 1, "reject_sender_login_mismatch"));
    }

    private static string Line(int second, string text) => $"2026-11-26T10:00:{second:00}Z mail postfix/smtpd[7]: {text}";

    private static string Reject(int second, string peer, string reply)
        => Line(second, $"NOQUEUE: reject: RCPT from {peer}: {reply}; from=<a@b.example> to=<x@y.example> proto=ESMTP helo=<mail>");

    private static string Taken(int second, string peer) => Line(second, $"B6D741AC06{second}: client={peer}");
}
