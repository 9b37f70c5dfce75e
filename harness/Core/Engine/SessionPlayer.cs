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
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    internal async Task<Observation> PlayAsync(Session session, CancellationToken cancel)
    {
        Observation blank = session.Unseen;
        try
        {
            await using IVantage? vantage = await target.TakeAsync(session.Kind, cancel);
            return vantage is null
                ? blank with { Lacking = $"a client of the kind {session.Kind}" }
                : await PlayAsync(session, blank with { Client = vantage.Client }, vantage, cancel);
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !cancel.IsCancellationRequested)
        {
            // The line between the server's behaviour, which is data, and our own: whatever escapes from here is ours.
            return blank with { Fault = Visible.Escape($"{fault.GetType().Name}: {fault.Message}") };
        }
    }

    private async Task<Observation> PlayAsync(Session session, Observation blank, IVantage vantage, CancellationToken cancel)
    {
        Placeholders values = session.Bind(target.Facts, vantage);
        IReadOnlyList<Step> steps = session.Attack.Steps;
        SessionResult result = steps[0] is Submit submit
            ? await new MailKitSession(deadlines, clock, target.Manners.MayReach).PlayAsync(submit, values, vantage, cancel)
            : await WireSession.PlayAsync(steps, values, vantage, deadlines, clock, target.Manners.MayReach, cancel);

        Observation seen = blank with
        {
            Outcome = result.Outcome,
            Exchanges = result.Exchanges,
            Transcript = result.Transcript,
            Tls = result.Tls,
        };
        return result.Outcome.Ending == Ending.Unreachable
            ? seen
            : ServerSideEvidence.Add(seen, await vantage.CollectAsync(result.QueueIds, cancel), target.MainCf, session.Attack.Parameter);
    }
}
