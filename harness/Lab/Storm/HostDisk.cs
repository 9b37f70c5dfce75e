namespace Harness.Lab.Storm;

/// <summary>The block devices of this machine, by mount point (proc(5), mountinfo).</summary>
internal static class HostDisk
{
    private const string MountInfo = "/proc/self/mountinfo";
    private const string DockerRoot = "/var/lib/docker";

    /// <summary>The device beneath containers' own layers, as MAJOR:MINOR; null where it cannot be told.</summary>
    public static string? OfDocker() => Of(DockerRoot);

    /// <summary>The device of the file system that holds a path.</summary>
    public static string? Of(string path)
    {
        if (!File.Exists(MountInfo))
            return null;
        // ID PARENT MAJOR:MINOR ROOT MOUNTPOINT ...
        return File.ReadLines(MountInfo).Select(l => l.Split(' ')).Where(f => f.Length > 4 && Holds(f[4], path))
            .OrderByDescending(f => f[4].Length).Select(f => f[2]).FirstOrDefault();
    }

    private static bool Holds(string mount, string path)
        => mount == "/" || path == mount || path.StartsWith(mount + "/", StringComparison.Ordinal);
}
