using Harness.Cli.Verbs;
using Harness.Cli.Verbs.Replaying;
using Harness.Core.MailLogs;
using Harness.Core.MailLogs.Sessions;
using Harness.Core.Postfix.Access;
using Harness.Core.Postfix.Access.Names;
using Harness.Core.Replay;
using Harness.Core.Verdicts.Behaviour;
using Harness.Lab;
using Harness.Tests.MailLogs;

namespace Harness.Tests.Replay;

/// <summary>Logs that Postfix wrote in the lab with the guide's configuration, against other configurations.</summary>
public sealed class LabLogReplayTests
{
    private static readonly string[] _releases = ["3.5", "3.7", "3.10"];
    private static readonly string[] _configurations = [.. Directory.GetDirectories(Path.Combine(Checkout.Root, "fixtures", "diff")).Select(d => Path.GetFileName(d)!).Order(StringComparer.Ordinal)];
    private static readonly Dictionary<string, LoggedMail> _mail = [];
    private static readonly Dictionary<string, PredictedReplay> _guide = [];

    [OneTimeSetUp]
    public static async Task Read()
    {
        foreach (string release in _releases)
        {
            _mail[release] = await SessionReading.ReadAsync([LogFiles.OfLab($"guide-{release}")], TimeProvider.System, default);
            _guide[release] = Of(release, "guide");
        }
    }

    [TestCaseSource(nameof(_releases))]
    public void The_configuration_that_made_the_log_changes_nothing(string release)
    {
        PredictedReplay replay = _guide[release];

        replay.Outcomes.Should().HaveCount(37);
        replay.Outcomes.Where(o => ReplayComparison.Change(o) is not null).Select(o => $"{o.Replayed.Logged} {o.Outcome}").Should().BeEmpty();
    }

    // What the log says a server did, beside what the model of that server's configuration says: diff of the two, restricted to the sessions.
    [Test]
    public void Another_configuration_changes_the_sessions_that_diff_says([ValueSource(nameof(_releases))] string release, [ValueSource(nameof(_configurations))] string configuration)
    {
        PredictedReplay replay = Of(release, $"diff/{configuration}");

        foreach ((ReplayedOutcome now, ReplayedOutcome before) in replay.Outcomes.Zip(_guide[release].Outcomes))
        {
            ChangeKind? expected = AnswerKey.Change(AnswerKey.Of(before.Outcome), AnswerKey.Of(now.Outcome));
            ChangeKind? seen = ReplayComparison.Change(now);
            (seen is ChangeKind.Opens or ChangeKind.Closes or ChangeKind.Untold ? seen : null)
                .Should().Be(expected is ChangeKind.Opens or ChangeKind.Closes or ChangeKind.Untold ? expected : null, $"{now.Replayed.Logged}");
        }
    }

    [TestCase("01-list-removed", ChangeKind.Opens, "192.0.2.48", 2)]
    [TestCase("12-unknown-clients-refused", ChangeKind.Closes, "192.0.2.60", 1)]
    [TestCase("11-unknown-sender-domains-refused", ChangeKind.Closes, "192.0.2.17", 1)]
    public void The_sessions_that_change_are_those_of_the_clients_they_should_be(string configuration, ChangeKind kind, string client, int sessions)
        => Of("3.7", $"diff/{configuration}").Outcomes.Where(o => ReplayComparison.Change(o) == kind && o.Replayed.Session.Client!.ToString() == client).Should().HaveCount(sessions);

    [Test]
    public void What_the_caller_tells_of_the_DNS_counts()
    {
        PredictedReplay replay = Of("3.7", "diff/11-unknown-sender-domains-refused", ("outsider.example", NameAnswer.Missing));

        AccessSession[] closed = [.. replay.Outcomes.Where(o => ReplayComparison.Change(o) == ChangeKind.Closes).Select(o => o.Replayed.Session)];
        closed.Should().HaveCountGreaterThan(5);
        closed.Select(s => s.Sender![(s.Sender!.IndexOf('@', StringComparison.Ordinal) + 1)..]).Distinct().Should().BeEquivalentTo("outsider.example", "nowhere.invalid");
    }

    private static PredictedReplay Of(string release, string configuration, params (string Name, NameAnswer Answer)[] dns)
        => new(new([$"guide-{release}.log"], ConfigurationSource.Open(Path.Combine(Checkout.Root, "fixtures", configuration)), PostfixVersion.Find(release)!,
            dns.ToDictionary(d => d.Name, d => (NameAnswer?)d.Answer)), _mail[release]);
}
