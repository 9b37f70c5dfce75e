using System.Net;
using Harness.Core.Postfix.Access;
using Harness.Core.Postfix.Access.Matrix;
using Harness.Core.Postfix.Access.Matrix.Derived;
using Harness.Core.Postfix.Access.Names;
using Harness.Core.Postfix.Tables;
using Harness.Core.Verdicts.Behaviour;
using Harness.Lab;
using Harness.Lab.Plays;
using Harness.Lab.Plays.Lane;

namespace Harness.Cli.Verbs.Diffing;

/// <summary>
/// Two configurations compared with a real Postfix at hand: the model says what differs, in the lab's own DNS, and the server plays
/// every session that is compared, so that a statement is never only a prediction.
/// </summary>
internal static class LabComparison
{
    /// <summary>Compares them.</summary>
    public static Task<BehaviourReport> CompareAsync(
        DiffConfiguration before, DiffConfiguration after, Allowance allowed, Terminal terminal, CancellationToken cancel)
        => RunProgress.ShowAsync(terminal, "the lab", async progress =>
        {
            progress.Say("starting the lab");
            using var old = new PatientFiles(before.Files);
            using var now = new PatientFiles(after.Files);
            (HarnessLab lab, LabTarget target) = await HarnessLab.StartAsync(old.Files, progress.Say, cancel, before.Version);
            await using (lab)
            {
                LabServer first = await lab.ServerSideAsync(target, cancel);
                if (before.Version != after.Version)
                {
                    (HarnessLab other, LabTarget otherTarget) = await HarnessLab.StartAsync(now.Files, progress.Say, cancel, after.Version);
                    await using (other)
                    {
                        LabServer second = await other.ServerSideAsync(otherTarget, cancel);
                        Played plan = Plan(before, after, first, second, [.. target.MatrixClients()], allowed);
                        var step = new PlayedProgress(progress, plan.Count * 2);
                        return Report(plan, await PlayAsync(plan, target, first, plan.Before, step, cancel), await PlayAsync(plan, otherTarget, second, plan.After, step, cancel));
                    }
                }

                LabTarget loaded = await lab.LoadAsync(now.Files, cancel);
                LabServer server = await lab.ServerSideAsync(loaded, cancel);
                Played both = Plan(before, after, first, server, [.. target.MatrixClients().Concat(loaded.MatrixClients())], allowed);
                var steps = new PlayedProgress(progress, both.Count * 2);
                MatrixResult later = await PlayAsync(both, loaded, server, both.After, steps, cancel);
                target = await lab.LoadAsync(old.Files, cancel);
                return Report(both, await PlayAsync(both, target, first, both.Before, steps, cancel), later);
            }
        });

    // The whole matrix at speed; the session of each statement where smtpd is traced.
    private static async Task<MatrixResult> PlayAsync(Played plan, LabTarget target, LabServer server, AccessModel model, PlayedProgress progress, CancellationToken cancel)
    {
        progress.Begin();
        var run = new MatrixRun(target, server, model);
        var login = new PossibleLogin(server.Configuration.Parameters);
        MatrixResult result = await run.PlayAsync(plan.Sessions.Select(login.Of), progress.Step, cancel);
        progress.Side(result.Played);
        return result with { Differing = [.. result.Differing, .. await run.DifferingAsync([.. plan.Examples.Select(login.Of)], cancel)] };
    }

    private sealed record Played(
        BehaviourReport Report, int Count, IEnumerable<AccessSession> Sessions, IReadOnlyList<AccessSession> Examples, AccessModel Before, AccessModel After);

