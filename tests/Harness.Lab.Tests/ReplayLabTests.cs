using System.Diagnostics;
using Harness.Cli.Verbs.Replaying;
using Harness.Core.MailLogs;
using Harness.Core.MailLogs.Sessions;
using Harness.Core.Postfix.Access;
using Harness.Core.Replay;
using Harness.Core.Verdicts.Behaviour;
using Harness.Lab.Clients;
using Harness.Lab.Plays;

namespace Harness.Lab.Tests;

/// <summary>A log that a real Postfix wrote with one configuration, replayed against another one on a real Postfix.</summary>
[Parallelizable(ParallelScope.Self)]
public class ReplayLabTests
{
    // Whose session it is, its HELO name (null: the client's own), recipient.
    private static readonly (string Kind, string? Helo, string Recipient)[] _sessions =
    [
        ("outsider", null, "alice@yourdomain.no"), ("no-ptr", "mail.no-ptr.example", "alice@yourdomain.no"), ("spamcop", null, "alice@yourdomain.no"),
        ("zen-sbl", null, "alice@yourdomain.no"), ("outsider", "bareword", "alice@yourdomain.no"), ("neighbour", null, "someone@tls.example"),
    ];

    [Test]
    [CancelAfter(180_000)]
    public async Task What_changes_for_the_sessions_of_a_log_is_what_the_two_configurations_do_differently_to_them(CancellationToken cancel)
    {
        ConfigurationFiles changed = Fixtures.Of("diff/01-list-removed");
        (HarnessLab lab, LabTarget target) = await HarnessLab.StartAsync(Fixtures.Guide, TestContext.Progress.WriteLine, cancel);
        await using (lab)
        {
            LabServer before = await lab.ServerSideAsync(target, cancel);
            string log = await PlayAsync(lab, cancel);
            LoggedMail mail = await SessionReading.ReadAsync([log], TimeProvider.System, cancel);
            var replay = new PredictedReplay(new([log], changed, PostfixVersion.Default, new Dictionary<string, Core.Postfix.Access.Names.NameAnswer?>()), mail);
            LabTarget now = await lab.LoadAsync(changed, cancel);
            LabServer after = await lab.ServerSideAsync(now, cancel);

            Comparison comparison = await LabReplay.PlayAsync(replay, lab, now, _ => { }, cancel);

            AccessModel old = Model(before), next = Model(after);
            string[] expected = [.. mail.Sessions.Keys.Select(s => Played(s)).Where(s => AnswerKey.Change(AnswerKey.Of(old.Decide(s)), AnswerKey.Of(next.Decide(s))) is not null).Select(Told).Order()];
            string[] seen = [.. replay.Outcomes.Where(o => ReplayComparison.Change(o) is not null).Select(o => Told(o.Replayed.Session)).Order()];
            replay.Outcomes.Should().HaveCount(_sessions.Length);
            seen.Should().Equal(expected).And.ContainSingle().Which.Should().Contain("spamcop");
            (comparison.After.Played, comparison.Disagreements.Count, comparison.Basis).Should().Be((_sessions.Length, 0, "all played"));
            comparison.Differences.Should().ContainSingle().Which.Kind.Should().Be(ChangeKind.Opens);
            File.Delete(log);
        }
    }

    private static AccessModel Model(LabServer server) => AccessModel.Of(server.Configuration.Parameters, server.World);

    private static AccessSession Played(LoggedSession logged) => ReplayedSession.Of(logged, new() { Count = 1 }, goesOn: false)!.Session;

    private static string Told(AccessSession session) => $"{session.Client} {session.ClientName} {session.Sender} {session.Recipients[^1]}";

    private static async Task<string> PlayAsync(HarnessLab lab, CancellationToken cancel)
    {
        int taken = 0;
        foreach ((string kind, string? helo, string recipient) in _sessions)
        {
            LabClient client = KnownClients.All.First(c => c.Kind == kind);
            await using SocksDoor door = lab.OpenSocks(kind);
            using HandSession session = await HandSession.ThroughAsync(door, LabInternet.Mx);
            await session.SayAsync($"EHLO {helo ?? client.Name}");
            await session.SayAsync("MAIL FROM:<someone@sender.example>");
            if ((await session.SayAsync($"RCPT TO:<{recipient}>")).StartsWith("250", StringComparison.Ordinal))
            {
                await session.SayAsync("DATA");
                await session.SayAsync("Subject: replayed\r\n\r\nHello.\r\n.");
                taken++;
            }
            await session.SayAsync("QUIT");
        }
        string log = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"{Guid.NewGuid():N}.log");
        for (string text = ""; text.Split(": removed").Length <= taken;)
        {
            cancel.ThrowIfCancellationRequested();
            text = await LogsAsync(lab.MxContainer, cancel);
            await File.WriteAllTextAsync(log, text, cancel);
        }
        return log;
    }

    private static async Task<string> LogsAsync(string container, CancellationToken cancel)
    {
        using Process docker = Process.Start(new ProcessStartInfo("docker", ["logs", container]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> complaint = docker.StandardError.ReadToEndAsync(cancel);
        string text = await docker.StandardOutput.ReadToEndAsync(cancel);
        await docker.WaitForExitAsync(cancel);
        return docker.ExitCode == 0 ? text : throw new InvalidOperationException(await complaint);
    }
}
