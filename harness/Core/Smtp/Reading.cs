namespace Harness.Core.Smtp;

/// <summary>How waiting for a reply ended.</summary>
public enum ReadingEnd
{
    /// <summary>A reply came, good or bad.</summary>
    Reply,

    /// <summary>The server closed the connection in order, before or inside a reply.</summary>
    Closed,

    /// <summary>The connection broke: a TCP reset, or a TLS record that could not be read.</summary>
    Reset,

    /// <summary>The deadline passed; octets of an unfinished reply stay buffered for the next reading.</summary>
    TimedOut,
}

/// <summary>The outcome of waiting for one reply.</summary>
/// <param name="End">How the waiting ended.</param>
/// <param name="Reply">
/// The reply; with <see cref="ReadingEnd.Closed"/> the beginning of one, marked
/// <see cref="ReplyDefect.TruncatedAtEof"/>, or null when nothing had come. Null for the other ends.
/// </param>
/// <param name="Detail">Why there is no whole reply, in words fit for a report (already escaped); null when there is one.</param>
public sealed record Reading(ReadingEnd End, Reply? Reply, string? Detail);
