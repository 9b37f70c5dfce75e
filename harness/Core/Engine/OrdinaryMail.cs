using Harness.Core.Evidence;
using Harness.Core.Scenarios;

namespace Harness.Core.Engine;

/// <summary>The bracket of a run: a message of an ordinary client that must be taken, or nothing is proven.</summary>
internal sealed class OrdinaryMail(SessionPlayer player, Manners manners, TimeProvider clock)
{
    /// <summary>Ordinary mail is asked from a client that no attack is specific about.</summary>
    public const string Client = "outsider";

    /// <summary>Whether the server said anything to the last message, in words that can be understood.</summary>
    public bool Answered { get; private set; }

    /// <summary>Whether it asked to be left alone (421, RFC 5321 §3.8).</summary>
    public bool WasAskedToLeave { get; private set; }

    /// <summary>A fault of the harness with the last message, of which the server knows nothing; null where there was none.</summary>
    public string? Fault { get; private set; }

    /// <summary>Delivers one message, and again where it is put off, for as long as there is patience.</summary>
    public async Task<Bracket> DeliverAsync(string when, CancellationToken cancel)
    {
        DateTimeOffset began = clock.GetUtcNow();
        Outcome? first = null;
        while (true)
        {
            Observation seen = await PlayAsync(when, Client, cancel);
            TimeSpan passed = clock.GetUtcNow() - began;
            Answered = seen.Outcome is not { Ending: Ending.Closed or Ending.TimedOut or Ending.Garbled };
            WasAskedToLeave = seen.Outcome?.Code == 421;
            if (seen.Outcome is not { Code: >= 400 and < 500 and not 421 } || manners.RetryAfter is not { } wait || passed + wait > manners.Patience)
            {
                string detail = Detail(seen);
                string late = first is null ? "" : $"; first answered {first}, {passed.TotalSeconds:0} s before";
                return new Bracket(when, IsTaken(seen), detail + late);
            }

            first ??= seen.Outcome;
            await Task.Delay(wait, clock, cancel);
        }
    }

    /// <summary>Delivers one message because of an attack, and only once.</summary>
    /// <param name="when"><see cref="MailTried.During"/> or <see cref="MailTried.After"/>.</param>
    /// <param name="client">The kind of client.</param>
    /// <param name="hold">While the attack lasts: an answer that comes later says nothing of it.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<MailTried> TryAsync(string when, string client, CancellationToken hold, CancellationToken cancel)
    {
        long began = clock.GetTimestamp();
        try
        {
            Observation seen = await PlayAsync(when, client, hold);
            return new MailTried(when, IsTaken(seen), Detail(seen), Seconds(), seen.Client?.Address);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return new MailTried(when, false, "no answer for as long as the attack lasted", Seconds(), null);
        }

        double Seconds() => Math.Round(clock.GetElapsedTime(began).TotalSeconds, 1);
    }

    private async Task<Observation> PlayAsync(string when, string client, CancellationToken cancel)
    {
        Observation seen = await player.PlayAsync(Message(when, client), control: false, cancel);
        Fault = seen.Fault ?? seen.Lacking;
        return seen;
    }

    private static bool IsTaken(Observation seen) => seen is { Fault: null, Outcome.IsAccepted: true };

    private static string Detail(Observation seen) => seen.Fault ?? seen.Missing ?? seen.Lacking ?? seen.Outcome?.ToString() ?? "";

    private static Attack Message(string when, string client) => new()
    {
        Id = $"bracket/{when}",
        Claim = "ordinary mail is taken",
        Source = new Source(Rfc: "5321"),
        From = client,
        Steps = [new Submit("{sender}", "{recipient}", "offered", null)],
        Pass = [],
        Remedy = "",
    };
}
