namespace Harness.Core.Storm;

/// <summary>A look at everything, about once a second.</summary>
/// <param name="Second">Since the beginning of the storm.</param>
/// <param name="Accepted">Messages accepted so far.</param>
/// <param name="Delivered">Copies delivered so far, each counted once.</param>
/// <param name="Queue">The sizes of the queue's directories; null while Postfix's container does not answer.</param>
/// <param name="OldestSeconds">The age of the oldest accepted copy that has not arrived.</param>
/// <param name="FsyncMilliseconds">What writing and syncing 4 KiB on the queue's disk took; null where it could not.</param>
/// <param name="Disk">What the queue's disk did since the sample before; null where nothing is known.</param>
/// <param name="Iowait">Share of all processors' time, 0 to 1, in which they had nothing to do but wait for disks.</param>
/// <param name="IoStalled">Share of the time in which something waited for a disk, whatever the processors did (Documentation/accounting/psi).</param>
/// <param name="Busy">Share of all processors' time that was used.</param>
/// <param name="PostfixBusy">Processors' seconds a second that the container of Postfix used.</param>
/// <param name="ClientBusy">Processors' seconds a second that the harness used: clients, next hop and ledger.</param>
public sealed record StormSample(
    double Second,
    int Accepted,
    int Delivered,
    QueueSizes? Queue,
    double OldestSeconds,
    double? FsyncMilliseconds,
    DiskRates? Disk,
    double? Iowait,
    double? IoStalled,
    double? Busy,
    double? PostfixBusy,
    double ClientBusy);

/// <summary>Queue files by directory (qmgr(8)).</summary>
/// <param name="Maildrop">Submitted on the machine itself.</param>
/// <param name="Incoming">Written, not yet looked at by qmgr.</param>
/// <param name="Active">Being delivered, 20000 at most by default.</param>
/// <param name="Deferred">To be tried again.</param>
/// <param name="Hold">Kept until somebody says otherwise.</param>
/// <param name="Unfinished">In incoming, and not complete: being received, or what a killed session left. Nobody was told 250 for them.</param>
public sealed record QueueSizes(int Maildrop, int Incoming, int Active, int Deferred, int Hold, int Unfinished)
{
    /// <summary>All that are complete.</summary>
    public int Total => Maildrop + Incoming + Active + Deferred + Hold;
}

/// <summary>What a disk did, a second.</summary>
/// <param name="Reads">Read operations.</param>
/// <param name="Writes">Write operations.</param>
/// <param name="WriteMegabytes">Written, in 10^6 octets.</param>
/// <param name="Utilisation">Share of the time in which it had something to do, 0 to 1.</param>
public sealed record DiskRates(double Reads, double Writes, double WriteMegabytes, double Utilisation);
