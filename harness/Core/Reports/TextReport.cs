using System.Globalization;
using Harness.Core.Evidence;
using Harness.Core.Postfix.Audit;
using Harness.Core.Verdicts;
using Spectre.Console;

namespace Harness.Core.Reports;

/// <summary>
/// The report for a person at a terminal, who sees its end first: claims by chapter, then what the lab changed, then what
/// was not established, then what was refuted with the line to change, and the judgement in the last line.
/// </summary>
/// <param name="verbose">Gives every claim a line of its own, also those of a family that passed.</param>
/// <param name="quiet">Leaves everything out but the last line.</param>
/// <param name="width">The cells of a line where the report is not written to a console.</param>
public sealed class TextReport(bool verbose = false, bool quiet = false, int width = 80) : IReport
{
    private const int Most = 12;
    private const int MostStandIns = 40;

    /// <summary>Writes plain text, for a file or a pipe.</summary>
    /// <inheritdoc/>
    public void Write(Judgement judgement, TextWriter output)
    {
        output.Write(PlainText.Of(width, console => Write(judgement, console)));
    }

    /// <summary>Writes to a console, as wide and as coloured as it is.</summary>
    public void Write(Judgement judgement, IAnsiConsole console)
    {
        var page = new Page(console);
        if (!quiet)
        {
            WriteBody(page, judgement);
        }

        page.Heading(ClosingLine.Of(judgement), Styles.Of(judgement.ExitStatus));
    }

    private void WriteBody(Page page, Judgement judgement)
    {
        page.Heading(Header(judgement), Styles.Strong);
        page.Blank();
        ChapterList.Write(page, judgement, verbose);
        WriteTls(page, judgement.Record);
        TargetRecord target = judgement.Record.Target;
        WriteList(page, "Not given, and replaced in the lab", [.. target.StandIns.Select(StandIns.Line)], verbose ? int.MaxValue : MostStandIns);
        WriteList(page, "Changed to run it in the lab", [.. target.Overlay.Select(o => $"{Shown.Of(o.Change, 120)}: {Shown.Of(o.Why, 120)}")]);
        WriteList(page, target.MainCf is null ? "The server" : "The server says of its own configuration", [.. target.Warnings.Select(w => Shown.Of(w, 300))]);
        WriteList(page, "To be seen in main.cf without running it (smtp-harness audit says more)", [.. AuditLines(target)]);
        WriteFindings(page, judgement);
        if (PasteLines.Of(judgement) is { } block)
            PasteLines.Write(page, block);
        WriteList(page, "Remarks", [.. judgement.Remarks.Select(r => Shown.Of(r))]);
        page.Heading(ClosingLine.Counts(Tally.Of(judgement)), Styles.Plain);
    }

    /// <summary>The audit's lines that are more than notes, the worst first.</summary>
    internal static IEnumerable<string> AuditLines(TargetRecord target) => AuditBlock.Of(target)
        .Where(a => a.Severity != AuditSeverity.Note).OrderBy(a => a.Severity)
        .Select(a => (a.Place.Line > 0 ? $"line {a.Place.Line}: " : "") + $"{Shown.Of(a.Reason, 300)}" + (a.Remedy is null ? "" : $"; remedy: {Shown.Of(a.Remedy, 200)}"));

    private static string Header(Judgement judgement)
    {
        RunRecord record = judgement.Record;
        string started = record.Started.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        return $"{Shown.Of(record.Target.Name, 120)}, {Shown.Of(record.Target.Software, 60)}, "
            + $"policy {Shown.Of(judgement.Policy.Name, 60)}, {(record.Shard is { } shard ? $"shard {Shown.Of(shard, 20)}, " : "")}{started}{Wrapping.TiedBlank}UTC";
    }

    private static void WriteTls(Page page, RunRecord record)
    {
        Fact[] facts = [.. TlsBlock.Of(record)];
        if (facts.Length == 0)
            return;
        page.Heading("TLS", Styles.Strong);
        foreach (Fact fact in facts)
            page.Hang($"  {fact.Label,-12}", Styles.Quiet, fact.Text, Styles.Plain);
        page.Blank();
    }

    private static void WriteFindings(Page page, Judgement judgement)
    {
        // The worst comes last: the end is what stands on the screen.
        foreach (Finding finding in judgement.Findings.Where(IsOpen).OrderBy(f => f.Counts).ThenBy(f => f.Verdict))
        {
            string word = finding.Verdict == Verdict.Fail ? "FAIL" : Words.Of(finding.Verdict);
            string level = finding.Level == Level.Must ? "" : $"  ({Words.Of(finding.Level)})";
            page.Hang(word + "  ", Styles.Of(finding), Shown.Of(finding.Attack.Id, 120) + level, Styles.Strong);
            foreach (Fact fact in Facts.Of(finding, judgement.Record))
                page.Hang($"  {fact.Label,-10}", Styles.Quiet, fact.Text, StyleOf(fact));
            page.Blank();
        }
    }

    private static bool IsOpen(Finding finding) =>
        finding.Verdict is Verdict.Error or Verdict.Inconclusive || finding is { Verdict: Verdict.Fail, Expected: null };

    private static Style StyleOf(Fact fact) => fact.Label switch
    {
        "because" or "line" or "remedy" or "paste" or "model" => Styles.Strong,
        _ => Styles.Plain,
    };

    private static void WriteList(Page page, string title, string[] lines, int most = Most)
    {
        if (lines.Length == 0)
            return;
        page.Heading(title, Styles.Strong);
        foreach (string line in lines.Take(most))
            page.Hang("  ", Styles.Plain, line, Styles.Plain);
        if (lines.Length > most)
            page.Hang("  ", Styles.Plain, $"… and {lines.Length - most} more", Styles.Quiet);
        page.Blank();
    }
}
