using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Harness.Core.Reports.Html;
using Harness.Core.Reports.Mutants;
using Harness.Core.Reports.Storm;
using Harness.Tests.Evidence;
using Harness.Tests.Mutation;
using Microsoft.Playwright;

namespace Harness.Tests.Reports.Browser;

/// <summary>What axe-core finds wrong with the pages: nothing.</summary>
public sealed class AccessibilityTests
{
    [TestCase("certificate", ColorScheme.Light)]
    [TestCase("certificate", ColorScheme.Dark)]
    [TestCase("storm", ColorScheme.Dark)]
    [TestCase("mutants", ColorScheme.Dark)]
    public async Task Everybody_can_read_it(string what, ColorScheme scheme)
    {
        await using OpenedPage opened = await OpenedPage.Of(Html(what), scheme);
        await opened.Page.EvaluateAsync("for (const details of document.querySelectorAll('details')) details.open = true");
        AxeResult found = await opened.Page.RunAxe();
        string[] violations = [.. found.Violations.SelectMany(v => v.Nodes.Select(n => $"{v.Id}: {n.Html}: {string.Join("; ", n.Any.Concat(n.All).Select(c => c.Message))}"))];
        violations.Should().BeEmpty();
        found.Passes.Should().HaveCountGreaterThan(15);
        opened.Complaints.Should().BeEmpty();
    }

    private static string Html(string what) => what switch
    {
        "storm" => StormReports.Write("html", [StormReportsTests.Sample(), StormReportsTests.Sample()], quiet: false),
        "mutants" => MutationReportTests.Written(new MutationHtml(), MutationReportTests.Report("ksen")),
        _ => new HtmlReport().By(SampleRun.Judgement),
    };
}
