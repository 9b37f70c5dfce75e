using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Harness.Core.Reports.Html;
using Harness.Tests.Evidence;
using Microsoft.Playwright;

namespace Harness.Tests.Reports.Browser;

/// <summary>What axe-core finds wrong with the page: nothing.</summary>
public sealed class AccessibilityTests
{
    private static readonly string Html = new HtmlReport().By(SampleRun.Judgement);

    [TestCase(ColorScheme.Light)]
    [TestCase(ColorScheme.Dark)]
    public async Task Everybody_can_read_it(ColorScheme scheme)
    {
        await using OpenedPage opened = await OpenedPage.Of(Html, scheme);
        await opened.Page.Locator("#unfold").ClickAsync();
        AxeResult found = await opened.Page.RunAxe();
        string[] violations = [.. found.Violations.SelectMany(v => v.Nodes.Select(n => $"{v.Id}: {n.Html}: {string.Join("; ", n.Any.Concat(n.All).Select(c => c.Message))}"))];
        violations.Should().BeEmpty();
        found.Passes.Should().HaveCountGreaterThan(20);
    }
}
