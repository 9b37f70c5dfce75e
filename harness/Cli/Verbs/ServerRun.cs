using Harness.Core.Engine;
using Harness.Core.Engine.Remote;
using Harness.Core.Evidence;
using Harness.Core.Scenarios;
using Harness.Core.Smtp;
using Harness.Core.Verdicts;

namespace Harness.Cli.Verbs;

/// <summary>The attacks against a running server.</summary>
internal static class ServerRun
{
    /// <summary>Greets the server, says what is going to happen, and plays the attacks.</summary>
    /// <exception cref="UnansweredException">The server cannot be spoken to.</exception>
    public static async Task<RunRecord> PlayAsync(
        RemoteServer server, IReadOnlyList<Attack> attacks, Policy policy, Terminal terminal, CancellationToken cancel)
    {
        DateTimeOffset started = DateTimeOffset.UtcNow;
        (RemoteTarget? target, string why) = await RemoteTarget.GreetAsync(server, Deadlines.Default, TimeProvider.System, cancel);
        if (target is null)
        {
            throw new UnansweredException($"{why}; nothing was asked");
        }

        var run = new AttackRun(target, Deadlines.Default, TimeProvider.System);
        RunPlan plan = run.Plan(attacks);
        terminal.Tell(RemoteAnnouncement.Of(target, server, plan));
        return await RunProgress.ShowAsync(terminal, target.Describe().Name, async progress =>
        {
            progress.Expect(plan);
            return (await run.PlayAsync(attacks, policy.Name, started, progress, cancel)) with { PolicyText = policy.Text };
        });
    }
}

/// <summary>A server that cannot be spoken to; the message says how far it went.</summary>
internal sealed class UnansweredException(string message) : Exception(message);
