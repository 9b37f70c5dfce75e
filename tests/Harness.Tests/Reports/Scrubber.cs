using System.Text.RegularExpressions;

namespace Harness.Tests.Reports;

/// <summary>Takes from a report what changes from run to run: the program's version and the times.</summary>
internal static partial class Scrubber
{
    public static string Scrub(string report) => Times().Replace(Version().Replace(report, "smtp-harness VERSION"), "TIME");

    [GeneratedRegex(@"smtp-harness \d+\.\d+\.\d+")]
    private static partial Regex Version();

    [GeneratedRegex(@"2026-11-22[T ]16:01(:38)?(\+00:00)?( UTC)?")]
    private static partial Regex Times();
}
