using Microsoft.Playwright;

namespace Harness.Tests.Reports.Browser;

/// <summary>The one browser of the tests of this folder.</summary>
[SetUpFixture]
public sealed class Chromium
{
    private static readonly string[] _names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
    private static IPlaywright? _playwright;
    private static IBrowser? _browser;
    private static IBrowserContext? _context;

    /// <summary>Where pages are opened, one a test.</summary>
    internal static IBrowserContext Context => _context ?? throw new InvalidOperationException("the browser has not been started");

    [OneTimeSetUp]
    public async Task Start()
    {
        string program = Program() ?? throw new InvalidOperationException("these tests need Chromium: run containers/ready.sh browser, or name one in HARNESS_CHROMIUM");
        _playwright = await Playwright.CreateAsync();
        // As root, as in a container, Chromium has no sandbox; it opens pages of ours only.
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = program, ChromiumSandbox = Environment.UserName != "root" });
        _context = await _browser.NewContextAsync();
        await _context.AddInitScriptAsync("document.addEventListener('securitypolicyviolation', e => console.error('blocked: ' + e.violatedDirective + ' ' + e.sample))");
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }

    private static string? Program() => Environment.GetEnvironmentVariable("HARNESS_CHROMIUM") is { Length: > 0 } named ? named
        : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).SelectMany(folder => _names.Select(n => Path.Combine(folder, n))).FirstOrDefault(File.Exists);
}
