using Harness.Core.MailLogs;
using Harness.Core.Reports.MailLog;
using Harness.Core.Smtp;

namespace Harness.Cli.Verbs.Logs;

/// <summary>Writes the reports that are wanted.</summary>
internal static class LogReports
{
    /// <summary>The formats there are.</summary>
    public static readonly IReadOnlyList<string> Formats = ["text", "json", "markdown"];

    /// <summary>Writes them all.</summary>
    public static Task WriteAsync(MailLogReport report, ReportPlan plan, Terminal terminal, CancellationToken cancel)
        => plan.WriteAsync(f => Text(report, f), () => terminal.Show(Text(report, "text")), terminal, cancel);

    /// <summary>Writes the lines of one message.</summary>
    /// <exception cref="UsageException">The log has none of it.</exception>
    public static void Trace(MailLogReading reading, string queueId, Terminal terminal)
    {
        if (reading.Traced.Count == 0)
            throw new UsageException($"{queueId}: no line of it among {reading.Lines}; queue ids are told by the lines themselves, such as 4jb9lq3KpszFC1g or B6D741AC061");
        foreach (string line in reading.Traced)
            terminal.Out.Write(Visible.Escape(line) + "\n");
        if (reading.IsTraceCut)
            terminal.Tell("there are more lines; the first were told");
    }

    private static string Text(MailLogReport report, string format)
    {
        if (format == "json")
            return MailLogJson.Write(report);
        var text = new StringWriter { NewLine = "\n" };
        new MailLogText(format == "markdown").Write(report, text);
        return text.ToString();
    }
}
