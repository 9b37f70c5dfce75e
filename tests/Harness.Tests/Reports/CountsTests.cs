using System.Xml.Linq;
using AngleSharp.Html.Dom;
using Harness.Core.Evidence;
using Harness.Core.Reports;
using Harness.Core.Reports.Html;
using Harness.Core.Verdicts;
using Harness.Tests.Evidence;
using Harness.Tests.Reports.Html;

namespace Harness.Tests.Reports;

/// <summary>The counts of one run by hand; that every format agrees with them is <see cref="FormatAgreementTests"/>.</summary>
public sealed class CountsTests
{
    private static readonly RecordedCounts Expected = new(13, 6, 1, 1, 2, 1, 2);

    [Test]
    public void The_tally_adds_up()
    {
        var counts = Tally.Of(SampleRun.Judgement);
        counts.Should().Be(Expected);
        (counts.Pass + counts.Fail + counts.ExpectedFail + counts.Inconclusive + counts.Error + counts.NotApplicable).Should().Be(counts.Claims);
    }

    [Test]
    public void The_rows_of_the_text_count_alike()
    {
        var rows = new TextReport(verbose: true, width: 200).By(SampleRun.Judgement).Split("\nTLS\n")[0].Split('\n');
        int Of(string word) => rows.Count(r => r.StartsWith($"  {word} ", StringComparison.Ordinal));
        new RecordedCounts(rows.Count(r => r.StartsWith("  ", StringComparison.Ordinal) && r[2] != ' '), Of("pass"), Of("FAIL"), Of("expected fail"), Of("inconclusive"), Of("error"), Of("notapplicable"))
            .Should().Be(Expected);
    }

    [Test]
    public void The_html_counts_alike()
    {
        IHtmlDocument page = Pages.Parsed(new HtmlReport().By(SampleRun.Judgement));
        int Head(string mark) => int.Parse(page.QuerySelector($"[data-count={mark}]")!.GetAttribute("data-n")!);
        int Body(string mark) => page.QuerySelectorAll($"details.claim[data-verdict={mark}]").Length;
        int claims = int.Parse(page.QuerySelector("[data-claims]")!.GetAttribute("data-claims")!);
        foreach (Func<string, int> of in new[] { Head, (Func<string, int>)Body })
            new RecordedCounts(claims, of("pass"), of("fail"), of("expected-fail"), of("inconclusive"), of("error"), of("notapplicable")).Should().Be(Expected);
        page.QuerySelectorAll("details.claim").Should().HaveCount(claims);
    }

    [TestCase("testsuites")]
    [TestCase("testsuite")]
    public void The_totals_of_junit_are_those_of_its_cases(string element)
    {
        foreach (var suite in XDocument.Parse(new JUnitReport().By(SampleRun.Judgement)).Descendants(element))
        {
            int Below(string name) => suite.Descendants(name).Count();
            ((int)suite.Attribute("tests")!, (int)suite.Attribute("failures")!, (int)suite.Attribute("errors")!).Should().Be((Below("testcase"), Below("failure"), Below("error")));
            if (element == "testsuite")
                ((int)suite.Attribute("skipped")!).Should().Be(Below("skipped"));
        }
    }

    [Test]
    public void A_report_of_nothing_is_still_a_report()
    {
        var nothing = new Judgement(SampleRun.Record with { Attacks = [], Observations = [] }, SampleRun.Guide, [], []);
        new TextReport().By(nothing).Should().EndWith("0 claims: none was tried\nfixtures/guide: not established for policy guide: no claim was tried (exit 2)\n");
        XDocument.Parse(new JUnitReport().By(nothing)).Root!.HasElements.Should().BeFalse();
        RunRecordJson.Read(new JsonReport().By(nothing)).Judgement!.ExitStatus.Should().Be(2);
    }
}
