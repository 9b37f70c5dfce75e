namespace Harness.Core.Postfix.Tables;

/// <summary>
/// A folder that may be a stranger's: of it regular files are read, and nothing beyond it by <c>..</c> or by a link. What has no length is
/// never opened: it is empty, or a pipe, a socket or a device, reading of which may never end.
/// </summary>
/// <param name="path">The folder.</param>
public sealed class ConfinedFolder(string path)
{
    /// <summary>How many files and folders are looked at below one.</summary>
    public const int MostEntries = 20_000;

    private const int MostDeep = 16;

    private static readonly EnumerationOptions OneLevel = new() { AttributesToSkip = 0, IgnoreInaccessible = true };

    private readonly string _given = Path.GetFullPath(path);
    private readonly string _real = RealPath.Of(Path.GetFullPath(path)) ?? Path.GetFullPath(path);

    /// <summary>The file that a relative path comes to, links within the folder followed; null where it leads out or in a circle, or no file is there.</summary>
    /// <exception cref="IOException">It cannot be looked at; so with <see cref="UnauthorizedAccessException"/>.</exception>
    public FileInfo? Find(string relative) => PlaceOf(relative) is { } place && File.Exists(place) ? new FileInfo(place) : null;

    /// <summary>Whether a relative path stays in the folder, be there something or not.</summary>
    public bool Holds(string relative) => PlaceOf(relative) is not null;

    /// <summary>The octets of a file; null where it is longer.</summary>
    /// <param name="file">What <see cref="Find"/> or <see cref="Files"/> found.</param>
    /// <param name="most">How many octets are read.</param>
    /// <exception cref="IOException">It cannot be read; so with <see cref="UnauthorizedAccessException"/>.</exception>
    public static byte[]? Octets(FileInfo file, int most)
    {
        if (file.Length == 0)
            return [];
        if (file.Length > most)
            return null;
        using FileStream stream = file.OpenRead();
        byte[] octets = new byte[file.Length + 1];
        int read = stream.ReadAtLeast(octets, octets.Length, throwOnEndOfStream: false);
        return read <= most ? octets[..read] : null;
    }

    /// <summary>
    /// The files below, by their relative paths with slashes, in their order. Folders that are links are gone into where they stay in the
    /// folder and make no circle; what belongs to git is left out.
    /// </summary>
    /// <exception cref="FormatException">There are more than <see cref="MostEntries"/> files and folders.</exception>
    public IReadOnlyList<(string Relative, FileInfo File)> Files()
    {
        List<(string, FileInfo)> files = [];
        int seen = 0;
        Walk("", _real, [_real]);
        return files;

        void Walk(string relative, string real, HashSet<string> open)
        {
            foreach (FileSystemInfo entry in new DirectoryInfo(real).EnumerateFileSystemInfos("*", OneLevel).OrderBy(e => e.Name, StringComparer.Ordinal))
            {
                if (++seen > MostEntries)
                    throw new FormatException($"more than {MostEntries} files are below it");
                string name = $"{relative}{entry.Name}";
                if (entry.Name == ".git" || (entry.LinkTarget is null ? entry.FullName : RealPath.Of(entry.FullName)) is not { } target || !IsBelow(_real, target))
                    continue;
                if (!Directory.Exists(target))
                {
                    // A name that is no UTF-8 cannot be asked for.
                    if (File.Exists(target))
                        files.Add((name, new FileInfo(target)));
                }
                else if (open.Count < MostDeep && open.Add(target))
                {
                    Walk($"{name}/", target, open);
                    open.Remove(target);
                }
            }
        }
    }

    private string? PlaceOf(string relative)
    {
        if (relative.Contains('\0', StringComparison.Ordinal))
            return null;
        string place = Path.GetFullPath(Path.Combine(_given, relative.TrimStart('/')));
        return IsBelow(_given, place) && RealPath.Of(place) is { } real && IsBelow(_real, real) ? real : null;
    }

    private static bool IsBelow(string folder, string file) =>
        file.StartsWith(folder.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar, StringComparison.Ordinal);
}
