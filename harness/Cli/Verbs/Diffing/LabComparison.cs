using Harness.Core.Postfix.Access;
using Harness.Core.Postfix.Access.Matrix;
using Harness.Core.Verdicts.Behaviour;
using Harness.Core.Verdicts.Behaviour.Records;
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
                        return Report(plan, await PlayAsync(before, plan, target, first, plan.Lab.Sides[0], step, cancel), await PlayAsync(after, plan, otherTarget, second, plan.Lab.Sides[1], step, cancel));
                    }
                }

                LabTarget loaded = await lab.LoadAsync(now.Files, cancel);
                LabServer server = await lab.ServerSideAsync(loaded, cancel);
                Played both = Plan(before, after, first, server, [.. target.MatrixClients().Concat(loaded.MatrixClients())], allowed);
                var steps = new PlayedProgress(progress, both.Count * 2);
                MatrixResult later = await PlayAsync(after, both, loaded, server, both.Lab.Sides[1], steps, cancel);
                target = await lab.LoadAsync(old.Files, cancel);
                return Report(both, await PlayAsync(before, both, target, first, both.Lab.Sides[0], steps, cancel), later);
            }
        });

    // The whole matrix at speed; the session of each statement where smtpd is traced. What was recorded is not played again.
    private static async Task<MatrixResult> PlayAsync(
        DiffConfiguration configuration, Played plan, LabTarget target, LabServer server, LabSide side, PlayedProgress progress, CancellationToken cancel)
    {
        if (configuration.Answers is { } recorded)
            return Recorded(recorded, plan, side);
        progress.Begin();
        var run = new MatrixRun(target, server, side.Served);
        MatrixResult result = await run.PlayAsync(plan.Sessions.Select(side.Login.Of), progress.Step, cancel);
        progress.Side(result.Played);
        return result with { Differing = [.. result.Differing, .. await run.DifferingAsync([.. plan.Examples.Select(side.Login.Of)], cancel)] };
    }

    private static MatrixResult Recorded(RecordedAnswers recorded, Played plan, LabSide side)
    {
        PlayedSession[] seen = [.. plan.Sessions.Select(side.Login.Of).Select(s => new PlayedSession(s, recorded.Played(s, plan.Lab.Names), [], null)).Where(p => p.Observed is not null)];
        return new(Math.Min(seen.Length, recorded.Record.Played), TimeSpan.Zero, [.. seen.Where(p => side.Served.Decide(p.Session) is { UnknownBecause: null } foretold
            && (foretold.Stage, foretold.Code, foretold.Enhanced) != (p.Observed!.Stage, p.Observed.Code, foretold.IsAccepted ? foretold.Enhanced : p.Observed.Enhanced))]);
    }

    private sealed record Played(BehaviourReport Report, int Count, IEnumerable<AccessSession> Sessions, IReadOnlyList<AccessSession> Examples, LabMatrix Lab);

    private static Played Plan(DiffConfiguration before, DiffConfiguration after, LabServer first, LabServer second, IReadOnlyList<MatrixClient> clients, Allowance allowed)
    {
        var lab = LabMatrix.Of([first, second], clients);
        var diff = BehaviourDiff.Of(lab.Matrix, before.Answering(lab.Sides[0].Foretell, lab.Sides[1].Foretell, lab.Names), after.Answering(lab.Sides[1].Foretell, lab.Sides[0].Foretell, lab.Names));
        var report = new BehaviourReport(before.Side, after.Side, diff, allowed, DiffConfiguration.Differing(before, after))
        {
            Replay = (session, side) => ReplayLine.Of(session, side, lab.Names),
        };
        return new(report, diff.Sessions, MatrixCells.Compared(lab.Matrix, diff).Where(lab.IsPlayable), [.. diff.Statements.Select(s => s.Example).Where(lab.IsPlayable)], lab);
    }

    private static BehaviourReport Report(Played plan, MatrixResult before, MatrixResult after)
    {
        BehaviourSide old = Side(plan.Report.Before, before), now = Side(plan.Report.After, after);
        return plan.Report with
        {
            Before = old,
            After = now,
            Disagreements =
            [
                .. before.Differing.Select(p => new Disagreement(old, p.Session, plan.Lab.Sides[0].Served.Decide(p.Session), p.Observed, p.Fault)),
                .. after.Differing.Select(p => new Disagreement(now, p.Session, plan.Lab.Sides[1].Served.Decide(p.Session), p.Observed, p.Fault)),
            ],
        };
    }

    private static BehaviourSide Side(BehaviourSide side, MatrixResult result) => side with { Played = result.Played, Seconds = result.Elapsed.TotalSeconds };
}
