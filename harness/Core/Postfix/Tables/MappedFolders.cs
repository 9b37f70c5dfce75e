using System.Text;

namespace Harness.Core.Postfix.Tables;

/// <summary>
/// Folders of the server and what stands for them here: <c>/etc/postfix</c> and the folder that the user named. Nothing
/// else is read, whatever a configuration names: no other folder, nothing above by <c>..</c>, nothing beyond by a link.
/// </summary>
public sealed class MappedFolders : ITableFiles
{
    /// <summary>The largest source that is read, in octets.</summary>
    public const int Largest = 64 * 1024 * 1024;

    // What a lookup reads instead of the text, where both are there (DATABASE_README).
    private static readonly string[] Compiled = [".db", ".lmdb", ".cdb", ".dir"];

    private readonly (string Prefix, string Folder)[] _folders;

    /// <summary>Stands the folders for the server's.</summary>
    /// <param name="folders">The folder on the server, absolute, and the one here.</param>
    public MappedFolders(params (string OnServer, string Here)[] folders) =>
        _folders = [.. folders.Select(f => (f.OnServer.TrimEnd('/') + "/", Path.GetFullPath(f.Here)))];

    /// <inheritdoc/>
    public TableFile Read(string path)
    {
        if (path.Contains('\0', StringComparison.Ordinal))
            return TableFile.Unknown;
        foreach ((string prefix, string folder) in _folders)
        {
            if (path.StartsWith(prefix, StringComparison.Ordinal))
                return ReadBelow(folder, path[prefix.Length..]);
        }
        return TableFile.Unknown;
    }

    private static TableFile ReadBelow(string folder, string relative)
    {
        try
        {
            string file = Path.GetFullPath(Path.Combine(folder, relative.TrimStart('/')));
            if (!IsBelow(folder, file))
                return TableFile.Unknown;
            var info = new FileInfo(file);
            if (!info.Exists)
                return Array.Exists(Compiled, c => File.Exists(file + c)) ? TableFile.Unknown : TableFile.Absent;
            if (LeadsOut(folder, file) || info.Length > Largest)
                return TableFile.Unknown;
            return new(TableFileStatus.Present, Encoding.UTF8.GetString(File.ReadAllBytes(file)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return TableFile.Unknown;
        }
    }

    // Each step may be a link; a link to a place within the folder is an ordinary way to keep tables.
    private static bool LeadsOut(string folder, string file)
    {
        for (string? step = file; step is not null && IsBelow(folder, step); step = Path.GetDirectoryName(step))
        {
            FileSystemInfo entry = Directory.Exists(step) ? new DirectoryInfo(step) : new FileInfo(step);
            if (entry.LinkTarget is not null
                && (entry.ResolveLinkTarget(returnFinalTarget: true) is not { } target || !IsBelow(folder, target.FullName)))
                return true;
        }
        return false;
    }

    private static bool IsBelow(string folder, string file) =>
        file.StartsWith(folder.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar, StringComparison.Ordinal);
}
