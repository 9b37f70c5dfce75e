using Microsoft.Playwright;

namespace Harness.Tests.Reports.Browser;

/// <summary>A page that was opened from a file, and everything that went wrong with it.</summary>
internal sealed class OpenedPage : IAsyncDisposable
{
    private readonly string _file;

    private OpenedPage(IPage page, string file) => (Page, _file) = (page, file);

    public IPage Page { get; }

    /// <summary>What the browser complained about, asked for or was asked to show: nothing, of a sound page.</summary>
    public List<string> Complaints { get; } = [];

    public static async Task<OpenedPage> Of(string html, ColorScheme scheme = ColorScheme.Light, int width = 1280, int height = 900)
    {
        string file = Path.Combine(Path.GetTempPath(), $"harness-page-{Guid.NewGuid():N}.html");
        await File.WriteAllTextAsync(file, html);
        IPage page = await Chromium.Context.NewPageAsync();
        page.SetDefaultTimeout(10_000);
        await page.EmulateMediaAsync(new() { ColorScheme = scheme });
        await page.SetViewportSizeAsync(width, height);
        var opened = new OpenedPage(page, file);
        page.Console += (_, message) => opened.Complaints.Add($"console: {message.Text}");
        page.PageError += (_, error) => opened.Complaints.Add($"error: {error}");
        page.Dialog += async (_, dialog) =>
        {
            opened.Complaints.Add($"dialog: {dialog.Message}");
            await dialog.DismissAsync();
        };
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(new Uri(file).AbsoluteUri, StringComparison.Ordinal) && request.Url != "data:,")
                opened.Complaints.Add($"request: {request.Url}");
        };
        await page.GotoAsync(new Uri(file).AbsoluteUri);
        return opened;
    }

    /// <summary>The claims that are to be seen.</summary>
    public ILocator Claims => Page.Locator("details.claim:visible");

    public async ValueTask DisposeAsync()
    {
        await Page.CloseAsync();
        File.Delete(_file);
    }
}
