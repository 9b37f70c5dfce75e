using System.Collections.Concurrent;
using System.Text;
using Harness.Core.Catalogue;
using Harness.Core.Engine;
using Harness.Core.Evidence;
using Harness.Core.Reports;
using Harness.Core.Scenarios;
using Harness.Core.Smtp;
using Harness.Core.Verdicts;
using Harness.Tests.Reports;

namespace Harness.Tests.Engine.Hostile;

/// <summary>The shipped catalogue against servers that do what no server should: each server meets a part of it, all of them all of it.</summary>
[Parallelizable(ParallelScope.Children)]
public sealed class HostileServerTests
{
    private const int Parallel = 32;

    // A server meets a twenty-eighth of the attacks, by their ids, so that a new one moves no other; of an attack's variants two.
    private const int Parts = 28;

    private static readonly IReadOnlyList<Attack> Attacks =
        [.. AttackCatalogue.Shipped().Attacks.Select(a => a with { Each = [.. a.Each.Take(2)], Steps = [.. a.Steps.Select(Hastened)] })];
    private static Step Hastened(Step step) => step switch
    {
        SendOctets { Pace: > 0 } send => send with { Pace = 1 },
        Hold => new Hold(0),
        Deafen deaf => deaf with { Seconds = 0 },
        Flood flood => flood with { Seconds = 1 },
        _ => step,
    };

    private static readonly Policy Everything = new("all", "all", [new PolicyRule("*", Level.Must)], []);

    private static readonly Deadlines Hasty = new(
        Connect: TimeSpan.FromSeconds(5), Write: TimeSpan.FromMilliseconds(200), Reply: TimeSpan.FromMilliseconds(80),
        EndOfData: TimeSpan.FromMilliseconds(80), Tls: TimeSpan.FromMilliseconds(500))
    {
        Session = TimeSpan.FromSeconds(1),
    };

    private static readonly Deadlines Patient = Deadlines.Default with { Session = TimeSpan.FromSeconds(20) };

    // Longer than any session may take, on a machine that is busy with other tests.
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(40);

    private static readonly Hostility[] Hostilities = Hostility.All;

    [TestCaseSource(nameof(Hostilities))]
    public async Task No_session_hangs_fails_or_is_fooled(object hostility)
    {
        var bad = (Hostility)hostility;
        IReadOnlyList<Attack> attacks = PartFor(bad);
        await using var server = new HostileServer(bad.Serve);
        var player = new SessionPlayer(TargetOf(server), bad.Patient ? Patient : Hasty, TimeProvider.System);
        ConcurrentDictionary<(string, bool, string?), Observation> seen = [];
        await System.Threading.Tasks.Parallel.ForEachAsync(attacks.SelectMany(Session.Of), new ParallelOptions { MaxDegreeOfParallelism = Parallel }, async (session, cancel) =>
            seen[(session.Attack.Id, session.IsControl, session.Variant?.Name)] = await player.PlayAsync(session, cancel).WaitAsync(Hang, cancel));

        // Ordinary mail does not get through either, so that no claim can be kept; what must not happen is that one is refuted.
        Check(bad, new RunRecord
        {
            Schema = RunRecord.CurrentSchema,
            Tool = "t",
            Started = default,
            Seconds = 1,
            Policy = "all",
            Target = new TargetRecord("hostile:25", "none", null, null, [], [], null, []),
            Bracket = [new Bracket("before", false, ""), new Bracket("after", false, "")],
            Attacks = attacks,
            Observations = [.. attacks.SelectMany(Session.Of).Select(s => seen[(s.Attack.Id, s.IsControl, s.Variant?.Name)])],
        });
    }

    [TestCaseSource(nameof(Hostilities))]
    public async Task No_run_hangs_fails_or_is_fooled(object hostility)
    {
        var bad = (Hostility)hostility;
        await using var server = new HostileServer(bad.Serve);
        RunRecord record = await new AttackRun(TargetOf(server), bad.Patient ? Patient : Hasty, TimeProvider.System)
            .PlayAsync(PartFor(bad), "all", default, null, CancellationToken.None).WaitAsync(Hang);
        Check(bad, record).Should().NotContain(f => f.Verdict == Verdict.Pass && !bad.Decides);
    }

    // Octets as they are may hold several commands: which of them a reply answers cannot be told.
    private static bool IsOfOctets(Finding finding) => finding.Attack.Steps.Any(s => s is SendOctets);

    // Connections are counted by their greetings: whatever comes after those, a flood was let in.
    private static bool IsGreetedFlood(Finding finding) => finding.Observation?.Flood is { Greeted: > 0 };

    private static IReadOnlyList<Attack> PartFor(Hostility bad)
        => [.. Attacks.Where(a => PartOf(a.Id) == Array.IndexOf(Hostilities, bad) % Parts)];

    private static int PartOf(string id) => (int)(id.Aggregate(17u, (sum, c) => (sum * 31) + c) % Parts);

    private static IReadOnlyList<Finding> Check(Hostility bad, RunRecord record)
    {
        Judgement judgement = Judge.Judging(record, Everything);
        record.Observations.Should().OnlyContain(o => o.Fault == null);
        string[] wrong = [.. judgement.Findings
            .Where(f => f.Verdict == Verdict.Error || (!bad.Decides && f.Verdict is not (Verdict.Inconclusive or Verdict.NotApplicable) && !IsOfOctets(f) && !IsGreetedFlood(f)))
            .Select(f => $"{f.Attack.Id} {f.Verdict}: {f.Reason}")];
        wrong.Should().BeEmpty();
        foreach (IReport report in (IReport[])[new TextReport(verbose: true), new JUnitReport(), new JsonReport()])
        {
            string written = report.By(judgement);
            written.EnumerateRunes().Where(r => r.Value != '\n' && (Rune.IsControl(r) || r.Value == 0x202e)).Should().BeEmpty("{0} is for terminals", report.GetType().Name);
            // A run record may be long; it must not be as long as the server would like.
            written.Length.Should().BeLessThan(record.Observations.Count * 200_000);
        }

        return judgement.Findings;
    }

    private static FakeTarget TargetOf(HostileServer server) => new(async () => (await server.ConnectAsync(), ""))
    {
        Kinds = [.. Attacks.SelectMany(a => Needs.Of(a).Clients).Distinct()],
        HasLists = true,
        Facts = TargetFacts.Meanings.Keys.Except([TargetFacts.Helo, TargetFacts.Client]).ToDictionary(f => f, f => f switch
        {
            TargetFacts.Mx or TargetFacts.Domain or TargetFacts.OutsideDomain => $"{f}.example",
            TargetFacts.Address => "192.0.2.1",
            _ => $"{f}@test.example",
        }),
        Manners = Manners.InTheLab with { Parallel = Parallel, LeavesAt421 = true },
    };
}
