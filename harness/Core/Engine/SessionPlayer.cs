using Harness.Core.Evidence;
using Harness.Core.Scenarios;
using Harness.Core.Smtp;

namespace Harness.Core.Engine;

/// <summary>Plays one session on a connection of its own and brings back the observation.</summary>
/// <param name="target">The server under test.</param>
/// <param name="deadlines">How long each wait of a session may take.</param>
/// <param name="clock">The time of transcripts.</param>
public sealed class SessionPlayer(ITarget target, Deadlines deadlines, TimeProvider clock)
{
    /// <summary>Plays an attack, or its control. Whatever the server does is in the observation; so is a fault of the harness.</summary>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public Task<Observation> PlayAsync(Attack attack, bool control, CancellationToken cancel)
        => PlayAsync(new Session(attack, control, attack.Each is [var first, ..] && !control ? first : null), cancel);

    /// <summary>Plays one session.</summary>
    /// <param name="session">Which.</param>
    /// <param name="cancel">Gives up.</param>
    /// <param name="beside">
    /// What is done while the client is slow, or a flood stands: begun then, and told to stop when a flood is let go.
    /// </param>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    internal async Task<Observation> PlayAsync(Session session, CancellationToken cancel, Func<CancellationToken, Task>? beside = null)
    {
        Observation blank = session.Unseen;
        List<IVantage> taken = [];
        try
        {
            string kind = session.IsSlow || session.Flood is not null ? target.SlowFor(session.Kind) : session.Kind;
            for (int i = 0; i < (session.Flood?.Addresses ?? 1); i++)
            {
                if (await target.TakeAsync(kind, cancel) is not { } vantage)
                {
                    return blank with { Lacking = $"a client of the kind {session.Kind}" };
                }

                taken.Add(vantage);
            }

            return await PlayAsync(session, blank with { Client = taken[0].Client }, taken, beside, cancel);
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !cancel.IsCancellationRequested)
        {
            // The line between the server's behaviour, which is data, and our own: whatever escapes from here is ours.
            return blank with { Fault = Visible.Escape($"{fault.GetType().Name}: {fault.Message}") };
        }
        finally
        {
            foreach (IVantage vantage in taken)
            {
                await vantage.DisposeAsync();
            }
        }
    }

    private async Task<Observation> PlayAsync(
        Session session, Observation blank, List<IVantage> vantages, Func<CancellationToken, Task>? beside, CancellationToken cancel)
    {
        IVantage vantage = vantages[0];
        Placeholders values = session.Bind(target.Facts, vantage);
        IReadOnlyList<Step> steps = session.Attack.Steps;
        Task besides = Task.CompletedTask;
        SessionResult result;
        try
        {
            result = steps[0] switch
            {
                Submit submit => await new MailKitSession(deadlines, clock, target.Manners.MayReach).PlayAsync(submit, values, vantage, cancel),
                Flood flood => await new FloodSession(deadlines, clock).PlayAsync(flood, vantages, beside, cancel),
                _ => await WireSession.PlayAsync(
                    steps, values, vantage, deadlines, clock, target.Manners.MayReach, () => besides = beside?.Invoke(cancel) ?? besides, cancel),
            };
        }
        finally
        {
            // Nothing of a session goes on behind it, and be it a fault that ended it.
            await besides;
        }

        Observation seen = blank with
        {
            Outcome = result.Outcome,
            Exchanges = result.Exchanges,
            Transcript = result.Transcript,
            Tls = result.Tls,
            Shed = result.Shed,
            Flood = result.Flood,
        };
        // Of a flood the log has as many sessions as it had connections: none of them is the session.
        return result.Outcome.Ending == Ending.Unreachable || result.Flood is not null
            ? seen
            : ServerSideEvidence.Add(seen, await vantage.CollectAsync(result.QueueIds, cancel), target.MainCf, session.Attack.Parameter);
    }
}
