using System.Globalization;
using System.Net;
using Harness.Cli.Verbs.Diffing;
using Harness.Core.Postfix.Access;
using Harness.Core.Postfix.Access.Matrix.Derived;
using Harness.Core.Postfix.Access.Names;
using Harness.Core.Replay;
using Harness.Core.Verdicts.Behaviour;
using Harness.Lab;
using Harness.Lab.Plays;
using Harness.Lab.Plays.Lane;
using Harness.Lab.Zones;

namespace Harness.Cli.Verbs.Replaying;

/// <summary>
/// The sessions of a log, played on a real Postfix through XCLIENT, in the lab's DNS frozen as the log implies. Those that the lab cannot be like,
/// such as recipients that its server does not have, are predicted only.
/// </summary>
internal static class LabReplay
{
    private const int MostPlayed = 20_000;

    /// <summary>Plays what can be played, what changes first.</summary>
    public static Task<Comparison> CompareAsync(PredictedReplay replay, Terminal terminal, CancellationToken cancel)
        => RunProgress.ShowAsync(terminal, "the lab", async progress =>
        {
            progress.Say("starting the lab");
            using var files = new PatientFiles(replay.Request.Configuration);
            (HarnessLab lab, LabTarget target) = await HarnessLab.StartAsync(files.Files, progress.Say, cancel, replay.Request.Version);
            await using (lab)
            {
                var steps = new PlayedProgress(progress, Math.Min(replay.Outcomes.Count, MostPlayed));
                steps.Begin();
                return await PlayAsync(replay, lab, target, steps.Step, cancel);
            }
        });

    /// <summary>Plays them in a lab in which the configuration runs.</summary>
    internal static async Task<Comparison> PlayAsync(PredictedReplay replay, HarnessLab lab, LabTarget target, Action<int> stepped, CancellationToken cancel)
    {
        LabServer server = await lab.ServerSideAsync(target, cancel);
        FrozenNames names = Frozen(replay, server);
        await lab.FreezeAsync(names, cancel);
        var served = AccessModel.Of(server.Configuration.Parameters, server.World with { Names = names });
        var reach = new LaneReach(server);
        ReplayedOutcome[] playable =
        [
            .. replay.Outcomes.Where(IsPlayable).OrderBy(o => ReplayComparison.Change(o) is null).Take(MostPlayed)
                // Those of one client one after another.
                .OrderBy(o => o.Replayed.Session.Client!.ToString(), StringComparer.Ordinal),
        ];
        var bySession = new Dictionary<AccessSession, ReplayedOutcome>(ReferenceEqualityComparer.Instance as IEqualityComparer<AccessSession>);
        foreach (ReplayedOutcome one in playable)
            bySession[replay.Possible(one.Replayed)] = one;
        MatrixResult result = await new MatrixRun(target, server, served).PlayAsync(bySession.Keys, stepped, cancel);
        var shown = new ReplayedLine(replay);
        ComparedSide side = replay.Side(result.Played);
        int changed = replay.Outcomes.Count(o => ReplayComparison.Change(o) is not null), playedChanged = playable.Count(o => ReplayComparison.Change(o) is not null);
        string basis = result.Played == replay.Outcomes.Count ? "all played"
            : string.Create(CultureInfo.InvariantCulture, $"{result.Played} played, {playedChanged} of the {changed} that change among them, the others predicted");
        return replay.Comparison(result.Played, basis,
        [
            .. result.Differing.Select(p => new ComparedDisagreement(
                side, BehaviourComparison.Answer(served.Decide(p.Session)), p.Observed is { } seen ? BehaviourComparison.Answer(seen) : null, p.Fault, shown.Explained(bySession[p.Session].Replayed))),
        ]);

        bool IsPlayable(ReplayedOutcome one)
            => reach.Has(one.Replayed.Session) && one.Outcome is { UnknownBecause: null, Fatal: null } && AnswerKey.Of(served.Decide(replay.Possible(one.Replayed))) == AnswerKey.Of(one.Outcome);
    }

    private static FrozenNames Frozen(PredictedReplay replay, LabServer server)
    {
        string[] zones = [.. DnsListZones.Of(replay.Parameters)];
        IEnumerable<string> existing = replay.Sessions.SelectMany(s => MatrixNames.NamesOf(s.Session)
            .Where(n => (s.Logged.Answer.IsAccepted ? replay.Taken : replay.Refused).Ask(n, NameType.A).Status == NameStatus.Found));
        IEnumerable<(string, IPAddress)> listings = replay.Mail.OfRefusals.With(replay.Mail.OfWarnings).Listings.Where(l => zones.Contains(l.Key.Zone, StringComparer.OrdinalIgnoreCase))
            .Select(l => ($"{ImpliedNames.Backwards(l.Key.Client)}.{l.Key.Zone}", l.Value));
        return new(server.World.Names, existing.Distinct(StringComparer.OrdinalIgnoreCase), listings);
    }
}
