using System.Globalization;
using Harness.Core.MailLogs;

namespace Harness.Core.Reports.MailLog;

/// <summary>The report of a mail log for people, in text or in Markdown.</summary>
/// <param name="isMarkdown">With Markdown's marks.</param>
public sealed class MailLogText(bool isMarkdown)
{
    private const int MostFiles = 5;

    /// <summary>Writes it.</summary>
    public void Write(MailLogReport report, TextWriter output)
    {
        output.Write($"{(isMarkdown ? "# " : "")}{Title(report)}\n{(isMarkdown ? "\n" : "")}{Lines(report.Lines)}\n\n");
        foreach (LogSection section in LogSections.Of(report))
            Write(section, output);
        foreach (string remark in report.Remarks)
            output.Write($"{remark}\n");
    }

    private void Write(LogSection section, TextWriter output)
    {
        output.Write(isMarkdown ? $"## {section.Title}\n\n| | |\n|---:|---|\n" : $"{section.Title}\n");
        foreach ((string figure, string text) in section.Rows)
            output.Write(isMarkdown ? $"| {figure} | {Cell(text)} |\n" : $"  {figure,10}  {text}\n");
        output.Write("\n");
    }

    private static string Title(MailLogReport report)
    {
        string files = string.Join(", ", report.Files.Take(MostFiles).Select(f => f == "-" ? "standard input" : Shown.Of(f)))
            + (report.Files.Count > MostFiles ? $" and {report.Files.Count - MostFiles} more" : "");
        return report is { First: { } first, Last: { } last } ? $"{files}: {Time(first)} to {Time(last)}" : files;
    }

    private static string Lines(LoggedLines lines)
    {
        string[] others =
        [
            .. lines.OfOthers > 0 ? [$"{LogSections.Number(lines.OfOthers)} of other programs"] : Array.Empty<string>(),
            .. lines.Unreadable > 0 ? [$"{LogSections.Number(lines.Unreadable)} that are no lines of a log"] : Array.Empty<string>(),
            .. lines.Cut > 0 ? [$"{LogSections.Number(lines.Cut)} too long to be read whole"] : Array.Empty<string>(),
        ];
        return $"{LogSections.Number(lines.All)} lines, {LogSections.Number(lines.OfPostfix)} of Postfix{string.Concat(others.Select(o => ", " + o))}";
    }

    private static string Time(DateTime time) => time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace("`", "\\`", StringComparison.Ordinal);
}
