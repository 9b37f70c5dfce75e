using Harness.Core.Postfix.MailLog;
using Harness.Lab;
using Harness.Lab.Logs;
using Harness.Tests.Postfix;

namespace Harness.Tests.Lab;

public sealed class MailLogFollowerTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static MailLogFollower Following(params string[] lines)
    {
        var log = new MailLogFollower([]);
        Take(log, lines);
        return log;
    }

    // "smtpd[1]: text"
    private static void Take(MailLogFollower log, params string[] lines)
    {
        foreach (string line in lines)
            log.Take(MailLogLine.TryParse($"Nov 22 16:01:39 mx postfix/{line}")!);
    }

    private static async Task<string[]?> SessionAsync(MailLogFollower log, string address, int mark = 0, TimeSpan? atMost = null)
        => (await log.SessionAsync(mark, address, atMost ?? Patience, CancellationToken.None))?.Select(l => l.Text).ToArray();

    [Test]
    public async Task Sessions_that_run_side_by_side_are_told_apart()
    {
        MailLogFollower log = Following(
            "smtpd[1]: connect from a[192.0.2.1]", "smtpd[2]: connect from b[192.0.2.2]", "smtpd[1]: one", "smtpd[2]: two",
            "smtpd[2]: disconnect from b[192.0.2.2]", "smtpd[1]: disconnect from a[192.0.2.1]");
        (await SessionAsync(log, "192.0.2.1")).Should().Equal("connect from a[192.0.2.1]", "one", "disconnect from a[192.0.2.1]");
        (await SessionAsync(log, "192.0.2.2")).Should().Equal("connect from b[192.0.2.2]", "two", "disconnect from b[192.0.2.2]");
    }

    [Test]
    public async Task A_process_has_one_session_after_the_other()
    {
        MailLogFollower log = Following("smtpd[1]: connect from a[192.0.2.1]", "smtpd[1]: first", "smtpd[1]: disconnect from a[192.0.2.1]");
        int mark = log.Mark();
        Take(log, "smtpd[1]: connect from a[192.0.2.1]", "smtpd[1]: second", "smtpd[1]: disconnect from a[192.0.2.1]");
        (await SessionAsync(log, "192.0.2.1", mark)).Should().Contain("second").And.NotContain("first");
    }

    [Test]
    public async Task A_session_is_waited_for_until_it_is_over()
    {
        MailLogFollower log = Following("smtpd[1]: connect from a[192.0.2.1]");
        Task<string[]?> session = SessionAsync(log, "192.0.2.1");
        session.IsCompleted.Should().BeFalse();
        Take(log, "smtpd[1]: disconnect from a[192.0.2.1]");
        (await session).Should().HaveCount(2);
    }

    [Test]
    public async Task Of_messages_that_were_begun_those_in_the_queue_are_taken()
    {
        MailLogFollower log = Following("smtpd[1]: AAAAAA1: client=a[192.0.2.1]", "smtpd[1]: AAAAAA2: client=a[192.0.2.1]", "qmgr[3]: AAAAAA2: from=<a@b>, size=3, nrcpt=1 (queue active)");
        (await log.TakenAsync(["AAAAAA1", "AAAAAA2"], 1, Patience, CancellationToken.None)).Should().Equal("AAAAAA2");
        (await log.TakenAsync(["AAAAAA1"], 1, TimeSpan.Zero, CancellationToken.None)).Should().BeEmpty();
    }

    [Test]
    public async Task A_session_that_does_not_end_is_not_shown()
        => (await SessionAsync(Following("smtpd[1]: connect from a[192.0.2.1]"), "192.0.2.1", atMost: TimeSpan.Zero)).Should().BeNull();

    [TestCase("master[9]: warning: process /usr/lib/postfix/sbin/smtpd pid 1 exit status 1")]
    [TestCase("master[9]: warning: process /usr/lib/postfix/sbin/smtpd pid 1 killed by signal 11")]
    public async Task A_session_ends_with_its_process(string death)
        => (await SessionAsync(Following("smtpd[1]: connect from a[192.0.2.1]", "smtpd[1]: fatal: x", death), "192.0.2.1")).Should().HaveCount(2);

    [Test]
    public async Task The_death_of_another_process_ends_nothing()
        => (await SessionAsync(
            Following("smtpd[1]: connect from a[192.0.2.1]", "master[9]: warning: process smtpd pid 11 exit status 1"), "192.0.2.1", atMost: TimeSpan.Zero))
            .Should().BeNull();

    [Test]
    public async Task Of_a_session_that_nobody_follows_nothing_is_kept()
    {
        var log = new MailLogFollower(["192.0.2.1"]);
        Take(log, "smtpd[1]: connect from a[192.0.2.1]", "smtpd[1]: one", "smtpd[1]: disconnect from a[192.0.2.1]", "smtpd[1]: connect from b[192.0.2.2]", "smtpd[1]: disconnect from b[192.0.2.2]");
        log.Mark().Should().Be(1);
        (await SessionAsync(log, "192.0.2.2")).Should().HaveCount(2);
    }

    [Test]
    public async Task Xclient_does_not_lose_a_session()
    {
        var log = new MailLogFollower([]);
        foreach (MailLogLine line in Samples.Lines("trace-helo.log"))
            log.Take(line);
        (await SessionAsync(log, "127.0.0.1"))!.Length.Should().Be(Samples.Lines("trace-helo.log").Length);
    }

    [TestCase("CD5C1E60D7")]
    [TestCase("7B883E60DD")]
    public async Task A_message_is_settled_when_it_is_removed_or_deferred(string id)
    {
        var log = new MailLogFollower([]);
        foreach (MailLogLine line in Samples.Lines("session.log"))
            log.Take(line);
        (IReadOnlyList<MailLogLine> lines, bool settled) = await log.MessageAsync(id, Patience, CancellationToken.None);
        settled.Should().BeTrue();
        lines.Should().OnlyContain(l => l.QueueId == id).And.Contain(l => l.Program == "cleanup");
    }

    [Test]
    public async Task A_message_that_is_sent_but_not_removed_is_not_settled()
        => (await Following("local[4]: CD5C1E60D7: to=<a@b>, relay=local, delay=0, delays=0/0/0/0, dsn=2.0.0, status=sent (ok)")
            .MessageAsync("CD5C1E60D7", TimeSpan.Zero, CancellationToken.None)).Should().Match<(IReadOnlyList<MailLogLine> Lines, bool Settled)>(m => m.Lines.Count == 1 && !m.Settled);

    [Test]
    public async Task A_fatal_at_the_start_is_why_it_did_not_start()
        => (await Following("master[9]: fatal: bad boy").StartedAsync(0, Patience, CancellationToken.None)).Should().Be("fatal: bad boy");

    [TestCase("daemon started -- version 3.7.11, configuration /etc/postfix")]
    [TestCase("reload -- version 3.7.11, configuration /etc/postfix")]
    public async Task Starts_and_reloads_are_counted(string text)
    {
        MailLogFollower log = Following($"master[9]: {text}");
        (await log.StartedAsync(0, Patience, CancellationToken.None)).Should().BeNull();
        log.ExpectStart().Should().Be(1);
    }

    [Test]
    public async Task A_start_that_does_not_come_is_said()
        => (await new MailLogFollower([]).Invoking(l => l.StartedAsync(0, TimeSpan.Zero, CancellationToken.None)).Should().ThrowAsync<LabException>())
            .Which.Message.Should().StartWith("Postfix did not say within");

    [Test]
    public async Task What_it_said_of_the_configuration_before_does_not_count_for_the_next()
    {
        MailLogFollower log = Following("master[9]: fatal: bad boy");
        int starts = log.ExpectStart();
        log.Take(MailLogLine.TryParse("Nov 22 17:00:00 mail postfix/master[9]: reload -- version 3.7.11, configuration /etc/postfix")!);
        (await log.StartedAsync(starts, Patience, CancellationToken.None)).Should().BeNull();
    }

    [Test]
    public async Task A_postfix_that_stops_by_itself_did_not_start()
    {
        var log = new MailLogFollower([]);
        log.TakeStop();
        (await log.StartedAsync(0, Patience, CancellationToken.None)).Should().Contain("stopped");
    }
}
