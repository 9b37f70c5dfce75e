using System.Text;
using Harness.Core.Storm;
using static Harness.Core.Reports.Storm.StormFigures;

namespace Harness.Core.Reports.Storm;

/// <summary>Storage classes side by side.</summary>
internal static class StorageTable
{
    /// <summary>The head of the table.</summary>
    public static readonly IReadOnlyList<string> Head =
        ["storage", "accepted/s", "drained", "p50", "p99", "p99.9", "iowait", "I/O stall", "writes/s", "fsync", "lost"];

    /// <summary>A row of it.</summary>
    public static IReadOnlyList<string> Row(StormRecord storm) =>
    [
        storm.Storage.Split(':')[0],
        Number(storm.AcceptRate),
        storm.DrainSeconds is { } seconds ? $"{Number(seconds)} s" : "no",
        Time(storm.AcceptLatency.P50),
        Time(storm.AcceptLatency.P99),
        Time(storm.AcceptLatency.P999),
        Percent(Mean(storm, s => s.Iowait)),
        Percent(Mean(storm, s => s.IoStalled)),
        Number(Mean(storm, s => s.Disk?.Writes)),
        $"{Number(Median(storm, s => s.FsyncMilliseconds))} ms",
        $"{storm.Balance.Missing.Count}",
    ];

    public static void Write(StringBuilder text, IReadOnlyList<StormRecord> storms)
    {
        IReadOnlyList<string>[] rows = [Head, .. storms.Select(Row)];
        int[] widths = [.. Enumerable.Range(0, Head.Count).Select(c => rows.Max(r => r[c].Length))];
        foreach (IReadOnlyList<string> row in rows)
            text.Append("  ").Append(string.Join("  ", row.Select((cell, c) => c == 0 ? cell.PadRight(widths[c]) : cell.PadLeft(widths[c]))).TrimEnd()).Append('\n');
        text.Append('\n');
    }
}
