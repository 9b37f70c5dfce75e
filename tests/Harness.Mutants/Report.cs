using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Harness.Mutants;

/// <summary>Stryker's report of the mutants it made, and what becomes of them.</summary>
internal static class Report
{
    public static JsonNode Read(string file) => JsonNode.Parse(File.ReadAllText(file))!;

    public static IEnumerable<JsonNode> Mutants(JsonNode report) => Files(report).SelectMany(f => f.Value!["mutants"]!.AsArray()).Select(m => m!);

    public static int Id(JsonNode mutant) => int.Parse((string)mutant["id"]!);

    /// <summary>Whether it is in what a type's initialization does.</summary>
    public static bool IsStatic(JsonNode mutant) => (bool?)mutant["static"] == true;

    /// <summary>Leaves whole files away until about so many percent of the lines are left, drawn alike each time.</summary>
    public static void Sample(JsonNode report, int percent)
    {
        var files = Files(report).Select(f => (Path: f.Key, Lines: ((string)f.Value!["source"]!).Split('\n').Length))
            .OrderBy(f => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"20261127 {Place(f.Path)}"))), StringComparer.Ordinal).ToArray();
        double wanted = files.Sum(f => f.Lines) * percent / 100.0;
        int drawn = 0;
        foreach (var (path, lines) in files)
        {
            if (drawn >= wanted)
                report["files"]!.AsObject().Remove(path);
            drawn += lines;
        }
    }

    /// <summary>Makes ready to be tried what Stryker made and did not try, and what a run that was broken off has left.</summary>
    public static void Open(JsonNode report)
    {
        foreach (var (_, file) in Files(report))
        {
            string[] lines = ((string)file!["source"]!).Split('\n');
            JsonNode[] all = [.. file["mutants"]!.AsArray().Select(m => m!).Where(m => (string?)m["status"] != "CompileError")];
            JsonNode[] made = [.. all.Where(m => (string?)m["status"] is not ("Killed" or "Timeout"))];
            foreach (JsonNode mutant in made)
            {
                // As Stryker counts: a block that has mutants within is not emptied as well. And ConfigureAwait(true) is the same where
                // there is no synchronization context.
                bool isOuter = (string?)mutant["mutatorName"] == "Block removal mutation" && all.Any(m => m != mutant && IsWithin(m, mutant));
                mutant["status"] = isOuter || Before(lines, mutant).EndsWith("ConfigureAwait(", StringComparison.Ordinal) ? "Ignored" : "NoCoverage";
            }
        }
    }

    public static string Place(string path) => path.Replace('\\', '/').Split("harness/Core/")[^1];

    public static IEnumerable<KeyValuePair<string, JsonNode?>> Files(JsonNode report) => report["files"]!.AsObject();

    private static string Before(string[] lines, JsonNode mutant) => At(mutant, "start") is var (line, column) ? lines[line - 1][..(column - 1)] : "";

    private static bool IsWithin(JsonNode inner, JsonNode outer) => At(inner, "start") is var start && At(inner, "end") is var end
        && start.CompareTo(At(outer, "start")) >= 0 && end.CompareTo(At(outer, "end")) <= 0;

    private static (int Line, int Column) At(JsonNode mutant, string end)
        => ((int)mutant["location"]![end]!["line"]!, (int)mutant["location"]![end]!["column"]!);
}
