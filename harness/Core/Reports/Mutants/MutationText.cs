using Harness.Core.Mutation;
using Harness.Core.Mutation.Trials;
using Spectre.Console;

namespace Harness.Core.Reports.Mutants;

/// <summary>The report for a person at a terminal: what is equivalent and why, what was killed by operator, then the survivors with their lines.</summary>
/// <param name="verbose">A line for every mutant.</param>
/// <param name="quiet">The last line only.</param>
/// <param name="width">The cells of a line where it is not written to a console.</param>
public sealed class MutationText(bool verbose = false, bool quiet = false, int width = 100) : IMutationReportWriter
{
    /// <inheritdoc/>
    public void Write(MutationReport report, TextWriter output)
    {
        output.Write(PlainText.Of(width, console => Write(report, console)));
    }

    /// <summary>Writes to a console, as wide and as coloured as it is.</summary>
    public void Write(MutationReport report, IAnsiConsole console)
    {
        var page = new Page(console);
        if (!quiet)
        {
            WriteBody(page, report);
        }

        page.Heading(MutationWords.Closing(report), Styles.Of(report.ExitStatus));
    }

    private void WriteBody(Page page, MutationReport report)
    {
        page.Heading($"{Shown.Of(report.Name, 120)}, {Shown.Of(report.Software, 60)}, policy {Shown.Of(report.Policy, 60)}", Styles.Strong);
        page.Heading($"{report.Holding} of {Words.Count(report.Counted, "attack")} hold on the configuration as it is, and could tell", Styles.Plain);
        page.Blank();
        foreach (IGrouping<string, Trial> by in report.Trials.GroupBy(t => t.Mutant.Operator))
        {
            string counts = string.Join(", ", by.GroupBy(t => t.Fate).OrderBy(g => g.Key).Select(g => $"{g.Count()} {MutationWords.Of(g.Key)}"));
            page.Hang($"  {by.Key,-10}", Styles.Plain, counts, by.Any(t => t.Fate is Fate.Survived or Fate.NotEstablished) ? Styles.Open : Styles.Quiet);
        }

        page.Blank();
        if (verbose)
        {
            WriteLines(page, "Killed", report, Fate.Killed);
        }

        WriteLines(page, "Equivalent", report, Fate.Equivalent);
        foreach (Trial trial in report.Trials.Where(t => t.Fate is Fate.NotEstablished or Fate.Survived).OrderByDescending(t => t.Fate))
        {
            WriteOpen(page, trial);
        }

        page.Heading($"{MutationWords.Counts(report)}; {MutationWords.Pace(report)}", Styles.Plain);
    }

    private static void WriteLines(Page page, string title, MutationReport report, Fate fate)
    {
        Trial[] trials = [.. report.Trials.Where(t => t.Fate == fate)];
        if (trials.Length == 0)
        {
            return;
        }

        page.Heading(title, Styles.Strong);
        foreach (Trial trial in trials)
        {
            page.Hang($"  {Shown.Of(trial.Mutant.Id, 120)}  ", Styles.Plain, Shown.Of(trial.Killer is { } killer ? $"{killer}: {trial.Because}" : trial.Because), Styles.Quiet);
        }

        page.Blank();
    }

    private static void WriteOpen(Page page, Trial trial)
    {
        Mutant mutant = trial.Mutant;
        page.Hang(trial.Fate == Fate.Survived ? "SURVIVED  " : "not established  ", trial.Fate == Fate.Survived ? Styles.Bad : Styles.Open, Shown.Of(mutant.Id, 120), Styles.Strong);
        page.Hang("  line        ", Styles.Quiet, MutationWords.Place(mutant), Styles.Strong);
        page.Hang("  mistake     ", Styles.Quiet, Shown.Of(mutant.Mistake), Styles.Plain);
        WriteText(page, "  instead of  ", mutant.Before);
        WriteText(page, "  stands      ", mutant.After);
        page.Hang("  because     ", Styles.Quiet, Shown.Of(trial.Because), Styles.Plain);
        if (trial.WouldTell is { } session)
        {
            page.Hang("  would tell  ", Styles.Quiet, Shown.Of(session, 600), Styles.Strong);
        }

        page.Blank();
    }

    private static void WriteText(Page page, string lead, string text)
    {
        foreach (string line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Take(6))
        {
            page.Hang(lead, Styles.Quiet, Shown.Of(line, 200), Styles.Plain);
            lead = new string(' ', lead.Length);
        }
    }
}
