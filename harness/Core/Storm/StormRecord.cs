using Harness.Core.Storm.Faults;
using Harness.Core.Storm.Ledgers;

namespace Harness.Core.Storm;

/// <summary>Everything that a storm left behind; reports read nothing else.</summary>
public sealed record StormRecord
{
    /// <summary>The version of this record's form.</summary>
    public int Schema { get; init; } = 1;

    /// <summary>The configuration, as the user named it.</summary>
    public required string Configuration { get; init; }

    /// <summary>What ran it.</summary>
    public required string Software { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>What was sent, in words.</summary>
    public required string Sending { get; init; }

    /// <summary>The storage class, or what the queue stood on.</summary>
    public required string Storage { get; init; }

    /// <summary>Why it ended before its end; null where it did not.</summary>
    public string? Ended { get; init; }

    /// <summary>How many messages it was to be.</summary>
    public required int Messages { get; init; }

    /// <summary>Messages as the server answered them.</summary>
    public required SendingCounts Counts { get; init; }

    /// <summary>The ledger.</summary>
    public required LedgerBalance Balance { get; init; }

    /// <summary>Why messages were not taken at once.</summary>
    public required IReadOnlyList<RefusalCount> Refusals { get; init; }

    /// <summary>From when a message was due to 250.</summary>
    public required LatencyProfile AcceptLatency { get; init; }

    /// <summary>Seconds in which messages were offered.</summary>
    public required double SendSeconds { get; init; }

    /// <summary>Seconds from the last offer to an empty queue; null where it did not become empty.</summary>
    public double? DrainSeconds { get; init; }

    /// <summary>Seconds from the first arrival at the next hop to the last.</summary>
    public required double DeliverySeconds { get; init; }

    /// <summary>Notices to the sender that arrived: bounces, and warnings of delays.</summary>
    public required int Notices { get; init; }

    /// <summary>The faults, as they happened.</summary>
    public required IReadOnlyList<FaultRecord> Faults { get; init; }

    /// <summary>A look a second.</summary>
    public required IReadOnlyList<StormSample> Samples { get; init; }

    /// <summary>Microseconds of the harness's processor time for each message: clients, next hop and ledger together.</summary>
    public required double CpuMicrosecondsPerMessage { get; init; }

    /// <summary>The most memory that the harness had, in 10^6 octets.</summary>
    public required double PeakMegabytes { get; init; }

    /// <summary>Messages accepted a second, while they were offered.</summary>
    public double AcceptRate => SendSeconds > 0 ? Counts.Accepted / SendSeconds : 0;

    /// <summary>Copies delivered a second, from the first arrival to the last.</summary>
    public double DeliveryRate => DeliverySeconds > 0 ? Balance.Delivered / DeliverySeconds : 0;
}

/// <summary>A kind of reply and how often it came.</summary>
/// <param name="Reply">The first of its kind.</param>
/// <param name="Count">How often.</param>
public sealed record RefusalCount(string Reply, int Count);
