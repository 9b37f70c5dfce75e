using Harness.Core.Evidence;
using Harness.Core.Verdicts;

namespace Harness.Core.Reports;

/// <summary>The lines to paste into main.cf.</summary>
internal static class PasteLines
{
    /// <summary>How much of a line is shown: one that is cut cannot be pasted.</summary>
    public const int Longest = 16 * 1024;

    /// <summary>Those that mend one finding; none where it needs no mending.</summary>
    public static IReadOnlyList<PasteLine> Of(Finding finding, RunRecord record) => finding.Verdict != Verdict.Fail ? []
        : record.Remedies.FirstOrDefault(r => r.Attack == finding.Attack.Id)?.Lines ?? [];

    /// <summary>Records of the zone, or lines of a file, that mend a finding about a domain.</summary>
    public static IReadOnlyList<string> Examined(Finding finding) => finding.Verdict == Verdict.Fail ? finding.Observation?.Examined?.Paste ?? [] : [];

    /// <summary>Those that mend all that decided; null where they were put together for other findings.</summary>
    public static PasteBlock? Of(Judgement judgement)
        => judgement.Record.Paste is { } block && judgement.Findings.Where(f => f.Counts && f.Verdict == Verdict.Fail).Select(f => f.Attack.Id).ToHashSet().SetEquals(block.Attacks)
            ? block : null;

    /// <summary>What stands before the lines that the access model foretells, and before the others.</summary>
    public static string Comment(bool foretold) => foretold
        ? "# tried through the access model; each in place of what the file has now"
        : "# no access restrictions: what these do is not foretold";

    /// <summary>The block for a page: lines that main.cf takes as they are, comments among them.</summary>
    public static void Write(Page page, PasteBlock block)
    {
        page.Heading($"To paste into main.cf: it mends {block.Mended.Count} of the {Words.Count(block.Attacks.Count, "refuted claim")} that decide", Styles.Strong);
        foreach (IGrouping<bool, PasteLine> part in block.Lines.GroupBy(l => l.Foretold).OrderByDescending(p => p.Key))
        {
            page.Heading(Comment(part.Key), Styles.Quiet);
            foreach (PasteLine line in part)
                page.Setting(Shown.Of(line.ToString(), Longest));
        }

        page.Blank();
    }
}
