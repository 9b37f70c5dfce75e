using System.Collections.Concurrent;
using Harness.Core.Postfix.Tables;

namespace Harness.Cli.Verbs.Diffing;

/// <summary>The files that a configuration is found to depend on, with what stands in them.</summary>
internal sealed class ReadFiles(ITableFiles files) : ITableFiles
{
    private readonly ConcurrentDictionary<string, TableFile> _read = new(StringComparer.Ordinal);

    /// <summary>Those that are there, by their place on the server.</summary>
    public IEnumerable<(string Path, string Text)> Present
        => _read.Where(r => r.Value.Status == TableFileStatus.Present).Select(r => (Path.GetFullPath(r.Key), r.Value.Text)).DistinctBy(r => r.Item1).OrderBy(r => r.Item1, StringComparer.Ordinal);

    /// <inheritdoc/>
    public TableFile Read(string path) => _read.GetOrAdd(path, files.Read);
}
