using System.Globalization;
using System.Text;
using Harness.Core.Evidence;
using Harness.Core.Verdicts;

namespace Harness.Core.Reports;

/// <summary>
/// The report for the summary of a build: what came of it first, then the counts, then what was refuted with the line to
/// change, and the evidence folded away. Foreign text is prose or code and never markup.
/// </summary>
public sealed class MarkdownReport : IReport
{
    // A job summary is refused past 1 MiB; what else a job writes into it needs room too.
    private const int MostOctets = 800 * 1024;
    private const int MostEvidence = 500 * 1024;

    /// <inheritdoc/>
    public void Write(Judgement judgement, TextWriter output)
    {
        var page = new StringBuilder();
        page.Append(Heading(judgement));
        page.Append(Counts(Tally.Of(judgement)));
        int octets = Encoding.UTF8.GetByteCount(page.ToString());
        foreach ((string title, Finding[] findings) in Parts(judgement).Where(p => p.Findings.Length > 0))
        {
            string heading = $"\n### {title}\n";
            octets += heading.Length;
            page.Append(heading);
            int left = findings.Length;
            foreach (Finding finding in findings)
            {
                string whole = One(finding, judgement.Record, octets < MostEvidence);
                int more = Encoding.UTF8.GetByteCount(whole);
                if (octets + more > MostOctets)
                    break;
                page.Append(whole);
                octets += more;
                left--;
            }

            if (left > 0)
                page.Append(CultureInfo.InvariantCulture, $"\n… and {left} more, for which there is no room here: the other formats have them all\n");
        }

        output.Write(page.ToString());
    }

    private static string Heading(Judgement judgement)
    {
        RunRecord record = judgement.Record;
        string started = record.Started.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        (string target, string said) = ClosingLine.Parts(judgement);
        return $"## {MarkdownText.Code(target, 120)}: {ClosingLine.Word(judgement)}\n\n"
            + $"{MarkdownText.Prose(said, 300)}\n\n"
            + $"{MarkdownText.Prose(record.Target.Software, 60)}, policy {MarkdownText.Prose(judgement.Policy.Name, 60)}, {started} UTC"
            + $"{(record.Shard is { } shard ? $", shard {MarkdownText.Prose(shard, 20)}" : "")}\n\n";
    }

    private static string Counts(RecordedCounts counts) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        | claims | pass | fail | expected fail | inconclusive | error | not applicable |
        | -----: | ---: | ---: | ------------: | -----------: | ----: | -------------: |
        | {counts.Claims} | {counts.Pass} | {counts.Fail} | {counts.ExpectedFail} | {counts.Inconclusive} | {counts.Error} | {counts.NotApplicable} |

        """);

    private static IEnumerable<(string Title, Finding[] Findings)> Parts(Judgement judgement)
    {
        Finding[] Of(Func<Finding, bool> which) => [.. judgement.Findings.Where(which).OrderByDescending(f => f.Counts)];
        yield return ("Refuted", Of(f => f is { Verdict: Verdict.Fail, Expected: null }));
        yield return ("Faults of the harness", Of(f => f.Verdict == Verdict.Error));
        yield return ("Not established", Of(f => f.Verdict == Verdict.Inconclusive));
        yield return ("Refuted, as expected", Of(Tally.IsExpectedFailure));
    }

    private static string One(Finding finding, RunRecord record, bool withEvidence)
    {
        var text = new StringBuilder();
        string level = finding.Level == Level.Must ? "" : $" ({Words.Of(finding.Level)})";
        text.Append(CultureInfo.InvariantCulture, $"\n#### {MarkdownText.Code(finding.Attack.Id, 120)}{level}\n\n");
        text.Append(CultureInfo.InvariantCulture, $"- claim: {MarkdownText.Prose(finding.Attack.Claim)}\n");
        text.Append(CultureInfo.InvariantCulture, $"- because: {MarkdownText.Prose(finding.Reason, 600)}\n");
        if (finding.Expected is { } expected)
            text.Append(CultureInfo.InvariantCulture, $"- expected: {MarkdownText.Prose(expected)}\n");
        Fact[] facts = [.. Facts.Of(finding, record)];
        if (facts.FirstOrDefault(f => f.Label == "line").Text is { } line)
            text.Append(CultureInfo.InvariantCulture, $"- line: {MarkdownText.Code(line)}\n");
        if (finding.Verdict == Verdict.Fail)
            text.Append(CultureInfo.InvariantCulture, $"- remedy: {MarkdownText.Prose(finding.Attack.Remedy, 600)}\n");
        string[] paste = [.. PasteLines.Of(finding, record).Select(l => Shown.Of(l.ToString(), PasteLines.Longest))];
        if (paste.Length > 0)
            text.Append(MarkdownText.Block(paste, "ini"));
        if (withEvidence)
            text.Append("\n<details><summary>evidence</summary>\n").Append(MarkdownText.Block(facts.Select(f => $"{f.Label,-10}{f.Text}"), "text")).Append("\n</details>\n");
        return text.ToString();
    }
}
