namespace Harness.Tests.Reports;

/// <summary>Compares a report with the one in <c>golden/</c>.</summary>
internal static class Golden
{
    public static void Compare(string file, string report)
    {
        var scrubbed = Scrubber.Scrub(report);
        scrubbed.Should().Be(
            GoldenFile.Read(Path.Combine("tests", "Harness.Tests", "Reports", "golden", file), scrubbed), "golden/{0} says so (HARNESS_RENEW_GOLDEN=1 renews it)", file);
    }
}
