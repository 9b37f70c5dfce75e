using Microsoft.Playwright;

namespace Harness.Tests.Reports.Browser;

/// <summary>Takes the pictures of docs/pictures; <c>tests/report-pictures</c> runs it.</summary>
public sealed class ReportPictures
{
    private static readonly string Folder = Path.Combine(Checkout.Root, "docs", "pictures");

    private static readonly string? File = Environment.GetEnvironmentVariable("HARNESS_PAGE");

    [TestCaseSource(nameof(Pictures))]
    public async Task Take(string file, ColorScheme scheme, int width, int height, string at)
    {
        Directory.CreateDirectory(Folder);
        await using OpenedPage opened = await OpenedPage.Of(await System.IO.File.ReadAllTextAsync(File!), scheme, width, height);
        if (at.Length > 0)
            await opened.Page.Locator(at).First.EvaluateAsync("e => { if (e.matches('details')) e.open = true; e.scrollIntoView(); }");
        await opened.Page.ScreenshotAsync(new() { Path = Path.Combine(Folder, file) });
    }

    // There are none to take where nobody named a page.
    private static IEnumerable<object[]> Pictures() => File is null ? [] :
    [
        ["report-light.png", ColorScheme.Light, 1180, 1000, ""],
        ["report-dark.png", ColorScheme.Dark, 1180, 1000, ""],
        ["report-narrow.png", ColorScheme.Light, 400, 1000, ""],
        ["report-claim.png", ColorScheme.Light, 1180, 900, "details.claim[data-verdict=fail]:has(.copy)"],
        ["report-matrix.png", ColorScheme.Dark, 1180, 900, "#map-1"],
        ["report-cases.png", ColorScheme.Light, 1180, 660, ".cases"],
        ["report-maincf.png", ColorScheme.Light, 1180, 700, "#maincf"],
        ["report-drills.png", ColorScheme.Light, 1180, 560, ".drills"],
    ];
}
