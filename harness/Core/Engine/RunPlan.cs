namespace Harness.Core.Engine;

/// <summary>What a run is about to do, at the most: what a caller wants to know before a server is asked.</summary>
/// <param name="Attacks">The sessions of attacks that will be played, a session that attacks share once.</param>
/// <param name="Messages">The messages that the recipient will receive where the server takes them all.</param>
/// <param name="Relayed">The messages that would leave for the mailbox outside where the server relays.</param>
public sealed record RunPlan(int Attacks, int Messages, int Relayed)
{
    /// <summary>Ordinary mail comes before and after the attacks.</summary>
    internal const int OrdinaryMessages = 2;

    // A dialogue of eight commands over a distance of some tens of milliseconds.
    private const double SecondsASession = 0.5;

    /// <summary>The messages among them that are tried because of attacks.</summary>
    public int Tried { get; init; }

    /// <summary>How long slow clients are slow, one after the other.</summary>
    public TimeSpan Slow { get; init; }

    /// <summary>All sessions, those of ordinary mail among them.</summary>
    public int Sessions => Attacks + OrdinaryMessages + Tried;

    /// <summary>How long it takes where nothing is slow or put off, as far as that can be known before.</summary>
    public TimeSpan About(Manners manners)
        => TimeSpan.FromSeconds(Math.Max(Sessions * SecondsASession / manners.Parallel, manners.Rate is { } rate ? Sessions / rate : 0))
            + (Slow / Math.Max(1, manners.Slow > 0 ? manners.Slow : manners.Parallel / 2));
}
