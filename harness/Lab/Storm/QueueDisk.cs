using System.Diagnostics;
using System.Globalization;
using Harness.Core.Storm.Storage;

namespace Harness.Lab.Storm;

/// <summary>
/// A disk of the queue's own: a file, a loop device on it, ext4 on that, and limits on the loop device for everybody, so that
/// the journal, which the kernel writes on nobody's behalf, is held to them as well (version 1 of control groups, blkio).
/// </summary>
public sealed class QueueDisk : IAsyncDisposable
{
    private const string Prefix = "smtp-harness-queue-";
    private const string Throttle = "/sys/fs/cgroup/blkio/blkio.throttle.";
    private const string Size = "6G";
    private const string MemorySize = "3g";

    private readonly StorageClass _class;
    private readonly string _base;
    private string? _loop;
    private string _remark = "";

    private QueueDisk(StorageClass storage, string directory) => (_class, _base) = (storage, directory);

    /// <summary>Where it is mounted on this machine.</summary>
    public string Directory => Path.Combine(_base, "queue");

    /// <summary>What it is, in words.</summary>
    public string Description => $"{_class.Name}: {_class.Title}{_remark}";

    /// <summary>Makes one, without its limits.</summary>
    /// <exception cref="LabException">This machine cannot; the message says what is missing.</exception>
    public static async Task<QueueDisk> MakeAsync(StorageClass storage, CancellationToken cancel)
    {
        bool isLimited = storage.ReadIops is not null || storage.WriteIops is not null || storage.MegabytesPerSecond is not null;
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
            throw new LabException($"inconclusive: storage {storage.Name} needs root on Linux, for a loop device and a mount");
        if (isLimited && !File.Exists(Throttle + "write_iops_device"))
            throw new LabException($"inconclusive: storage {storage.Name} cannot be imitated here: the kernel's blkio.throttle (control groups, version 1) is not mounted at /sys/fs/cgroup/blkio");
        await SweepAsync();
        var disk = new QueueDisk(storage, Path.Combine(Path.GetTempPath(), $"{Prefix}{Environment.ProcessId}-{Guid.NewGuid():N}"));
        System.IO.Directory.CreateDirectory(disk.Directory);
        try
        {
            await disk.MountAsync(cancel);
            return disk;
        }
        catch
        {
            await disk.DisposeAsync();
            throw;
        }
    }

    /// <summary>Puts the limits on. Before, the machine's own speed is measured, so that a class it cannot imitate is called by its name.</summary>
    public Task LimitAsync(CancellationToken cancel)
    {
        if (_loop is null)
            return Task.CompletedTask;
        double own = SyncedWrites();
        if (_class.WriteIops > own)
            _remark = string.Create(CultureInfo.InvariantCulture, $" (this machine's own disk gives {own:0} synced writes a second, so it is slower than the class)");
        SetLimits(_class.ReadIops, _class.WriteIops, _class.MegabytesPerSecond * 1_000_000L);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_loop is not null)
            SetLimits(0, 0, 0);
        await RemoveAsync(_base, _loop);
    }

    private async Task MountAsync(CancellationToken cancel)
    {
        if (_class.IsMemory)
        {
            await NeedAsync("mount", ["-t", "tmpfs", "-o", $"size={MemorySize},nr_inodes=2000000,mode=755", "tmpfs", Directory], cancel);
            return;
        }

        string file = Path.Combine(_base, "disk");
        await NeedAsync("truncate", ["-s", Size, file], cancel);
        _loop = (await NeedAsync("losetup", ["--find", "--show", file], cancel)).Trim();
        // Inode tables that are written later would be written in the middle of the storm.
        await NeedAsync("mkfs.ext4", ["-q", "-m", "0", "-i", "8192", "-E", "lazy_itable_init=0,lazy_journal_init=0", _loop], cancel);
        await NeedAsync("mount", [_loop, Directory], cancel);
    }

    private void SetLimits(int? reads, int? writes, long? octets)
    {
        string device = File.ReadAllText($"/sys/block/{Path.GetFileName(_loop)}/dev").Trim();
        Set("read_iops_device", reads);
        Set("write_iops_device", writes);
        Set("read_bps_device", octets);
        Set("write_bps_device", octets);

        void Set(string what, long? limit)
        {
            if (limit is not null && File.Exists(Throttle + what))
                File.WriteAllText(Throttle + what, $"{device} {limit}\n");
        }
    }

    private double SyncedWrites()
    {
        string file = Path.Combine(Directory, ".harness-speed");
        byte[] block = new byte[4096];
        var clock = Stopwatch.StartNew();
        int count = 0;
        using (var stream = new FileStream(file, FileMode.Create, FileAccess.Write, FileShare.None, 0))
        {
            for (; clock.ElapsedMilliseconds < 500; count++)
            {
                stream.Write(block);
                stream.Flush(flushToDisk: true);
            }
        }

        File.Delete(file);
        return count / clock.Elapsed.TotalSeconds;
    }

    // What a killed run left: its process id is in the name.
    private static async Task SweepAsync()
    {
        foreach (string left in System.IO.Directory.EnumerateDirectories(Path.GetTempPath(), Prefix + "*"))
        {
            string owner = Path.GetFileName(left)[Prefix.Length..].Split('-')[0];
            if (int.TryParse(owner, CultureInfo.InvariantCulture, out int id) && !System.IO.Directory.Exists($"/proc/{id}"))
                await RemoveAsync(left, null);
        }
    }

    private static async Task RemoveAsync(string directory, string? loop)
    {
        await TryAsync("umount", [Path.Combine(directory, "queue")], CancellationToken.None);
        string file = Path.Combine(directory, "disk");
        loop ??= (await TryAsync("losetup", ["-j", file, "-O", "NAME", "-n"], CancellationToken.None)).Output.Trim();
        if (loop.Length > 0)
            await TryAsync("losetup", ["-d", loop], CancellationToken.None);
        try
        {
            System.IO.Directory.Delete(directory, recursive: true);
        }
        catch (IOException)
        {
            // Still mounted: the next run's sweep takes it.
        }
    }

    private static async Task<string> NeedAsync(string command, string[] arguments, CancellationToken cancel)
    {
        (int status, string output, string complaint) = await TryAsync(command, arguments, cancel);
        return status == 0 ? output : throw new LabException($"inconclusive: no disk for the queue: {command} failed: {complaint.Trim()}");
    }

    private static async Task<(int Status, string Output, string Complaint)> TryAsync(string command, string[] arguments, CancellationToken cancel)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            Task<string> output = process.StandardOutput.ReadToEndAsync(cancel);
            string complaint = await process.StandardError.ReadToEndAsync(cancel);
            await process.WaitForExitAsync(cancel);
            return (process.ExitCode, await output, complaint);
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            return (-1, "", missing.Message);
        }
    }
}
