using Harness.Core.Reports.Html;
using Harness.Tests.Evidence;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Harness.Tests.Reports.Browser;

/// <summary>The page in a browser: what a reader does with it.</summary>
public sealed class HtmlReportInBrowserTests
{
    private const string Refuted = "claim/helo/non-fqdn/localhost";

    private static readonly string Html = new HtmlReport().By(SampleRun.Judgement);

    private OpenedPage _opened = null!;

    private IPage Page => _opened.Page;

    [SetUp]
    public async Task Open() => _opened = await OpenedPage.Of(Html);

    [TearDown]
    public async Task Close()
    {
        _opened.Complaints.Should().BeEmpty();
        await _opened.DisposeAsync();
    }

    [Test]
    public async Task It_opens_with_every_claim_folded()
    {
        await Expect(_opened.Claims).ToHaveCountAsync(13);
        await Expect(Page.Locator("details.claim[open]")).ToHaveCountAsync(0);
        await Expect(Page.Locator("#shown")).ToHaveTextAsync("13 claims");
    }

    [TestCase("verdict", "fail", 1)]
    [TestCase("verdict", "open", 4)]
    [TestCase("level", "should", 1)]
    [TestCase("family", "helo", 4)]
    [TestCase("family", "helo/bad", 3)]
    public async Task A_filter_leaves_what_was_chosen(string by, string choice, int claims)
    {
        await Page.Locator($"#by-{by}").SelectOptionAsync(choice);
        await Expect(_opened.Claims).ToHaveCountAsync(claims);
        await Expect(Page.Locator("#shown")).ToHaveTextAsync($"{claims} of 13 claims");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Clear" }).ClickAsync();
        await Expect(_opened.Claims).ToHaveCountAsync(13);
    }

    [Test]
    public async Task A_slash_begins_a_search_in_the_evidence_and_escape_ends_it()
    {
        await Page.Keyboard.PressAsync("/");
        await Expect(Page.Locator("#find")).ToBeFocusedAsync();
        await Page.Keyboard.TypeAsync("MAIN.CF:6 permit");
        await Expect(_opened.Claims).ToHaveCountAsync(1);
        await Page.Keyboard.PressAsync("Escape");
        await Expect(_opened.Claims).ToHaveCountAsync(13);
        await Page.Keyboard.TypeAsync("nobody said this");
        await Expect(Page.Locator("#none")).ToBeVisibleAsync();
    }

    [Test]
    public async Task A_fragment_opens_its_claim_even_where_it_was_filtered_away()
    {
        await Page.Locator("#by-verdict").SelectOptionAsync("pass");
        await Page.EvaluateAsync($"location.hash = '#{Refuted}'");
        await Expect(Page.Locator($"[id='{Refuted}'] .wire").First).ToBeInViewportAsync();
        await Expect(Page.Locator($"[id='{Refuted}'] > summary")).ToBeFocusedAsync();
    }

    [Test]
    public async Task A_number_at_the_top_shows_the_claims_it_counts()
    {
        await Page.Locator("[data-count=inconclusive] a").ClickAsync();
        await Expect(_opened.Claims).ToHaveCountAsync(2);
        await Page.Locator(".counts .all a").ClickAsync();
        await Expect(_opened.Claims).ToHaveCountAsync(13);
    }

    [Test]
    public async Task A_cell_shows_its_claims_and_the_arrows_go_from_cell_to_cell()
    {
        ILocator cells = Page.Locator(".clients td a");
        await cells.First.FocusAsync();
        await Page.Keyboard.PressAsync("ArrowRight");
        await Expect(cells.Nth(1)).ToBeFocusedAsync();
        (await Page.Locator(".clients td a[tabindex='0']").CountAsync()).Should().Be(1);
        await Page.Keyboard.PressAsync("Enter");
        int claims = await _opened.Claims.CountAsync();
        claims.Should().BeInRange(1, 12);
    }

    [Test]
    public async Task The_keyboard_gets_everywhere()
    {
        await Page.Keyboard.PressAsync("Tab");
        await Expect(Page.Locator(".skip")).ToBeFocusedAsync();
        await Expect(Page.Locator(".skip")).ToBeInViewportAsync();
        await Page.Keyboard.PressAsync("Enter");
        await Expect(Page.Locator("main")).ToBeFocusedAsync();
        ILocator summary = Page.Locator("details.claim > summary").First;
        await summary.FocusAsync();
        (await summary.EvaluateAsync<string>("e => getComputedStyle(e).outlineStyle")).Should().Be("solid");
        await Page.Keyboard.PressAsync("Enter");
        await Expect(Page.Locator("details.claim[open]")).ToHaveCountAsync(1);
    }

    [Test]
    public async Task The_theme_is_the_readers_and_stays()
    {
        Task<string> Paper() => Page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor");
        string light = await Paper();
        await Page.Locator("#theme").ClickAsync();
        await Page.Locator("#theme").ClickAsync();
        await Expect(Page.Locator("#theme")).ToHaveTextAsync("Theme: dark");
        string dark = await Paper();
        dark.Should().NotBe(light);
        await Page.ReloadAsync();
        (await Paper()).Should().Be(dark);
        await Page.EmulateMediaAsync(new() { Media = Media.Print });
        (await Paper()).Should().NotBe(dark);
    }

    [Test]
    public async Task On_paper_what_was_refuted_stands_open()
    {
        await Page.EmulateMediaAsync(new() { Media = Media.Print });
        (await Page.Locator($"[id='{Refuted}'] .wire").First.BoundingBoxAsync())!.Height.Should().BeGreaterThan(20);
        (await Page.Locator("details.claim[data-verdict=pass] .wire").First.IsVisibleAsync()).Should().BeFalse();
        await Expect(Page.Locator("#filter")).ToBeHiddenAsync();
    }

    [Test]
    public async Task What_is_to_be_pasted_can_be_copied()
    {
        await Page.Locator("#paste .copy button").ClickAsync();
        await Expect(Page.Locator("#paste .copy button")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("Copied|Selected"));
    }

    [Test]
    public async Task A_narrow_screen_is_not_scrolled_sideways()
    {
        await Page.SetViewportSizeAsync(360, 800);
        await Page.Locator("#unfold").ClickAsync();
        (await Page.EvaluateAsync<int>("document.documentElement.scrollWidth")).Should().BeLessThanOrEqualTo(360);
    }
}
