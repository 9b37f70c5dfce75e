using System.Globalization;
using Harness.Core.MailLogs;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Harness.Core.Reports.MailLog;

/// <summary>The parts of the report that fit on a terminal.</summary>
public static class LogTable
{
    private const int RowsOfAPart = 6;

    /// <summary>The table.</summary>
    /// <param name="report">What was read so far.</param>
    /// <param name="height">The lines of the terminal.</param>
    public static IRenderable Of(MailLogReport report, int height)
    {
        var table = new Table { Border = TableBorder.Rounded };
        string until = report.Last is { } last ? last.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) : "nothing yet";
        table.AddColumn(new TableColumn(new Text($"{report.Lines.OfPostfix:N0}")).RightAligned());
        table.AddColumn(new TableColumn(new Text($"lines, until {until}; Ctrl-C ends it")));
        int left = height - 5;
        foreach (LogSection section in LogSections.Of(report))
        {
            (string Figure, string Text)[] rows = [.. section.Rows.Take(RowsOfAPart)];
            if ((left -= rows.Length + 1) < 0)
                break;
            table.AddRow(new Text(""), new Text(section.Title, Styles.Strong));
            foreach ((string figure, string text) in rows)
                table.AddRow(new Text(figure), new Text(text) { Overflow = Overflow.Ellipsis });
        }
        return table;
    }
}
