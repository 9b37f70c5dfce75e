using System.Collections.Concurrent;
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

    // Of all tables together: the entries of one take ten times the room of its source.
    private const long MostTogether = 2L * Largest;

    // What a lookup reads instead of the text, where both are there (DATABASE_README).
    private static readonly string[] Compiled = [".db", ".lmdb", ".cdb", ".dir"];

    private readonly (string Prefix, ConfinedFolder Folder)[] _folders;
    private readonly ConcurrentDictionary<string, long> _seen = new(StringComparer.Ordinal);

    /// <summary>Stands the folders for the server's.</summary>
    /// <param name="folders">The folder on the server, absolute, and the one here.</param>
    public MappedFolders(params (string OnServer, string Here)[] folders) =>
        _folders = [.. folders.Select(f => (f.OnServer.TrimEnd('/') + "/", new ConfinedFolder(f.Here)))];

    /// <inheritdoc/>
    public TableFile Read(string path)
    {
        if (path.Contains('\0', StringComparison.Ordinal))
            return TableFile.Unknown;
        foreach ((string prefix, ConfinedFolder folder) in _folders)
        {
            if (path.StartsWith(prefix, StringComparison.Ordinal))
                return ReadBelow(folder, path[prefix.Length..]);
        }
        return TableFile.Unknown;
    }

    private TableFile ReadBelow(ConfinedFolder folder, string relative)
    {
        try
        {
            if (!folder.Holds(relative))
                return TableFile.Unknown;
            if (folder.Find(relative) is not { } file)
                return Array.Exists(Compiled, c => folder.Find(relative + c) is not null) ? TableFile.Unknown : TableFile.Absent;
            _seen[file.FullName] = file.Length;
            return _seen.Values.Sum() <= MostTogether && ConfinedFolder.Octets(file, Largest) is { } octets
                ? new(TableFileStatus.Present, Encoding.UTF8.GetString(octets))
                : TableFile.Unknown;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return TableFile.Unknown;
        }
    }
}
