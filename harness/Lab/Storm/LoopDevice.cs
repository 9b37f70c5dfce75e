using System.Globalization;

namespace Harness.Lab.Storm;

/// <summary>A file as a block device.</summary>
internal sealed class LoopDevice : IAsyncDisposable
{
    private LoopDevice(string path) => Path = path;

    /// <summary>The device's file.</summary>
    public string Path { get; }

    /// <summary>MAJOR:MINOR.</summary>
    public string Number => File.ReadAllText($"/sys/block/{System.IO.Path.GetFileName(Path)}/dev").Trim();

    /// <summary>Makes one. Every block of the file is written first: a hole would be filled in the middle of a storm, at the price of the journal of the disk beneath.</summary>
    /// <exception cref="LabException">This machine cannot.</exception>
    public static async Task<LoopDevice> MakeAsync(string file, long size, CancellationToken cancel)
    {
        string megabytes = (size >> 20).ToString(CultureInfo.InvariantCulture);
        await Commands.NeedAsync("dd", ["if=/dev/zero", $"of={file}", "bs=1M", $"count={megabytes}", "oflag=direct", "status=none"], cancel);
        // Around the page cache of the file: what the device says is written, is.
        return new LoopDevice((await Commands.NeedAsync("losetup", ["--find", "--show", "--direct-io=on", file], cancel)).Trim());
    }

    /// <summary>Detaches what stands on a file.</summary>
    public static async Task DetachAsync(string file)
    {
        string device = (await Commands.TryAsync("losetup", ["-j", file, "-O", "NAME", "-n"], CancellationToken.None)).Output.Trim();
        if (device.Length > 0)
            await Commands.TryAsync("losetup", ["-d", device], CancellationToken.None);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await Commands.TryAsync("losetup", ["-d", Path], CancellationToken.None);
}
