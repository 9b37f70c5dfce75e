using System.Collections.Concurrent;
using System.Text;
using Harness.Core.Postfix.Tables;
using Harness.Lab.Containers;

namespace Harness.Lab.Plays;

/// <summary>Files as they stand in the container of the server under test.</summary>
internal sealed class ContainerFiles(RunningContainers containers, CancellationToken cancel) : ITableFiles
{
    private readonly ConcurrentDictionary<string, TableFile> _read = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public TableFile Read(string path) => _read.GetOrAdd(path, p => Task.Run(() => containers.FileAsync(p, cancel), cancel).GetAwaiter().GetResult() is { } octets
        ? new TableFile(TableFileStatus.Present, Encoding.UTF8.GetString(octets))
        : TableFile.Absent);
}
