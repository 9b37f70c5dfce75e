using Harness.Core.Evidence;
using Harness.Core.Scenarios;
using Harness.Core.Smtp;

namespace Harness.Core.Engine;

/// <summary>Plays one attack, or its control, against a target and brings back the observation.</summary>
/// <param name="target">The server under test.</param>
/// <param name="deadlines">How long each wait of a session may take.</param>
/// <param name="clock">The time of transcripts.</param>
public sealed class SessionPlayer(ITarget target, Deadlines deadlines, TimeProvider clock)
{
    /// <summary>Plays one session. Whatever the server does is in the observation; so is a fault of the harness.</summary>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public async Task<Observation> PlayAsync(Attack attack, bool control, CancellationToken cancel)
    {
        var blank = new Observation { Attack = attack.Id, IsControl = control };
        string kind = (control ? attack.Control?.From : null) ?? attack.From;
        try
        {
            await using IVantage? vantage = await target.TakeAsync(kind, cancel);
            return vantage is null
                ? blank with { Missing = $"this target has no client of the kind {kind}" }
                : await PlayAsync(attack, blank with { Client = vantage.Client }, vantage, cancel);
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !cancel.IsCancellationRequested)
        {
            // The line between the server's behaviour, which is data, and our own: whatever escapes from here is ours.
            return blank with { Fault = Visible.Escape($"{fault.GetType().Name}: {fault.Message}") };
        }
    }

    private async Task<Observation> PlayAsync(Attack attack, Observation blank, IVantage vantage, CancellationToken cancel)
    {
        Placeholders values = Bind(attack, blank.IsControl, vantage);
        SessionResult session = attack.Steps[0] is Submit submit
            ? await new MailKitSession(deadlines, clock).PlayAsync(submit, values, vantage, cancel)
            : await new WireSession(deadlines, clock).PlayAsync(attack.Steps, values, vantage, cancel);

        Observation seen = blank with
        {
            Outcome = session.Outcome,
            Exchanges = session.Exchanges,
            Transcript = session.Transcript,
            Tls = session.Tls,
        };
        return session.Outcome.Ending == Ending.Unreachable
            ? seen
            : ServerSideEvidence.Add(seen, await vantage.CollectAsync(session.QueueIds, cancel), target.MainCf, attack.Parameter);
    }

    private Placeholders Bind(Attack attack, bool control, IVantage vantage)
    {
        var bindings = new Dictionary<string, string>(attack.Let);
        foreach ((string name, string value) in control && attack.Control is { } c ? c.Let : new Dictionary<string, string>())
        {
            bindings[name] = value;
        }

        var facts = new Dictionary<string, string>(target.Facts)
        {
            [TargetFacts.Helo] = vantage.HeloName,
            [TargetFacts.Client] = vantage.Client.Address,
        };
        return new Placeholders(bindings, facts);
    }
}
