using System.Net;
using Harness.Core.Postfix.Access;
using Harness.Core.Postfix.Access.Matrix;
using Harness.Core.Postfix.Access.Matrix.Derived;
using Harness.Core.Postfix.Access.Names;
using Harness.Core.Postfix.Tables;
using Harness.Core.Verdicts.Behaviour;
using Harness.Lab;
using Harness.Lab.Plays;

namespace Harness.Cli.Verbs.Diffing;

/// <summary>
/// Two configurations compared with a real Postfix at hand: the model says what differs, in the lab's own DNS, and the server plays
/// the session of every statement and of every value, so that a statement is never only a prediction.
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
                        progress.Say($"playing {2 * plan.Sessions.Count} sessions");
                        return Report(plan, await target.AccessPlayer().PlayAsync(plan.Sessions, cancel), await otherTarget.AccessPlayer().PlayAsync(plan.Sessions, cancel));
                    }
                }

                LabTarget loaded = await lab.LoadAsync(now.Files, cancel);
                LabServer server = await lab.ServerSideAsync(loaded, cancel);
                Played both = Plan(before, after, first, server, [.. target.MatrixClients().Concat(loaded.MatrixClients())], allowed);
                progress.Say($"playing {2 * both.Sessions.Count} sessions");
                IReadOnlyList<PlayedSession> later = await loaded.AccessPlayer().PlayAsync(both.Sessions, cancel);
                target = await lab.LoadAsync(old.Files, cancel);
                return Report(both, await target.AccessPlayer().PlayAsync(both.Sessions, cancel), later);
            }
        });

    private sealed record Played(BehaviourReport Report, IReadOnlyList<AccessSession> Sessions, AccessModel Before, AccessModel After);

    private static Played Plan(DiffConfiguration before, DiffConfiguration after, LabServer first, LabServer second, IReadOnlyList<MatrixClient> clients, Allowance allowed)
    {
        MatrixSource[] sources = [new(first.Configuration.Parameters, first.World.Tables), new(second.Configuration.Parameters, second.World.Tables)];
        MatrixNames names = Listings(sources, clients, first.World.Names);
        string[] served = [.. DnsListZones.Of(sources[0].Parameters).Concat(DnsListZones.Of(sources[1].Parameters)).Where(z => names.Listings.Keys.Any(n => n.EndsWith("." + z, StringComparison.OrdinalIgnoreCase)))];
        // Lists that the lab does not serve are predicted, and not played.
        IReadOnlyList<MatrixClient> unserved = DerivedMatrix.ClientsOnLists(sources, names, z => !served.Contains(z, StringComparer.OrdinalIgnoreCase));
        // Whoever is on several lists shows nothing that those on one do not, unless the lists do not matter for it.
        NetworkList[] inside = [.. sources.Select(o => new NetworkList(o.Parameters.Words("mynetworks"), o.Tables))];
        IEnumerable<MatrixClient> telling = clients.Where(c => c.Address is { } address
            && (names.Listings.Keys.Count(n => n.StartsWith(MatrixNames.Backwards(address) + ".", StringComparison.Ordinal)) < 2 || inside.Any(i => i.Find(c.Name, address.ToString()).Status == LookupStatus.Found)));
        DerivedMatrix matrix = DerivedMatrix.Of(sources, [.. telling, .. unserved], names);
        AccessModel played = AccessModel.Of(first.Configuration.Parameters, first.World), playedNow = AccessModel.Of(second.Configuration.Parameters, second.World);
        AccessModel old = AccessModel.Of(first.Configuration.Parameters, first.World with { Names = names.Over(first.World.Names) });
        AccessModel now = AccessModel.Of(second.Configuration.Parameters, second.World with { Names = names.Over(second.World.Names) });
        matrix = OrdinarySession.For(matrix, old, now);
        BehaviourDiff diff = BehaviourDiff.Of(matrix, old.Decide, now.Decide);
        AccessSession[] sessions = [.. diff.Statements.Select(s => s.Example), .. MatrixCells.Plain(matrix)];
        sessions = [.. sessions.Where(s => AnswerKey.Of(old.Decide(s)) == AnswerKey.Of(played.Decide(s)) && AnswerKey.Of(now.Decide(s)) == AnswerKey.Of(playedNow.Decide(s)))];
        var report = new BehaviourReport(before.Side with { Played = sessions.Length }, after.Side with { Played = sessions.Length }, diff, allowed, DiffConfiguration.Differing(before, after))
        {
            Replay = (session, side) => ReplayLine.Of(session, side, names),
        };
        return new(report, sessions, played, playedNow);
    }

    private static BehaviourReport Report(Played plan, IReadOnlyList<PlayedSession> before, IReadOnlyList<PlayedSession> after)
        => plan.Report with
        {
            Disagreements =
            [
                .. before.Select(p => Disagreement(plan.Report.Before, plan.Before, p)).OfType<Disagreement>(),
                .. after.Select(p => Disagreement(plan.Report.After, plan.After, p)).OfType<Disagreement>(),
            ],
        };

    private static Disagreement? Disagreement(BehaviourSide side, AccessModel model, PlayedSession played)
    {
        AccessOutcome predicted = model.Decide(played.Session);
        // What the model does not tell is no disagreement: the statement says so already.
        return predicted.UnknownBecause is not null || (played.Observed is { } seen && seen.Stage == predicted.Stage && seen.Code == predicted.Code && seen.Enhanced == predicted.Enhanced)
            ? null : new(side, played.Session, predicted, played.Observed, played.Fault);
    }

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
