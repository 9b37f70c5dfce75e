using System.Diagnostics;

namespace Harness.Lab.Storm;

/// <summary>What a disk does for one writer that makes file after file and syncs each, as a queue does.</summary>
/// <param name="directory">Where.</param>
/// <param name="device">MAJOR:MINOR of its device.</param>
internal sealed class WriteProbe(string directory, string device)
{
    private static readonly TimeSpan _time = TimeSpan.FromSeconds(1);

    /// <summary>Measures for a second.</summary>
    /// <returns>Files a second, and write operations that the device completed a second.</returns>
    public (double Files, double Completed) Operations()
    {
        string place = Path.Combine(directory, ".harness-speed");
        Directory.CreateDirectory(place);
        byte[] block = new byte[4096];
        long before = Completed();
        var clock = Stopwatch.StartNew();
        int files = 0;
        for (; clock.Elapsed < _time; files++)
        {
            using var stream = new FileStream(Path.Combine(place, $"{files}"), FileMode.Create, FileAccess.Write, FileShare.None, 0);
            stream.Write(block);
            stream.Flush(flushToDisk: true);
        }

        double seconds = clock.Elapsed.TotalSeconds;
        long after = Completed();
        Directory.Delete(place, recursive: true);
        return (files / seconds, (after - before) / seconds);
    }

    // Documentation/admin-guide/iostats: the eighth field is writes completed.
    private long Completed() => File.ReadLines("/proc/diskstats")
        .Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .Where(f => f.Length > 7 && $"{f[0]}:{f[1]}" == device).Select(f => long.Parse(f[7])).FirstOrDefault();
}
