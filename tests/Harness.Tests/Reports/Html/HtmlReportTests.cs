using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Harness.Core.Evidence;
using Harness.Core.Reports;
using Harness.Core.Reports.Html;
using Harness.Core.Verdicts;
using Harness.Tests.Evidence;

namespace Harness.Tests.Reports.Html;

public sealed class HtmlReportTests
{
    private static readonly string Html = new HtmlReport().By(SampleRun.Judgement);

    private static IHtmlDocument Page => Pages.Parsed(Html);

    [Test]
    public void The_page_reads_as_before() => Golden.Compare("report.html", string.Concat(Page.QuerySelectorAll("header, main").Select(e => e.OuterHtml + "\n")));

    [Test]
    public void The_page_is_harmless() => Pages.ShouldBeHarmless(Page);

    [Test]
    public void The_heading_is_the_last_line_of_the_text()
        => Page.QuerySelector("h1")!.TextContent.Should().Be(new TextReport(width: 400).By(SampleRun.Judgement).TrimEnd('\n').Split('\n')[^1]);

    [Test]
    public void Every_place_is_there_once_and_every_way_leads_to_one()
    {
        IHtmlDocument page = Page;
        string[] places = [.. page.QuerySelectorAll("[id]").Select(e => e.Id!)];
        places.Should().OnlyHaveUniqueItems();
        page.QuerySelectorAll("a[href]").Select(a => a.GetAttribute("href")![1..]).Distinct().Should().BeSubsetOf(places);
    }

    [Test]
    public void A_claim_stands_under_its_chapter_at_a_place_named_after_it()
    {
        Finding finding = SampleRun.Judgement.Findings[0];
        Page.GetElementById($"claim/{finding.Attack.Id}")!.Closest("section")!.QuerySelector("h3")!.TextContent.Should().StartWith(finding.Attack.Source.Guide);
    }

    [Test]
    public void Ids_that_are_none_or_not_the_only_one_get_a_number()
    {
        Finding finding = SampleRun.Judgement.Findings[0];
        Finding named(string id) => finding with { Attack = finding.Attack with { Id = id } };
        Finding[] findings = [named("a/b"), named("a/b"), named("\"><script>"), named("")];
        var places = new Fragments(findings);
        findings.Select(places.Of).Should().Equal("claim/a/b", "claim/~2", "claim/~3", "claim/~4");
    }

    [Test]
    public void What_was_refuted_is_told_with_its_session_line_and_lines_to_paste()
    {
        IElement claim = Page.GetElementById("claim/helo/non-fqdn/localhost")!;
        claim.TextContent.Should().Contain("needs reject_non_fqdn_helo_hostname").And.Contain("fixtures/guide/main.cf:6  permit");
        claim.QuerySelector(".copy pre")!.TextContent.Should().StartWith("smtpd_helo_restrictions = permit_mynetworks, reject_non_fqdn_helo_hostname");
        claim.QuerySelectorAll(".wire span").Should().HaveCountGreaterThan(3);
        claim.QuerySelectorAll(".wire span")[1].TextContent.Should().MatchRegex(@"^ +\d+\.\d S 220 ");
    }

    [TestCase("fail", 119)]
    [TestCase("pass", 13)]
    public void A_long_session_is_told_in_full_only_where_somebody_has_to_look(string verdict, int lines)
    {
        Judgement judgement = SampleRun.Judgement;
        Finding[] findings = [.. judgement.Findings.Select(f => f with
        {
            Expected = null,
            Verdict = verdict == "fail" ? Verdict.Fail : Verdict.Pass,
            Observation = f.Observation is { } seen ? seen with { Transcript = [.. Enumerable.Range(0, 500).Select(i => new TranscriptLine(i, "C", "x"))] } : null,
        })];
        Pages.Parsed(new HtmlReport().By(judgement with { Findings = findings })).GetElementById("claim/helo/non-fqdn/localhost")!
            .QuerySelector(".wire")!.Children.Should().HaveCount(lines);
    }

