using Harness.Core.Postfix.Access;
using Harness.Core.Postfix.Access.Matrix;
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
                        return Report(plan, await PlayAsync(before, target, plan, cancel), await PlayAsync(after, otherTarget, plan, cancel));
                    }
                }

                LabTarget loaded = await lab.LoadAsync(now.Files, cancel);
                LabServer server = await lab.ServerSideAsync(loaded, cancel);
                Played both = Plan(before, after, first, server, [.. target.MatrixClients().Concat(loaded.MatrixClients())], allowed);
                progress.Say($"playing {2 * both.Sessions.Count} sessions");
                IReadOnlyList<PlayedSession> later = await PlayAsync(after, loaded, both, cancel);
                target = await lab.LoadAsync(old.Files, cancel);
                return Report(both, await PlayAsync(before, target, both, cancel), later);
            }
        });

    private sealed record Played(BehaviourReport Report, IReadOnlyList<AccessSession> Sessions, LabMatrix Lab);

    private static Played Plan(DiffConfiguration before, DiffConfiguration after, LabServer first, LabServer second, IReadOnlyList<MatrixClient> clients, Allowance allowed)
    {
        var lab = LabMatrix.Of([first, second], clients);
        AccessModel old = lab.Models[0], now = lab.Models[1];
        var diff = BehaviourDiff.Of(lab.Matrix, before.Answering(old, now, lab.Names), after.Answering(now, old, lab.Names));
        AccessSession[] sessions = [.. diff.Statements.Select(s => s.Example).Concat(MatrixCells.Plain(lab.Matrix)).Where(lab.IsPlayable)];
        var report = new BehaviourReport(before.Side, after.Side, diff, allowed, DiffConfiguration.Differing(before, after))
        {
            Replay = (session, side) => ReplayLine.Of(session, side, lab.Names),
        };
        return new(report, sessions, lab);
    }

    // What was recorded is not played again.
    private static async Task<IReadOnlyList<PlayedSession>> PlayAsync(DiffConfiguration side, LabTarget target, Played plan, CancellationToken cancel)
        => side.Answers is { } recorded
            ? [.. plan.Sessions.Select(s => (Session: s, Seen: recorded.Played(s, plan.Lab.Names))).Where(s => s.Seen is not null).Select(s => new PlayedSession(s.Session, s.Seen, [], null))]
            : await target.AccessPlayer().PlayAsync(plan.Sessions, cancel);

    private static BehaviourReport Report(Played plan, IReadOnlyList<PlayedSession> before, IReadOnlyList<PlayedSession> after)
        => plan.Report with
        {
            Before = plan.Report.Before with { Played = before.Count },
            After = plan.Report.After with { Played = after.Count },
            Disagreements =
            [
                .. before.Select(p => Disagreement(plan.Report.Before, plan.Lab.Served[0], p)).OfType<Disagreement>(),
                .. after.Select(p => Disagreement(plan.Report.After, plan.Lab.Served[1], p)).OfType<Disagreement>(),
            ],
        };

    internal static Disagreement? Disagreement(BehaviourSide side, AccessModel model, PlayedSession played)
    {
        AccessOutcome predicted = model.Decide(played.Session);
        // What the model does not tell is no disagreement: the statement says so already.
        return predicted.UnknownBecause is not null || (played.Observed is { } seen && seen.Stage == predicted.Stage && seen.Code == predicted.Code && seen.Enhanced == predicted.Enhanced)
            ? null : new(side, played.Session, predicted, played.Observed, played.Fault);
    }
}
