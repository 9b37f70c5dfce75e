namespace Harness.Core.Storm.Ledgers;

/// <summary>What the server said of one copy: one message to one recipient.</summary>
public enum SentState : byte
{
    /// <summary>Its end of data was never sent: the connection did not stand, or died before.</summary>
    NotOffered,

    /// <summary>250 at end of data: the server answers for it from here on (RFC 5321 §6.1).</summary>
    Accepted,

    /// <summary>4xx, and it was not offered again in time.</summary>
    RefusedForNow,

    /// <summary>5xx.</summary>
    Refused,

    /// <summary>The connection died after the dot: taken or not, only the other end can tell.</summary>
    Unknown,
}
