using System.Runtime.CompilerServices;
using Harness.Core.Verdicts;

namespace Harness.Lab.Tests.Catalogue;

/// <summary>
/// Verdicts that were looked at: <c>golden/</c> has a line for each attack, and <c>HARNESS_RENEW_GOLDEN=1</c> writes it anew. An attack of
/// which there is no line yet is not held to anything, so that a new one needs none.
/// </summary>
internal static class GoldenVerdicts
{
    /// <summary>Findings as the golden files spell them.</summary>
    public static string[] Lines(IEnumerable<Finding> findings) => [.. findings.Select(f => $"{f.Verdict.ToString().ToLowerInvariant(),-13} {f.Attack.Id}")];

    /// <summary>Holds what was found against a file.</summary>
    public static void Compare(string file, IReadOnlyList<Finding> findings, [CallerFilePath] string here = "")
    {
        string[] seen = Lines(findings);
        string path = Path.Combine(Path.GetDirectoryName(here)!, "golden", file);
        if (Environment.GetEnvironmentVariable("HARNESS_RENEW_GOLDEN") == "1")
        {
            File.WriteAllText(path, string.Join('\n', seen) + "\n");
        }

        string[] golden = File.ReadAllText(path).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string[] known = [.. golden.Select(l => l[(l.LastIndexOf(' ') + 1)..])];
        string[] differing =
        [
            .. seen.Zip(findings).Where(s => known.Contains(s.Second.Attack.Id) && !golden.Contains(s.First)).Select(s => $"+ {s.First}: {s.Second.Reason}"),
            .. golden.Except(seen).Select(l => $"- {l}"),
        ];
        differing.Should().BeEmpty("golden/{0} says so (HARNESS_RENEW_GOLDEN=1 renews it)", file);
    }
}
