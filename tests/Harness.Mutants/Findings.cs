using System.Text.Json.Nodes;

namespace Harness.Mutants;

/// <summary>Tells of each mutant that no test noticed, and the score of each folder and of the whole.</summary>
internal static class Findings
{
    private static readonly string[] Noticed = ["Killed", "Timeout"], Unnoticed = ["Survived", "NoCoverage"];

    public static int Tell(string report)
    {
        List<(string Folder, string Status)> all = [];
        foreach (var (path, file) in Report.Read(report)["files"]!.AsObject().OrderBy(f => f.Key, StringComparer.Ordinal))
        {
            string place = Report.Place(path);
            string[] lines = ((string)file!["source"]!).Split('\n');
            foreach (JsonNode mutant in file["mutants"]!.AsArray().Select(m => m!).OrderBy(m => (int)m["location"]!["start"]!["line"]!))
            {
                string status = (string)mutant["status"]!;
                all.Add((Path.GetDirectoryName(place)!, status));
                if (Unnoticed.Contains(status))
                    Console.WriteLine($"{place}:{mutant["location"]!["start"]!["line"]}: {status}: {mutant["mutatorName"]}: {Source(lines, mutant["location"]!)} => {OneLine((string)mutant["replacement"]!)}");
            }
        }
        foreach (var folder in all.GroupBy(m => m.Folder).OrderBy(g => g.Key, StringComparer.Ordinal))
            Sum(folder.Key, [.. folder.Select(m => m.Status)]);
        Sum("all", [.. all.Select(m => m.Status)]);
        return 0;
    }

    private static void Sum(string name, string[] statuses)
    {
        int noticed = statuses.Count(Noticed.Contains), unnoticed = statuses.Count(Unnoticed.Contains);
        if (noticed + unnoticed > 0)
        {
            Console.WriteLine($"{name}: {100.0 * noticed / (noticed + unnoticed):0.0} %: {noticed} noticed ({statuses.Count(s => s == "Timeout")} by time), "
                + $"{statuses.Count(s => s == "Survived")} survived, {statuses.Count(s => s == "NoCoverage")} not met, {statuses.Count(s => s == "Pending")} not tried");
        }
    }

    private static string Source(string[] lines, JsonNode location)
    {
        int line = (int)location["start"]!["line"]! - 1, from = (int)location["start"]!["column"]! - 1, to = (int)location["end"]!["column"]! - 1;
        return line == (int)location["end"]!["line"]! - 1 ? OneLine(lines[line][from..to]) : OneLine(lines[line][from..]) + " …";
    }

    private static string OneLine(string text)
    {
        string line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length > 110 ? line[..110] + "…" : line;
    }
}
