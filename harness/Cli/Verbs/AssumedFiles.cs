using Harness.Core.Postfix.Tables;
using Harness.Lab;

namespace Harness.Cli.Verbs;

/// <summary>The files that the caller has, and no aliases where he has none: they stand outside of the configuration's directory.</summary>
internal sealed class AssumedFiles(ITableFiles files) : ITableFiles
{
    /// <summary>The directory of a configuration, or that of a main.cf alone, where the server has its own.</summary>
    public static ITableFiles Beside(ConfigurationFiles files)
        => new MappedFolders(("/etc/postfix", files.Directory?.FullName ?? Path.GetDirectoryName(Path.GetFullPath(files.Given))!));

    /// <inheritdoc/>
    public TableFile Read(string path)
        => files.Read(path) is { Status: not TableFileStatus.Unknown } read ? read
            : path is "/etc/aliases" or "/etc/mail/aliases" ? new TableFile(TableFileStatus.Present, "") : TableFile.Unknown;
}