    [Test]
    public void What_there_is_no_room_for_is_said_to_be_left_out()
    {
        var allowance = new Allowance(150);
        allowance.Take(["a", "b"], l => l).Should().HaveCount(2);
        allowance.Take(["a", "b"], l => l).Should().BeNull();
        Finding finding = SampleRun.Judgement.Findings.First(f => f.Observation?.Transcript.Count > 0);
        ClaimView.Of(finding, SampleRun.Record, "", [], allowance).Sessions[0].Lines.Should().BeNull();
    }

    [Test]
    public void A_cell_says_how_many_of_its_claims_are_open_and_leads_to_the_worst()
    {
        Judgement judgement = SampleRun.Judgement;
        var worst = judgement.Findings.Where(f => f.Attack.From == "outsider" && f.Attack.Id.StartsWith("helo/", StringComparison.Ordinal)).ToArray();
        IElement cell = Page.QuerySelector("a[data-client-only=outsider][data-family-only=helo]")!;
        cell.TextContent.Should().Be($"1/{worst.Length}");
        cell.GetAttribute("href").Should().Be("#claim/helo/non-fqdn/localhost");
        cell.Closest("td")!.ClassName.Should().Be("fail");
    }

    [Test]
    public void A_line_of_main_cf_says_what_it_decided()
        => Page.QuerySelectorAll(".maincf tr")[5].TextContent.Should().StartWith("6").And.Contain("permit").And.Contain("decided 1 fail");

    [Test]
    public void Lists_that_failed_are_told_by_what_they_did()
    {
        Finding finding = SampleRun.Judgement.Findings.First(f => f.Observation?.Outcome?.Code == 250);
        Judgement drilled = SampleRun.Judgement with { Findings = [finding with { Attack = finding.Attack with { When = new Dictionary<string, string> { ["zen.test"] = "wildcard" } } }] };
        ListDrills.Of(drilled, new Fragments(drilled.Findings))!.Rows.Should().ContainSingle().Which.Name.Should().Be("wildcard");
        ListDrills.Of(SampleRun.Judgement with { Findings = [.. SampleRun.Judgement.Findings.Select(f => f with { Attack = f.Attack with { When = new Dictionary<string, string>() } })] }, new Fragments([]))
            .Should().BeNull();
    }

    [Test]
    public void Families_that_try_the_same_cases_make_a_table()
    {
        Finding finding = SampleRun.Judgement.Findings[0];
        Finding[] findings = [.. from way in new[] { "a", "b", "c" } from at in new[] { "1", "2", "3", "4" } select finding with { Attack = finding.Attack with { Id = $"relay/{way}/{at}" } }];
        Judgement judgement = SampleRun.Judgement with { Findings = findings };
        HeatMap map = CaseMatrices.Of(judgement, new Fragments(findings)).Should().ContainSingle().Subject;
        map.Columns.Should().Equal("1", "2", "3", "4");
        map.Rows.Select(r => r.Name).Should().Equal("a", "b", "c");
    }

    [Test]
    public void A_server_whose_main_cf_nobody_has_is_told_without_it()
    {
        Judgement remote = SampleRun.Judgement with { Record = SampleRun.Record with { Target = SampleRun.Record.Target with { MainCf = null, MainCfFile = null } } };
        IHtmlDocument page = Pages.Parsed(new HtmlReport().By(remote));
        page.GetElementById("maincf").Should().BeNull();
        page.QuerySelectorAll("details.claim").Should().HaveCount(13);
    }

    [Test]
    public void A_run_of_nothing_is_still_a_page()
    {
        IHtmlDocument page = Pages.Parsed(new HtmlReport().By(SampleRun.Judgement with { Findings = [], Record = SampleRun.Record with { Attacks = [], Observations = [] } }));
        page.QuerySelector("h1")!.TextContent.Should().EndWith("no claim was tried (exit 2)");
        Pages.ShouldBeHarmless(page);
    }

    [Test]
    public void Only_the_frame_writes_text_as_it_is()
        => Directory.EnumerateFiles(Path.Combine(Checkout.Root, "harness", "Core", "Reports", "Html", "Templates"), "*.liquid")
            .Where(f => File.ReadAllText(f).Contains("raw", StringComparison.Ordinal)).Select(Path.GetFileName).Should().Equal("layout.liquid");
}
