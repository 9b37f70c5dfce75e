using System.Globalization;
using Harness.Core.Storm;
using Harness.Core.Storm.Storage;

namespace Harness.Lab.Storm;

/// <summary>
/// A disk of the queue's own: a file, a loop device on it, ext4 on that. Its limits hold for everything that is written to it,
/// the journal as well, which the kernel writes on nobody's behalf: they are those of the root control group (version 1,
/// blkio), into which the container's processes are moved.
/// </summary>
public sealed class QueueDisk : IAsyncDisposable
{
    private const string Prefix = "smtp-harness-queue-";
    private const string MemorySize = "3g";
    private const long Spare = 512L << 20;
    private const long Largest = 24L << 30;

    private readonly StorageClass _class;
    private readonly string _base;
    private LoopDevice? _loop;
    private string _remark = "";

    private QueueDisk(StorageClass storage, string directory) => (_class, _base) = (storage, directory);

    /// <summary>Where it is mounted on this machine.</summary>
    public string Directory => Path.Combine(_base, "queue");

    /// <summary>What it is, in words.</summary>
    public string Description => $"{_class.Name}: {_class.Title}{_remark}";

    /// <summary>Makes one, and holds it to its limits.</summary>
    /// <param name="storage">What it is to imitate.</param>
    /// <param name="plan">What has to fit.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="LabException">This machine cannot; the message says what is missing.</exception>
    public static async Task<QueueDisk> MakeAsync(StorageClass storage, StormPlan plan, CancellationToken cancel)
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
            throw new LabException($"inconclusive: storage {storage.Name} needs root on Linux, for a loop device and a mount");
        if (storage.IsLimited && !DiskLimits.ArePossible)
            throw new LabException($"inconclusive: storage {storage.Name} cannot be imitated here: blkio.throttle (control groups, version 1) is not mounted at {DiskLimits.Root}");
        await SweepAsync();
        var disk = new QueueDisk(storage, Path.Combine(Path.GetTempPath(), $"{Prefix}{Environment.ProcessId}-{Guid.NewGuid():N}"));
        System.IO.Directory.CreateDirectory(disk.Directory);
        try
        {
            await disk.MountAsync(Math.Min(Largest, Spare + (plan.Messages * (Math.Min(plan.Sizes.Most, 65536) + 8192L))), cancel);
            return disk;
        }
        catch
        {
            await disk.DisposeAsync();
            throw;
        }
    }

    /// <summary>Holds the processes of a container to the limits; once more where it has come again.</summary>
    /// <param name="process">Its first process.</param>
    public void Hold(long process)
    {
        if (_class.IsLimited)
            DiskLimits.MoveToRoot(process);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Commands.TryAsync("umount", [Directory], CancellationToken.None);
        if (_loop is not null)
        {
            new DiskLimits(_loop.Number).Lift();
            await _loop.DisposeAsync();
        }

        Remove(_base);
    }

    private async Task MountAsync(long size, CancellationToken cancel)
    {
        if (_class.IsMemory)
        {
            await Commands.NeedAsync("mount", ["-t", "tmpfs", "-o", $"size={MemorySize},nr_inodes=2000000,mode=755", "tmpfs", Directory], cancel);
            return;
        }

        _loop = await LoopDevice.MakeAsync(Path.Combine(_base, "disk"), size, cancel);
        // Inode tables that are written later would be written in the middle of the storm.
        await Commands.NeedAsync("mkfs.ext4", ["-q", "-m", "0", "-i", "4096", "-E", "lazy_itable_init=0,lazy_journal_init=0", _loop.Path], cancel);
        await Commands.NeedAsync("mount", [_loop.Path, Directory], cancel);
        if (!_class.IsLimited)
            return;
        double own = new WriteProbe(Directory, _loop.Number).Operations().Completed;
        if (_class.WriteIops > own)
            _remark = string.Create(CultureInfo.InvariantCulture, $" (this machine's own disk writes {own:0} times a second when asked one by one)");
        new DiskLimits(_loop.Number).Set(_class, new WriteProbe(Directory, _loop.Number));
    }

    // What a killed run left: its process id is in the name.
    private static async Task SweepAsync()
    {
        foreach (string left in System.IO.Directory.EnumerateDirectories(Path.GetTempPath(), Prefix + "*"))
        {
            string owner = Path.GetFileName(left)[Prefix.Length..].Split('-')[0];
            if (!int.TryParse(owner, CultureInfo.InvariantCulture, out int id) || System.IO.Directory.Exists($"/proc/{id}"))
                continue;
            // Anybody may make a folder of that name, with a link in it to what root had better not unmount.
            if ((await Commands.TryAsync("stat", ["-c", "%u", left], CancellationToken.None)).Output.Trim() != "0")
                continue;
            await Commands.TryAsync("umount", [Path.Combine(left, "queue")], CancellationToken.None);
            await LoopDevice.DetachAsync(Path.Combine(left, "disk"));
            Remove(left);
        }
    }

    private static void Remove(string directory)
    {
        try
        {
            System.IO.Directory.Delete(directory, recursive: true);
        }
        catch (IOException)
        {
            // Still mounted: the next run's sweep takes it.
        }
    }
}
