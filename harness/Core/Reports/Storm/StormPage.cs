using System.Net;
using System.Text;
using Harness.Core.Storm;

namespace Harness.Core.Reports.Storm;

/// <summary>Storms as one HTML file: the text report, and pictures of it. No script, nothing from elsewhere.</summary>
internal static class StormPage
{
    private const string Style = """
        :root { color-scheme: light dark; --ink: #222; --quiet: #777; --paper: #fff; --rule: #ddd }
        @media (prefers-color-scheme: dark) { :root { --ink: #ddd; --quiet: #999; --paper: #161616; --rule: #444 } }
        body { font: 15px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
        pre { overflow-x: auto } table { border-collapse: collapse } td, th { padding: .2rem .8rem; border-bottom: 1px solid var(--rule); text-align: right }
        td:first-child, th:first-child { text-align: left } svg { width: 100%; height: auto } svg text { fill: var(--quiet); font: 11px system-ui, sans-serif }
        """;

    public static string Write(IReadOnlyList<StormRecord> storms)
    {
        var page = new StringBuilder();
        page.Append($"<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>Storm: {Safe(storms[0].Configuration)}</title>\n<style>\n{Style}\n</style>\n</head>\n<body>\n");
        page.Append($"<h1>Queue storm: {Safe(storms[0].Configuration)}</h1>\n");
        foreach (StormRecord storm in storms)
            page.Append($"<p><strong>{Safe(storm.Storage)}</strong>: {Safe(StormFigures.Verdict(storm))}.</p>\n");
        if (storms.Count > 1)
            Compare(page, storms);
        foreach (StormRecord storm in storms)
            Pictures(page, storm);
        page.Append($"<h2>In figures</h2>\n<pre>{Safe(StormText.Write(storms, quiet: false))}</pre>\n</body>\n</html>\n");
        return page.ToString();
    }

    private static void Compare(StringBuilder page, IReadOnlyList<StormRecord> storms)
    {
        page.Append("<h2>Storage classes</h2>\n<table>\n<tr>");
        page.Append(string.Concat(StorageTable.Head.Select(h => $"<th>{Safe(h)}</th>"))).Append("</tr>\n");
        foreach (StormRecord storm in storms)
            page.Append("<tr>").Append(string.Concat(StorageTable.Row(storm).Select(c => $"<td>{Safe(c)}</td>"))).Append("</tr>\n");
        page.Append("</table>\n");
        page.Append(StormChart.Bars("Messages accepted a second", [.. storms.Select(s => (s.Storage.Split(':')[0], s.AcceptRate))]));
        page.Append(StormChart.Bars("Accept latency that 99 in 100 do not exceed, ms", [.. storms.Select(s => (s.Storage.Split(':')[0], s.AcceptLatency.P99))]));
    }

    private static void Pictures(StringBuilder page, StormRecord storm)
    {
        page.Append($"<h2>{Safe(storm.Storage)}</h2>\n");
        page.Append(StormChart.Lines("Queue files over time, seconds", [.. storm.Faults.Select(f => (f.Fault, f.Began, f.Ended))],
            ("incoming", Series(storm, s => s.Queue?.Incoming)), ("active", Series(storm, s => s.Queue?.Active)), ("deferred", Series(storm, s => s.Queue?.Deferred))));
        page.Append(StormChart.Lines("Messages accepted and copies delivered over time, seconds", [],
            ("accepted", Series(storm, s => s.Accepted)), ("delivered", Series(storm, s => s.Delivered))));
        page.Append(StormChart.Lines("fsync of 4 KiB on the queue's disk over time, ms", [], ("fsync", Series(storm, s => s.FsyncMilliseconds))));
        page.Append(StormChart.Distribution("Accept latency: share of messages that take no longer", storm.AcceptLatency.Curve));
    }

    private static (double X, double Y)[] Series(StormRecord storm, Func<StormSample, double?> what)
        => [.. storm.Samples.Where(s => what(s) is not null).Select(s => (s.Second, what(s)!.Value))];

    private static string Safe(string text) => WebUtility.HtmlEncode(text);
}
