using Harness.Core.Verdicts;
using Spectre.Console;

namespace Harness.Core.Reports;

/// <summary>The claims under the chapters of the guide they come from, one line each.</summary>
internal static class ChapterList
{
    // The longest word in front is as long as "notapplicable".
    private const int VerdictWidth = 13;

    public static void Write(Page page, Judgement judgement, bool verbose)
    {
        var chapters = judgement.Findings
            .GroupBy(Words.Chapter)
            .OrderBy(c => c.Key == Words.BeyondTheGuide)
            .Select(c => (Title: c.Key, Rows: ClaimRow.Of(c, verbose).ToArray()))
            .ToArray();
        int longest = chapters.SelectMany(c => c.Rows).Select(r => r.Id.GetCellWidth()).DefaultIfEmpty(0).Max();
        int idWidth = Math.Min(longest, page.Width * 2 / 5);
        foreach (var (title, rows) in chapters)
        {
            page.Heading(Shown.Of(title, 200), Styles.Strong);
            foreach (ClaimRow row in rows)
            {
                string verdict = "  " + row.Verdict.PadRight(VerdictWidth + 1), id = Wrapping.Pad(row.Id, idWidth) + "  ";
                // Of these nothing more is told further down: their text is not cut.
                if (row.First.Verdict == Verdict.NotApplicable || Tally.IsExpectedFailure(row.First))
                    Whole(page, row, verdict, id);
                else
                    page.OneLine(verdict, Styles.Of(row.First), id, Remark(row.First) + row.Text);
                if (verbose && DecidingLine.Of(row.First.Observation) is { } line)
                    page.OneLine(new string(' ', VerdictWidth + 3), Styles.Plain, "", Shown.Of(line.ToString(), 300));
            }

            page.Blank();
        }
    }

    private static void Whole(Page page, ClaimRow row, string verdict, string id)
    {
        string lead = verdict + id;
        if (lead.GetCellWidth() > page.Width * 2 / 3)
        {
            page.OneLine(verdict, Styles.Of(row.First), row.Id, "");
            lead = new string(' ', VerdictWidth + 3);
        }

        page.Hang(lead, Styles.Of(row.First), Remark(row.First) + row.Text, Styles.Quiet);
    }

    private static string Remark(Finding finding) =>
        finding.Level == Level.Must || finding.Verdict is Verdict.Pass or Verdict.NotApplicable ? "" : $"({Words.Of(finding.Level)}) ";
}
