using Harness.Core.Postfix.Tables;

namespace Harness.Cli.Verbs;

/// <summary>The files that the caller has, and no aliases where he has none: they stand outside of the configuration's directory.</summary>
internal sealed class AssumedFiles(ITableFiles files) : ITableFiles
{
    /// <inheritdoc/>
    public TableFile Read(string path)
        => files.Read(path) is { Status: not TableFileStatus.Unknown } read ? read
            : path is "/etc/aliases" or "/etc/mail/aliases" ? new TableFile(TableFileStatus.Present, "") : TableFile.Unknown;
}
