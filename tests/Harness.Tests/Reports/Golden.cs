using Harness.Tests.Evidence;

namespace Harness.Tests.Reports;

/// <summary>Compares a report with the one in <c>golden/</c>, or renews that with <c>HARNESS_RENEW_GOLDEN=1</c>.</summary>
internal static class Golden
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "Harness.Tests", "Reports", "golden");

    public static void Compare(string file, string report)
    {
        var path = Path.Combine(Folder, file);
        var scrubbed = Scrubber.Scrub(report);
        if (Environment.GetEnvironmentVariable("HARNESS_RENEW_GOLDEN") == "1")
            File.WriteAllText(path, scrubbed);
        scrubbed.Should().Be(File.ReadAllText(path), "golden/{0} says so (HARNESS_RENEW_GOLDEN=1 renews it)", file);
    }
}