    private static Played Plan(DiffConfiguration before, DiffConfiguration after, LabServer first, LabServer second, IReadOnlyList<MatrixClient> clients, Allowance allowed)
    {
        MatrixSource[] sources = [new(first.Configuration.Parameters, first.World.Tables), new(second.Configuration.Parameters, second.World.Tables)];
        MatrixNames names = Listings(sources, clients, first.World.Names);
        string[] served = [.. DnsListZones.Of(sources[0].Parameters).Concat(DnsListZones.Of(sources[1].Parameters)).Where(z => names.Listings.Keys.Any(n => n.EndsWith("." + z, StringComparison.OrdinalIgnoreCase)))];
        // Lists that the lab does not serve are predicted, and not played.
        IReadOnlyList<MatrixClient> unserved = DerivedMatrix.ClientsOnLists(sources, names, z => !served.Contains(z, StringComparer.OrdinalIgnoreCase));
        PossibleLogin login = new(sources[0].Parameters), loginNow = new(sources[1].Parameters);
        // Whoever is on several lists shows nothing that those on one do not, unless the lists do not matter for it.
        NetworkList[] inside = [.. sources.Select(o => new NetworkList(o.Parameters.Words("mynetworks"), o.Tables))];
        IEnumerable<MatrixClient> telling = clients.Where(c => c.Address is { } address && (c.Login is null || login.IsOffered || loginNow.IsOffered)
            && (names.Listings.Keys.Count(n => n.StartsWith(MatrixNames.Backwards(address) + ".", StringComparison.Ordinal)) < 2 || inside.Any(i => i.Find(c.Name, address.ToString()).Status == LookupStatus.Found)));
        DerivedMatrix matrix = DerivedMatrix.Of(sources, [.. telling, .. unserved], names);
        AccessModel played = AccessModel.Of(first.Configuration.Parameters, first.World), playedNow = AccessModel.Of(second.Configuration.Parameters, second.World);
        AccessModel old = AccessModel.Of(first.Configuration.Parameters, first.World with { Names = names.Over(first.World.Names) });
        AccessModel now = AccessModel.Of(second.Configuration.Parameters, second.World with { Names = names.Over(second.World.Names) });
        matrix = OrdinarySession.For(matrix, old, now);
        BehaviourDiff diff = BehaviourDiff.Of(matrix, s => old.Decide(login.Of(s)), s => now.Decide(loginNow.Of(s)));
        LaneReach reach = new(first), reachNow = new(second);
        var report = new BehaviourReport(before.Side, after.Side, diff, allowed, DiffConfiguration.Differing(before, after))
        {
            Replay = (session, side) => ReplayLine.Of(session, side, names),
        };
        return new(report, diff.Sessions, MatrixCells.Compared(matrix, diff).Where(IsTold), [.. diff.Statements.Select(s => s.Example).Where(IsTold)], played, playedNow);

        // Where XCLIENT can say it, the lab's DNS is that of the statements, and the server lives to see the next session.
        bool IsTold(AccessSession session) => reach.Has(session) && reachNow.Has(session) && IsSame(old, played, login.Of(session)) && IsSame(now, playedNow, loginNow.Of(session));
    }

    private static bool IsSame(AccessModel stated, AccessModel here, AccessSession session)
        => here.Decide(session) is var outcome && outcome.Fatal is null && AnswerKey.Of(outcome) == AnswerKey.Of(stated.Decide(session));

    private static BehaviourReport Report(Played plan, MatrixResult before, MatrixResult after)
    {
        BehaviourSide old = Side(plan.Report.Before, before), now = Side(plan.Report.After, after);
        return plan.Report with
        {
            Before = old,
            After = now,
            Disagreements =
            [
                .. before.Differing.Select(p => new Disagreement(old, p.Session, plan.Before.Decide(p.Session), p.Observed, p.Fault)),
                .. after.Differing.Select(p => new Disagreement(now, p.Session, plan.After.Decide(p.Session), p.Observed, p.Fault)),
            ],
        };
    }

    private static BehaviourSide Side(BehaviourSide side, MatrixResult result) => side with { Played = result.Played, Seconds = result.Elapsed.TotalSeconds };

    private static MatrixNames Listings(IReadOnlyList<MatrixSource> sources, IReadOnlyList<MatrixClient> clients, DnsFacts dns)
    {
        var names = new MatrixNames();
        foreach (string zone in sources.SelectMany(s => DnsListZones.Of(s.Parameters)).Distinct())
        {
            names.AddZone(zone);
            foreach (IPAddress address in clients.Select(c => c.Address).OfType<IPAddress>().Distinct())
            {
                if (MatrixNames.Backwards(address) is { } backwards && dns.Ask($"{backwards}.{zone}", NameType.A) is { Status: NameStatus.Found, Addresses: [var answer, ..] })
                    names.List(backwards, zone, answer);
            }
        }

        return names;
    }
}
