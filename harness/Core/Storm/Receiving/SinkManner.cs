namespace Harness.Core.Storm.Receiving;

/// <summary>How the next hop behaves.</summary>
public enum SinkManner
{
    /// <summary>Takes everything.</summary>
    Accept,

    /// <summary>Refuses connections, and resets those that stand.</summary>
    Down,

    /// <summary>Waits before it answers the end of data.</summary>
    Slow,

    /// <summary>451 to every recipient.</summary>
    Defer,

    /// <summary>550 to every recipient.</summary>
    Refuse,

    /// <summary>Is gone after the dot: it has the message, and has not said so.</summary>
    DropAfterDot,
}
