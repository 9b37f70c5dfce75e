using Harness.Core.Engine;
using Harness.Core.Evidence;
using Harness.Core.Remedies;
using Harness.Core.Scenarios;
using Harness.Core.Smtp;
using Harness.Core.Verdicts;
using Harness.Lab;

namespace Harness.Cli.Verbs;

/// <summary>The attacks against a configuration in a lab of its own.</summary>
internal static class LabRun
{
    /// <summary>Starts the lab, plays the attacks, and leaves nothing behind.</summary>
    public static Task<RunRecord> PlayAsync(
        ConfigurationFiles files, PostfixVersion postfix, IReadOnlyList<Attack> attacks, Policy policy, Terminal terminal, CancellationToken cancel)
        => RunProgress.ShowAsync(terminal, "the lab", async progress =>
        {
            DateTimeOffset started = DateTimeOffset.UtcNow;
            progress.Say("starting the lab");
            (HarnessLab lab, LabTarget target) = await HarnessLab.StartAsync(files, progress.Say, cancel, postfix);
            await using (lab)
            {
                ServerUnderTest server = (await lab.ServerSideAsync(target, cancel)).UnderTest(target);
                var run = new AttackRun(target, Deadlines.Default, TimeProvider.System);
                RunPlan plan = run.Plan(attacks);
                progress.Expect(plan);
                progress.Say($"playing {plan.Sessions} sessions");
                RunRecord record = await run.PlayAsync(attacks, policy.Name, started, progress, cancel);
                // While the lab is up: the model may have to read a table of the server.
                return Foretelling.Add(record, policy, server) with { PolicyText = policy.Text };
            }
        });
}
