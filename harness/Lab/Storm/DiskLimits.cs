using System.Globalization;
using Harness.Core.Storm.Storage;

namespace Harness.Lab.Storm;

/// <summary>
/// Limits on a block device for the root control group (blkio, version 1), where each group has a budget of its own: whoever
/// is to share this one has to be in it.
/// </summary>
/// <param name="device">MAJOR:MINOR.</param>
internal sealed class DiskLimits(string device)
{
    /// <summary>Where the controller is mounted.</summary>
    public const string Root = "/sys/fs/cgroup/blkio";

    // The kernel counts operations before it merges neighbours, a disk after: one journal commit is several there, one here.
    private const double MostMerged = 3;

    /// <summary>Whether there is such a controller.</summary>
    public static bool ArePossible => File.Exists(Path.Combine(Root, "blkio.throttle.write_iops_device"));

    /// <summary>Sets a class's limits, so that the device completes as many operations as the class says.</summary>
    public void Set(StorageClass storage, WriteProbe probe)
    {
        Write("read_iops_device", storage.ReadIops);
        Write("read_bps_device", storage.MegabytesPerSecond * 1_000_000L);
        Write("write_bps_device", storage.MegabytesPerSecond * 1_000_000L);
        if (storage.WriteIops is not { } writes)
            return;
        Write("write_iops_device", writes);
        double completed = probe.Operations().Completed;
        Write("write_iops_device", (long)(writes * Math.Clamp(writes / Math.Max(1, completed), 1, MostMerged)));
    }

    /// <summary>Takes them off.</summary>
    public void Lift()
    {
        foreach (string what in new[] { "read_iops_device", "read_bps_device", "write_bps_device", "write_iops_device" })
            Write(what, 0);
    }

    /// <summary>Moves a container's processes into the root group; their children follow.</summary>
    /// <param name="process">Its first process.</param>
    /// <exception cref="LabException">Its group is not to be found.</exception>
    public static void MoveToRoot(long process)
    {
        string group = File.ReadLines($"/proc/{process}/cgroup").Select(l => l.Split(':', 3))
            .FirstOrDefault(p => p.Length == 3 && p[1].Split(',').Contains("blkio"))?[2]
            ?? throw new LabException("inconclusive: the container has no blkio control group");
        // A process that is born meanwhile is in the old group still.
        for (int round = 0; round < 5 && group != "/"; round++)
        {
            foreach (string id in File.ReadAllLines($"{Root}{group}/cgroup.procs"))
            {
                try
                {
                    File.WriteAllText($"{Root}/cgroup.procs", id);
                }
                catch (IOException)
                {
                    // It has ended.
                }
            }
        }
    }

    private void Write(string what, long? limit)
    {
        if (limit is not null && ArePossible)
            File.WriteAllText($"{Root}/blkio.throttle.{what}", string.Create(CultureInfo.InvariantCulture, $"{device} {limit}\n"));
    }
}
