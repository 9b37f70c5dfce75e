using Harness.Core.Postfix.Audit;
using Harness.Core.Postfix.Configuration;
using Spectre.Console;

namespace Harness.Core.Reports;

/// <summary>The findings of an audit for a person at a terminal, the worst last: the end is what stands on the screen.</summary>
public static class AuditText
{
    private const int Width = 80;

    /// <summary>Writes all findings and a line that counts them.</summary>
    /// <param name="findings">The findings.</param>
    /// <param name="given">The configuration as the caller named it, for the commands that show a finding on a real server.</param>
    /// <param name="console">Where to.</param>
    /// <param name="isQuiet">Whether only the line that counts is wanted.</param>
    public static void Write(IReadOnlyList<AuditFinding> findings, string given, IAnsiConsole console, bool isQuiet = false)
    {
        var page = new Page(console);
        if (!isQuiet)
            Write(page, findings, given);
        page.Heading(Counts(findings), findings.Any(f => f.Severity != AuditSeverity.Note) ? Styles.Bad : Styles.Good);
    }

    /// <summary>The same as text for a file: no colour, line feeds only.</summary>
    public static string Plain(IReadOnlyList<AuditFinding> findings, string given) => PlainText.Of(Width, console => Write(findings, given, console));

    /// <summary>How many there are of each severity.</summary>
    public static string Counts(IReadOnlyList<AuditFinding> findings)
    {
        int Of(AuditSeverity severity) => findings.Count(f => f.Severity == severity);
        return findings.Count == 0 ? "nothing found" : $"{Words.Count(Of(AuditSeverity.Error), "error")}, {Words.Count(Of(AuditSeverity.Warning), "warning")}, {Words.Count(Of(AuditSeverity.Note), "note")}";
    }

    private static void Write(Page page, IReadOnlyList<AuditFinding> findings, string given)
    {
        foreach (AuditFinding finding in findings.OrderByDescending(f => f.Severity))
        {
            page.Hang($"{Word(finding.Severity)}  ", StyleOf(finding.Severity), $"{Where(finding.Place)}  {finding.Kind}", Styles.Strong);
            page.Hang("  because   ", Styles.Quiet, Shown.Of(finding.Reason, 600), Styles.Strong);
            if (finding.Place.Text.Length > 0)
                page.Hang("  line      ", Styles.Quiet, Shown.Of(finding.Place.Text, 300), Styles.Plain);
            if (finding.Remedy is not null)
                page.Hang("  remedy    ", Styles.Quiet, Shown.Of(finding.Remedy, 600), Styles.Strong);
            if (finding.Attacks.Count > 0)
                page.Hang("  proof     ", Styles.Quiet, $"smtp-harness certify {Shown.Of(given, 200)} --policy everything {string.Join(' ', finding.Attacks.Select(a => $"--only '{a}'"))}", Styles.Plain);
            page.Blank();
        }
    }

    private static string Where(SettingLine place) => place.Line > 0 ? $"{Shown.Of(place.File, 120)}:{place.Line}" : Shown.Of(place.File, 120);

    private static string Word(AuditSeverity severity) => severity switch
    {
        AuditSeverity.Error => "ERROR",
        AuditSeverity.Warning => "warning",
        _ => "note",
    };

    private static Style StyleOf(AuditSeverity severity) => severity switch
    {
        AuditSeverity.Error => Styles.Bad,
        AuditSeverity.Warning => Styles.Open,
        _ => Styles.Quiet,
    };
}
