using System.Runtime.CompilerServices;

namespace Harness.Lab.Tests.Catalogue;

/// <summary>The lines of a file in <c>golden/</c>, which <c>HARNESS_RENEW_GOLDEN=1</c> writes anew.</summary>
internal static class GoldenLines
{
    /// <summary>The lines, after what was seen has taken their place where that is asked for.</summary>
    public static string[] Of(string file, IReadOnlyList<string> seen, [CallerFilePath] string here = "")
    {
        string path = Path.Combine(Path.GetDirectoryName(here)!, "golden", file);
        if (Environment.GetEnvironmentVariable("HARNESS_RENEW_GOLDEN") == "1")
        {
            File.WriteAllText(path, string.Join('\n', seen) + "\n");
        }

        return File.ReadAllText(path).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>Why a test expects them.</summary>
    public static string Because(string file) => $"golden/{file} says so (HARNESS_RENEW_GOLDEN=1 renews it)";
}
