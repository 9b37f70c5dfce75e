using Harness.Core.Smtp;

namespace Harness.Core.Evidence;

/// <summary>How a session came to its end.</summary>
public enum Ending
{
    /// <summary>Every step had the answer that was awaited; the last answer is the outcome's reply.</summary>
    Completed,

    /// <summary>The server answered a step with something else than was awaited; that answer is the outcome's reply.</summary>
    Turned,

    /// <summary>The server closed the connection without an answer to the step.</summary>
    Closed,

    /// <summary>No answer came before the deadline.</summary>
    TimedOut,

    /// <summary>No connection came about.</summary>
    Unreachable,

    /// <summary>The TLS handshake failed.</summary>
    TlsFailed,

    /// <summary>
    /// Every step so far had the answer that was awaited, and the harness went no further: the message would have gone to
    /// somebody whom the caller has not named.
    /// </summary>
    Withheld,
}

/// <summary>What became of a session: the server's side of it, as data.</summary>
/// <param name="Ending">How it ended.</param>
/// <param name="Stage">The stage of the step that was answered last.</param>
/// <param name="Code">The last reply's code, or null where none came.</param>
/// <param name="Enhanced">The last reply's enhanced status code (RFC 3463), or null where it has none.</param>
/// <param name="Text">The last reply's text, escaped; for an end without a reply, what happened.</param>
public sealed record Outcome(Ending Ending, Stage Stage, int? Code, string? Enhanced, string Text)
{
    /// <summary>The server let the client do all it wanted.</summary>
    public bool IsAccepted => Ending == Ending.Completed && Code is >= 200 and < 400;

    /// <summary>The server answered with a refusal, temporary (4xx) or permanent (5xx).</summary>
    public bool IsRefused => Code is >= 400;

    /// <summary>How far a message got, in the words in which relays are told apart.</summary>
    /// <param name="arrivals">Where it arrived; null where that cannot be seen.</param>
    /// <returns><c>refused</c>, <c>accepted at RCPT</c>, <c>accepted at DATA</c>, <c>delivered to …</c>, or null where no recipient was answered.</returns>
    public string? Fate(IReadOnlyList<Arrival>? arrivals)
        => arrivals is { Count: > 0 } ? $"delivered to {string.Join(", ", arrivals.Select(a => a.Host).Distinct())}"
        : Stage == Stage.EndOfData && IsAccepted ? "accepted at DATA"
        : (Stage == Stage.Rcpt && (IsAccepted || Ending == Ending.Withheld)) || Stage > Stage.Rcpt ? "accepted at RCPT"
        : IsRefused ? "refused"
        : null;

    /// <summary>The outcome in one line, as in <c>504 5.5.2 need fully-qualified hostname (at rcpt)</c>.</summary>
    public override string ToString()
    {
        string reply = string.Join(' ', new[] { Code?.ToString(), Enhanced, Text }.Where(p => !string.IsNullOrEmpty(p)));
        return $"{reply} (at {Stage.ToWord()})";
    }
}
