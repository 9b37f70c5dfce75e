namespace Harness.Core.Storm.Faults;

/// <summary>What goes wrong while a storm runs.</summary>
public enum FaultKind
{
    /// <summary>The next hop refuses connections.</summary>
    Down,

    /// <summary>The next hop takes half a second for each end of data.</summary>
    Slow,

    /// <summary>The next hop says 451 to every recipient.</summary>
    Defer,

    /// <summary>The next hop says 550 to every recipient.</summary>
    Refuse,

    /// <summary>The next hop is gone after the dot, without a word.</summary>
    Drop,

    /// <summary>kill -9 of every process of Postfix.</summary>
    Kill,

    /// <summary>The container is killed, and starts again.</summary>
    KillContainer,

    /// <summary>The queue's disk has no octet left.</summary>
    DiskFull,

    /// <summary>The resolver does not answer.</summary>
    DnsGone,

    /// <summary>Postfix is stopped, and starts again.</summary>
    Restart,

    /// <summary>Postfix reads its configuration again.</summary>
    Reload,
}
