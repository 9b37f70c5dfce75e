using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using AngleSharp.Html.Dom;
using Harness.Core.Evidence;
using Harness.Core.Reports;
using Harness.Core.Reports.Html;
using Harness.Core.Reports.Sarif;
using Harness.Core.Verdicts;
using Harness.Tests.Evidence;
using Harness.Tests.Reports.Html;

namespace Harness.Tests.Reports;

/// <summary>What each format says, counted from its own marks; a new format is a row of <see cref="Formats"/>.</summary>
public sealed class FormatAgreementTests
{
    private static readonly Dictionary<string, (IReport Report, Func<string, (RecordedCounts Counts, int ExitStatus)> Read)> Formats = new()
    {
        ["text"] = (new TextReport(verbose: true, width: 200), OfText),
        ["json"] = (new JsonReport(), OfJson),
        ["junit"] = (new JUnitReport(), OfJUnit),
        ["sarif"] = (new SarifReport(), OfSarif),
        ["markdown"] = (new MarkdownReport(), OfMarkdown),
        ["html"] = (new HtmlReport(), OfHtml),
    };

    private static readonly Verdict[] Verdicts = Enum.GetValues<Verdict>();

    [Test]
    public void Every_format_counts_alike([ValueSource(nameof(Names))] string format, [ValueSource(nameof(Judgements))] (string Name, Judgement Judgement) sample)
        => Formats[format].Read(Formats[format].Report.By(sample.Judgement)).Should().Be((Tally.Of(sample.Judgement), (int)sample.Judgement.ExitStatus));

    [Test]
    public void The_samples_have_every_verdict_and_every_exit_status()
    {
        SampleRun.Judgement.Findings.Select(f => f.Verdict).Should().Contain(Verdicts);
        Judgements().Select(j => j.Judgement.ExitStatus).Should().Contain([ExitStatus.Conforms, ExitStatus.Findings, ExitStatus.NotEstablished]);
    }

    private static string[] Names() => [.. Formats.Keys];

    private static IEnumerable<(string Name, Judgement Judgement)> Judgements()
    {
        Judgement all = SampleRun.Judgement;
        Judgement Only(params Verdict[] verdicts) => all with { Findings = [.. all.Findings.Where(f => verdicts.Contains(f.Verdict) && (f.Verdict != Verdict.Fail || f.Expected is not null))] };
        yield return ("all", all);
        yield return ("conforming", Only(Verdict.Pass, Verdict.Fail, Verdict.NotApplicable));
        yield return ("open", Only(Verdict.Pass, Verdict.Inconclusive));
        yield return ("faulty", Only(Verdict.Pass, Verdict.Error));
        yield return ("nothing", Only());
    }

    private static (RecordedCounts, int) OfText(string text)
    {
        string[] lines = text.Replace('\u00a0', ' ').TrimEnd('\n').Split('\n');
        int Of(string word) => Regex.Match(lines[^2], $@"(\d+) {word}(?:,|s:|:|$)") is { Success: true } found ? int.Parse(found.Groups[1].Value) : 0;
        return (new(Of("claim"), Of("pass"), Of("fail"), Of("expected fail"), Of("inconclusive"), Of("error"), Of("notapplicable")), Exit(lines[^1]));
    }

    private static (RecordedCounts, int) OfJson(string json)
    {
        RecordedJudgement judged = RunRecordJson.Read(json).Judgement!;
        int Of(string word) => judged.Findings.Count(f => f.Verdict == word && f.Expected is null);
        return (new(judged.Findings.Count, Of("pass"), Of("fail"), judged.Findings.Count(f => f is { Verdict: "fail", Expected: not null }), Of("inconclusive"), Of("error"), Of("notapplicable")), judged.ExitStatus);
    }

    private static (RecordedCounts, int) OfJUnit(string xml)
    {
        XElement[] cases = [.. XDocument.Parse(xml).Descendants("testcase")];
        // Levels below "must" are skipped, and say what they are in front of the reason.
        int Of(string word) => cases.Count(c => c.Elements().FirstOrDefault() is { } e && Kind(e) == word);
        int failures = cases.Count(c => c.Element("failure") is not null), errors = cases.Count(c => c.Element("error") is not null);
        return (
            new(cases.Length, cases.Count(c => c.IsEmpty), Of("fail"), Of("expected failure"), Of("inconclusive"), Of("error"), Of("notapplicable")),
            failures > 0 ? 1 : errors > 0 || cases.Length == 0 ? 2 : 0);
    }

    private static string Kind(XElement result) => ((string?)result.Attribute("type"))?.Split(' ')[0] ?? ((string)result.Attribute("message")!).Split(':')[0];

    private static (RecordedCounts, int) OfSarif(string json)
    {
        JsonNode run = JsonNode.Parse(json)!["runs"]![0]!;
        JsonNode[] results = [.. run["results"]!.AsArray().Select(r => r!)];
        string[] rules = [.. run["tool"]!["driver"]!["rules"]!.AsArray().Select(r => (string)r!["properties"]!["verdict"]!)];
        JsonNode invocation = run["invocations"]![0]!;
        int Of(string kind, bool suppressed) => results.Count(r => (string?)r["kind"] == kind && r["suppressions"] is not null == suppressed);
        RecordedCounts counted = new(
            rules.Length, rules.Count(r => r == "pass"), Of("fail", false), Of("fail", true), Of("open", false), invocation["toolExecutionNotifications"]!.AsArray().Count, rules.Count(r => r == "notapplicable"));
        counted.Should().Be(System.Text.Json.JsonSerializer.Deserialize<RecordedCounts>(run["properties"]!, System.Text.Json.JsonSerializerOptions.Web));
        return (counted, (int)invocation["exitCode"]!);
    }

    private static (RecordedCounts, int) OfMarkdown(string text)
    {
        int[] cells = [.. text.Split('\n').Single(l => Regex.IsMatch(l, @"^\| \d")).Split('|', StringSplitOptions.RemoveEmptyEntries).Select(c => int.Parse(c))];
        var table = new RecordedCounts(cells[0], cells[1], cells[2], cells[3], cells[4], cells[5], cells[6]);
        int Below(string title) => Regex.Split(text, "^### ", RegexOptions.Multiline).Where(p => p.StartsWith(title + "\n", StringComparison.Ordinal)).Sum(p => Regex.Count(p, "^#### ", RegexOptions.Multiline));
        (Below("Refuted"), Below("Refuted, as expected"), Below("Not established"), Below("Faults of the harness")).Should().Be((table.Fail, table.ExpectedFail, table.Inconclusive, table.Error));
        return (table, Exit(text.Split('\n')[2]));
    }

    private static (RecordedCounts, int) OfHtml(string text)
    {
        IHtmlDocument page = Pages.Parsed(text);
        int Of(string mark) => page.QuerySelectorAll($"details.claim[data-verdict={mark}]").Length;
        return (
            new(page.QuerySelectorAll("details.claim").Length, Of("pass"), Of("fail"), Of("expected-fail"), Of("inconclusive"), Of("error"), Of("notapplicable")),
            (int)Enum.Parse<ExitStatus>(page.QuerySelector("[data-status]")!.GetAttribute("data-status")!, ignoreCase: true));
    }

    private static int Exit(string line) => int.Parse(Regex.Match(line, @"\(exit (\d)\)").Groups[1].Value);
}
