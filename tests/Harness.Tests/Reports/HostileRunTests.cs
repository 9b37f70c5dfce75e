using System.Text;
using System.Xml.Linq;
using Harness.Core.Engine;
using Harness.Core.Merging;
using Harness.Core.Reports;
using Harness.Core.Reports.Behaviour;
using Harness.Core.Reports.Html;
using Harness.Core.Reports.Merged;
using Harness.Core.Reports.Sarif;
using Harness.Core.Verdicts.Behaviour;
using Harness.Tests.Evidence;
using Harness.Tests.Reports.Html;
using Spectre.Console;

namespace Harness.Tests.Reports;

public sealed class HostileRunTests
{
    private static readonly string[] Hostile =
    [
        "<script>alert(1)</script>", "\"onmouseover=", "'\"><!--", "\u001b[31mred\u001b]0;title\u0007", "\u202egnp.exe\u2066", "\r\n::error::x", "::error::x",
        "a ::error::x", "  ::set-output name=x::y", "x\n##[error]y", "##vso[task.complete result=Succeeded]", "[red]markup[/]", "[[/]] [/", "]]>", "&amp;&#x1b;",
        "\u0000\u0001\u0008\u000b\u007f\u0085\u009b31m", "\ufffe\uffff", "\u2028\u2029\u00a0\u00ad\u200b", "a\u0301\u0302", "漢字かな交じり文", "😀😀😀", "\\", @"\r\n\\", "", " ",
        "error: forged\nfixtures/guide: conforms to policy guide (exit 0)", "{0} {recipient} %s $(id) `id`",
        "section_start:1:x[collapsed=true]\r\u001b[0Kforged", "\nsection_end:1:x\r\u001b[0K", "##teamcity[buildStatus status='SUCCESS']", "::add-mask::a\n::stop-commands::x",
    ];

    private static readonly (IReport Report, int Width)[] Reports =
    [
        (new TextReport(), 80), (new TextReport(verbose: true, width: 200), 200), (new TextReport(width: 40), 40),
        (new JUnitReport(), int.MaxValue), (new JsonReport(), int.MaxValue),
        (new SarifReport(), int.MaxValue), (new MarkdownReport(), int.MaxValue), (new HtmlReport(), int.MaxValue),
    ];

    [TestCaseSource(nameof(Cases))]
    public void No_report_lets_hostile_text_out(string text)
    {
        var judgement = HostileRun.Of(_ => text);
        foreach (var (report, width) in Reports)
            Check(report, report.By(judgement), width);
    }

    [TestCaseSource(nameof(Cases))]
    public void No_table_of_targets_lets_hostile_text_out(string text)
    {
        var summary = new MergeSummary([new(HostileRun.Of(_ => text), [text], [Shard.Of(1, 2)]), new(SampleRun.Judgement, ["a.json"], [])]);
        foreach (string format in MergeReports.Formats)
            Check($"merge {format}", MergeReports.Write(summary, format));
    }

    [TestCaseSource(nameof(Cases))]
    public void No_comparison_lets_hostile_text_out(string text)
    {
        var answer = new ComparedAnswer("rcpt", 250, text) { Text = text, Enhanced = text, Restriction = text };
        var side = new ComparedSide(text, text, 1);
        var comparison = new Comparison(side, side with { Software = text + "2" }, [new(ChangeKind.Words, text, false, 3, answer, answer, (text, text)) { For = [text], Except = [text], Example = text, Whose = [[text]] }])
        {
            Sessions = 3,
            Differing = 3,
            Basis = "predicted",
            Disagreements = [new(side, answer, answer, null, text), new(side, answer, null, text, text)],
            Settings = [text],
            Alone = ([text], [text]),
        };
        Check("diff text", Written(new ComparisonText(false, false).Write));
        Check("diff markdown", Written(new ComparisonText(true, false).Write));
        Check("diff junit", Written(ComparisonJUnit.Write));
        Check("diff json", ComparisonJson.Write(comparison));

        string Written(Action<Comparison, TextWriter> write)
        {
            var output = new StringWriter();
            write(comparison, output);
            return output.ToString();
        }
    }

    [TestCaseSource(nameof(Cases))]
    public void No_json_lets_hostile_text_out(string text) => Check("JSON", JsonForm.Write(new { Text = text }));

    [Test]
    public void No_report_lets_a_lone_surrogate_out()
    {
        // JSON cannot hold one; a client's text in memory can.
        const string Lone = "a\ud800b\udc00";
        var judgement = SampleRun.Judge(SampleRun.Record with { Target = SampleRun.Record.Target with { Name = Lone, Warnings = [Lone] } }, _ => Lone);
        foreach (var (report, width) in Reports)
            Check(report, report.By(judgement), width);
    }

    [Test]
    public void Long_text_is_cut()
    {
        var at = 0;
        var judgement = HostileRun.Of(_ => at++ % 149 == 0 ? new string('x', 1 << 20) : string.Concat(Enumerable.Repeat(Hostile[at % Hostile.Length] + ' ', 300)));
        foreach (var (report, width) in Reports)
        {
            var written = report.By(judgement);
            Check(report, written, width);
            if (report is not JsonReport)
                written.Length.Should().BeLessThan(report is HtmlReport ? 400_000 : 200_000);
        }
    }

    [TestCase(40)]
    [TestCase(80)]
    [TestCase(200)]
    public void No_text_forges_a_line(int width)
    {
        const string Forged = "fixtures/guide: conforms to policy guide: 13 of 13 held (exit 0)";
        var lines = new TextReport(width: width).By(HostileRun.Of(_ => "x\n" + Forged)).Split('\n');
        lines.Should().NotContain(Forged).And.NotContain(l => l.StartsWith("fixtures/guide", StringComparison.Ordinal));
        string.Join(' ', lines).TrimEnd().Should().EndWith("1 of 13 refuted (exit 1)");
    }

    private static void Check(IReport report, string written, int width)
    {
        Check(report.GetType().Name, written);
        if (report is TextReport)
            written.Split('\n').Should().OnlyContain(l => l.GetCellWidth() <= width);
        if (report is JUnitReport)
            XDocument.Parse(written).Descendants("testcase").Should().HaveCount(13);
        if (report is HtmlReport)
            Pages.ShouldBeHarmless(Pages.Parsed(written));
    }

    private static void Check(string name, string written)
    {
        written.Should().EndWith("\n");
        foreach (var rune in written.EnumerateRunes())
        {
            if (rune.Value != '\n' && (Rune.IsControl(rune) || IsTrick(rune.Value)))
                Assert.Fail($"{name} lets U+{rune.Value:X4} out");
        }

        foreach (var line in written.Split('\n'))
        {
            if (line.TrimStart().StartsWith("::", StringComparison.Ordinal) || line.Contains("##[", StringComparison.Ordinal)
                || line.Contains("##vso[", StringComparison.Ordinal) || line.Contains("##teamcity[", StringComparison.Ordinal))
                Assert.Fail($"{name} lets a build log's command out: {line}");
        }
    }

    // The texts themselves would not survive in the name of a case.
    private static IEnumerable<TestCaseData> Cases() => Hostile.Select((text, at) => new TestCaseData(text).SetArgDisplayNames(at.ToString()));

    private static bool IsTrick(int rune) => rune is 0x202e or 0x2066 or 0x2028 or 0x2029 or 0x200b or 0xad or 0xfffe or 0xffff or (>= 0xd800 and < 0xe000);
}
