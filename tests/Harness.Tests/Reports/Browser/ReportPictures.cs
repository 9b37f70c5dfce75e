using Microsoft.Playwright;

namespace Harness.Tests.Reports.Browser;

/// <summary>Takes the pictures of docs/pictures; <c>tests/report-pictures</c> runs it.</summary>
[Explicit("writes into docs/pictures")]
public sealed class ReportPictures
{
    private static readonly string Folder = Path.Combine(Checkout.Root, "docs", "pictures");

    private static string Html => File.ReadAllText(Environment.GetEnvironmentVariable("HARNESS_PAGE") ?? throw new InvalidOperationException("run tests/report-pictures"));

    [TestCase("report-light.png", ColorScheme.Light, 1180, 1000, "")]
    [TestCase("report-dark.png", ColorScheme.Dark, 1180, 1000, "")]
    [TestCase("report-narrow.png", ColorScheme.Light, 400, 1000, "")]
    [TestCase("report-claim.png", ColorScheme.Light, 1180, 900, "details.claim[data-verdict=fail]:has(.copy)")]
    [TestCase("report-matrix.png", ColorScheme.Dark, 1180, 900, "#map-1")]
    [TestCase("report-cases.png", ColorScheme.Light, 1180, 660, ".cases")]
    [TestCase("report-maincf.png", ColorScheme.Light, 1180, 700, "#maincf")]
    [TestCase("report-drills.png", ColorScheme.Light, 1180, 560, ".drills")]
    public async Task Take(string file, ColorScheme scheme, int width, int height, string at)
    {
        Directory.CreateDirectory(Folder);
        await using OpenedPage opened = await OpenedPage.Of(Html, scheme, width, height);
        if (at.Length > 0)
            await opened.Page.Locator(at).First.EvaluateAsync("e => { if (e.matches('details')) e.open = true; e.scrollIntoView(); }");
        await opened.Page.ScreenshotAsync(new() { Path = Path.Combine(Folder, file) });
    }
}
