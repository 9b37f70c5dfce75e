using Harness.Core.MailLogs;

namespace Harness.Tests.MailLogs;

/// <summary>What Postfix 3.5, 3.7 and 3.10 logged in the lab. The counts are those of pflogsumm 1.1.5 for the same files.</summary>
public sealed class LabLogTests
{
    [TestCase("guide-3.5", 20, 21, 16, 0, 0)]
    [TestCase("guide-3.7", 20, 21, 16, 0, 0)]
    [TestCase("guide-3.10", 20, 21, 16, 0, 0)]
    [TestCase("varied-3.5", 25, 19, 6, 13, 8)]
    [TestCase("varied-3.7", 25, 19, 6, 13, 8)]
    [TestCase("varied-3.10", 25, 19, 6, 13, 8)]
    public async Task Counts_as_pflogsumm_does(string log, long received, long delivered, long rejected, long warned, long deferrals)
    {
        MailLogReport report = await LogFiles.ReadAsync(LogFiles.OfLab(log));

        (report.Messages.Received, report.Messages.Delivered, report.Messages.Rejected, report.Messages.RejectWarnings, report.Messages.Deferrals)
            .Should().Be((received, delivered, rejected, warned, deferrals));
        report.Lines.OfPostfix.Should().Be(report.Lines.All);
    }

    [TestCase("guide-3.5")]
    [TestCase("guide-3.7")]
    [TestCase("guide-3.10")]
    public async Task Tells_the_restriction_behind_every_refusal_of_the_guide(string log)
    {
        MailLogReport report = await LogFiles.ReadAsync(LogFiles.OfLab(log));

        Counts(report.Refusals.Restrictions).Should().BeEquivalentTo(new Dictionary<string, long>
        {
            ["reject_rbl_client zen.spamhaus.org"] = 7,
            ["reject_rbl_client bl.spamcop.net"] = 2,
            ["reject_non_fqdn_helo_hostname"] = 2,
            ["reject_unauth_destination"] = 3,
            ["reject_non_fqdn_sender"] = 1,
            ["reject_non_fqdn_recipient"] = 1,
        });
        Counts(report.Refusals.Lists).Should().BeEquivalentTo(new Dictionary<string, long> { ["zen.spamhaus.org"] = 7, ["bl.spamcop.net"] = 2 });
    }

    // 3.10 names the user on the line of the refusal; before, only the end of the session tells that there was a login.
    [TestCase("varied-3.5", "")]
    [TestCase("varied-3.7", "")]
    [TestCase("varied-3.10", "alice")]
    public async Task A_user_who_logged_in_and_was_refused_is_told(string log, string user)
    {
        MailLogReport report = await LogFiles.ReadAsync(LogFiles.OfLab(log));

        report.Suspects.Users.Should().ContainSingle().Which.Should().Be(new SuspectUser(user, "203.0.113.77", 1, "reject_non_fqdn_helo_hostname"));
    }

    [TestCase("varied-3.5")]
    [TestCase("varied-3.7")]
    [TestCase("varied-3.10")]
    public async Task Tells_how_much_went_over_TLS_and_what_is_left_in_the_queue(string log)
    {
        MailLogReport report = await LogFiles.ReadAsync(LogFiles.OfLab(log));

        (report.Tls.MessagesInByTls, report.Tls.MessagesIn, report.Tls.DeliveriesOutByTls, report.Tls.DeliveriesOut).Should().Be((3, 24, 3, 6));
        (report.Messages.Held, report.Messages.Discarded, report.Messages.Deferred, report.Messages.Bounced).Should().Be((1, 1, 4, 2));
        report.Delays.Deferred.Top.Should().Contain(new CountedName("host … said: 451 4.7.1 Try again later (in reply to RCPT TO command)", 4));
        (report.Delays.InQueue, report.Delays.InQueueDeferred).Should().Be((4, 4));
        (report.Sessions.LoginsFailed, report.Sessions.NotSmtp, report.Sessions.Pipelining, report.Sessions.TlsFailed, report.Sessions.TooManyErrors)
            .Should().Be((1, 1, 1, 1, 1));
        Counts(report.Refusals.Restrictions).Should().Contain("smtpd_forbid_bare_newline", 1).And.Contain("header_checks", 1);
    }

    private static Dictionary<string, long> Counts(CountedNames names) => names.Top.ToDictionary(n => n.Name, n => n.Count);
}
