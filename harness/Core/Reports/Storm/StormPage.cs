using Harness.Core.Reports.Html;
using Harness.Core.Storm;

namespace Harness.Core.Reports.Storm;

/// <summary>Storms as one HTML file: the text report, and pictures of it.</summary>
internal static class StormPage
{
    public static string Write(IReadOnlyList<StormRecord> storms)
    {
        string title = $"Queue storm: {Shown.Of(storms[0].Configuration, 120)}";
        using var page = new StringWriter { NewLine = "\n" };
        HtmlFrame.Write(page, title, "storm", new
        {
            Title = title,
            Status = storms.All(s => s.Balance.IsBalanced) ? "conforms" : "findings",
            Verdicts = storms.Select(s => new { Storage = Shown.Of(s.Storage, 200), Verdict = Shown.Of(StormFigures.Verdict(s)) }).ToArray(),
            Comparison = storms.Count > 1 ? Comparison(storms) : null,
            Storms = storms.Select(s => new { Storage = Shown.Of(s.Storage, 200), Charts = Pictures(s).OfType<ChartView>().ToArray() }).ToArray(),
            Text = string.Join('\n', StormText.Write(storms, quiet: false).Split('\n').Select(l => Shown.Of(l, 2000))),
        });
        return page.ToString();
    }

    private static object Comparison(IReadOnlyList<StormRecord> storms) => new
    {
        StorageTable.Head,
        Rows = storms.Select(s => StorageTable.Row(s).Select(c => Shown.Of(c, 60)).ToArray()).ToArray(),
        Charts = new[]
        {
            StormChart.Bars("Messages accepted a second", [.. storms.Select(s => (Shown.Of(s.Storage.Split(':')[0], 40), s.AcceptRate))]),
            StormChart.Bars("Accept latency that 99 in 100 do not exceed, ms", [.. storms.Select(s => (Shown.Of(s.Storage.Split(':')[0], 40), s.AcceptLatency.P99))]),
        },
    };

    private static ChartView?[] Pictures(StormRecord storm) =>
    [
        StormChart.Lines("Queue files over time, seconds", [.. storm.Faults.Select(f => (Shown.Of(f.Fault, 60), f.Began, f.Ended))],
            ("incoming", Series(storm, s => s.Queue?.Incoming)), ("active", Series(storm, s => s.Queue?.Active)), ("deferred", Series(storm, s => s.Queue?.Deferred))),
        StormChart.Lines("Messages accepted and copies delivered over time, seconds", [],
            ("accepted", Series(storm, s => s.Accepted)), ("delivered", Series(storm, s => s.Delivered))),
        StormChart.Lines("fsync of 4 KiB on the queue's disk over time, ms", [], ("fsync", Series(storm, s => s.FsyncMilliseconds))),
        StormChart.Distribution("Accept latency: share of messages that take no longer", storm.AcceptLatency.Curve),
    ];

    private static (double X, double Y)[] Series(StormRecord storm, Func<StormSample, double?> what)
        => [.. storm.Samples.Where(s => what(s) is not null).Select(s => (s.Second, what(s)!.Value))];
}
