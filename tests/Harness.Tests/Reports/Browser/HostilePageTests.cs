using Harness.Core.Reports.Html;

namespace Harness.Tests.Reports.Browser;

/// <summary>A run whose every string is what a hostile server would say, in a browser.</summary>
public sealed class HostilePageTests
{
    private static readonly string[] _hostile =
    [
        "<script>alert(1);window.hit=1</script>", "\" onmouseover=\"alert(1)\" x=\"", "'><img src=x onerror=alert(1)>", "</style></script><svg onload=alert(1)>",
        "\u001b[31mred\u001b]0;title\u0007", "\u202egnp.exe\u2066\u2069\u200f", "{{ closing }}{% raw %}", "javascript:alert(1)", "</pre></details><h1>forged</h1>",
    ];

    [Test]
    public async Task It_does_no_harm()
    {
        int at = 0;
        await Check(new HtmlReport().By(HostileRun.Of(_ => _hostile[at++ % _hostile.Length])));
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(3)]
    public async Task It_does_no_harm_in_one_voice(int which) => await Check(new HtmlReport().By(HostileRun.Of(_ => _hostile[which])));

    [Test]
    public async Task A_megabyte_in_one_string_is_cut()
    {
        int at = 0;
        string html = new HtmlReport().By(HostileRun.Of(_ => at++ % 20 == 0 ? new string('x', 1 << 20) : _hostile[at % _hostile.Length]));
        html.Length.Should().BeLessThan(1_000_000);
        await Check(html);
    }

    private static async Task Check(string html)
    {
        await using OpenedPage opened = await OpenedPage.Of(html);
        await opened.Page.Locator("#unfold").ClickAsync();
        await opened.Page.Locator("#find").FillAsync("<script>");
        await opened.Page.EvaluateAsync("for (const e of document.querySelectorAll('*')) for (const what of ['mouseover', 'focus', 'error', 'load']) e.dispatchEvent(new Event(what))");
        await opened.Page.Locator("#find").FillAsync("");
        (await opened.Page.EvaluateAsync<bool>("'hit' in window")).Should().BeFalse();
        (await opened.Page.Locator("h1").CountAsync()).Should().Be(1);
        (await opened.Page.Locator("details.claim").CountAsync()).Should().Be(13);
        (await opened.Page.Locator("body").InnerTextAsync()).Should().NotContainAny("\u202e", "\u001b", "\u200f");
        opened.Complaints.Should().BeEmpty();
    }
}
