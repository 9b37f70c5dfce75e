using System.Globalization;
using System.Xml;
using Harness.Core.Merging;
using Harness.Core.Verdicts;
using Spectre.Console;

namespace Harness.Core.Reports.Merged;

/// <summary>Several targets in a table, and the worst of them in the last line.</summary>
public static class MergeReports
{
    /// <summary>The formats there are.</summary>
    public static readonly IReadOnlyList<string> Formats = ["text", "json", "junit", "markdown"];

    private const int Width = 120;

    /// <summary>The whole report, with a final line feed.</summary>
    /// <param name="summary">What to tell.</param>
    /// <param name="format">One of <see cref="Formats"/>.</param>
    public static string Write(MergeSummary summary, string format) => format switch
    {
        "json" => Json(summary),
        "junit" => JUnit(summary),
        "markdown" => Markdown(summary),
        _ => PlainText.Of(Width, console => Write(summary, console)),
    };

    /// <summary>The table for a terminal.</summary>
    public static void Write(MergeSummary summary, IAnsiConsole console)
    {
        var page = new Page(console);
        int longest = summary.Targets.Max(t => Name(t).GetCellWidth());
        foreach (MergedTarget target in summary.Targets.OrderBy(t => Severity(t.ExitStatus)))
            page.Hang($"{Wrapping.Pad(Name(target), Math.Min(longest, page.Width / 3))}  ", Styles.Strong, Said(target), Styles.Of(target.ExitStatus));
        page.Blank();
        page.Heading(Closing(summary), Styles.Of(summary.ExitStatus));
    }

    private static string Json(MergeSummary summary) => JsonForm.Write(new
    {
        Schema = "harness-merge-1",
        ExitStatus = (int)summary.ExitStatus,
        Policy = Shown.Of(summary.Targets[0].Judgement.Policy.Name, 60),
        Targets = summary.Targets.Select(t => new
        {
            Target = Name(t),
            ExitStatus = (int)t.ExitStatus,
            Counts = Tally.Of(t.Judgement),
            Refuted = t.Judgement.Findings.Where(f => f is { Verdict: Verdict.Fail, Expected: null }).Select(f => Shown.Of(f.Attack.Id, 200)),
            Missing = t.Missing.Select(s => s.ToString()),
            Files = t.Files.Select(f => Shown.Of(f)),
        }),
    });

    private static string JUnit(MergeSummary summary)
    {
        var output = new StringWriter { NewLine = "\n" };
        JUnitDocument.Write(output, xml =>
        {
            int Of(ExitStatus status) => summary.Targets.Count(t => t.ExitStatus == status);
            xml.WriteStartElement("testsuite");
            xml.WriteAttributeString("name", Shown.Of($"policy {summary.Targets[0].Judgement.Policy.Name}", 200));
            xml.WriteAttributeString("tests", $"{summary.Targets.Count}");
            xml.WriteAttributeString("failures", $"{Of(ExitStatus.Findings)}");
            xml.WriteAttributeString("errors", $"{Of(ExitStatus.NotEstablished)}");
            foreach (MergedTarget target in summary.Targets)
                Case(xml, target);
            xml.WriteEndElement();
        });
        return output.ToString();
    }

    private static void Case(XmlWriter xml, MergedTarget target)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("name", Name(target));
        xml.WriteAttributeString("classname", "merge");
        if (target.ExitStatus != ExitStatus.Conforms)
        {
            xml.WriteStartElement(target.ExitStatus == ExitStatus.Findings ? "failure" : "error");
            xml.WriteAttributeString("message", Said(target));
            JUnitDocument.WriteLines(xml, string.Join('\n', target.Judgement.Findings.Where(f => f.Counts && f.Verdict is not (Verdict.Pass or Verdict.NotApplicable))
                .Select(f => $"{f.Attack.Id}  {Words.Of(f.Verdict)}  {f.Reason}")));
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static string Markdown(MergeSummary summary)
    {
        // GitHub's tables §: a bar ends a cell even within code, unless a backslash is before it.
        static string Cell(string markdown) => markdown.Replace("|", @"\|", StringComparison.Ordinal);
        return $"## {MarkdownText.Prose(Closing(summary))}\n\n| target | | pass | fail | expected fail | inconclusive | error | not applicable |\n| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |\n"
            + string.Concat(summary.Targets.OrderByDescending(t => Severity(t.ExitStatus)).Select(t => (Target: t, Counts: Tally.Of(t.Judgement))).Select(t => string.Create(
                CultureInfo.InvariantCulture,
                $"| {Cell(MarkdownText.Code(Name(t.Target)))} | {Cell(MarkdownText.Prose(Said(t.Target)))} | {t.Counts.Pass} | {t.Counts.Fail} | {t.Counts.ExpectedFail} | {t.Counts.Inconclusive} | {t.Counts.Error} | {t.Counts.NotApplicable} |\n")));
    }

    // It begins lines.
    private static string Name(MergedTarget target) => Shown.DisarmLine(Shown.Of(target.Judgement.Record.Target.Name, 120));

    private static string Said(MergedTarget target)
    {
        string missing = target.Missing.Count == 0 ? ""
            : $"{Words.Count(target.Missing.Count, "shard")} missing ({string.Join(", ", target.Missing.Take(5))}{(target.Missing.Count > 5 ? ", …" : "")}); without: ";
        return $"{missing}{ClosingLine.Parts(target.Judgement).Said}";
    }

    private static string Closing(MergeSummary summary)
    {
        int Of(ExitStatus status) => summary.Targets.Count(t => t.ExitStatus == status);
        string list = string.Join(", ", new[] { (Of(ExitStatus.Conforms), "conforms"), (Of(ExitStatus.Findings), "with findings"), (Of(ExitStatus.NotEstablished), "not established") }
            .Where(p => p.Item1 > 0).Select(p => $"{p.Item1} {p.Item2}"));
        return $"{Words.Count(summary.Targets.Count, "target")}: {list} (exit {(int)summary.ExitStatus})";
    }

    private static int Severity(ExitStatus status) => status switch
    {
        ExitStatus.Conforms => 0,
        ExitStatus.NotEstablished => 1,
        _ => 2,
    };
}
