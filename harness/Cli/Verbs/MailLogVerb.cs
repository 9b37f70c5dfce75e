using System.CommandLine;
using Harness.Cli.Verbs.Logs;
using Harness.Core.MailLogs;
using Harness.Core.Verdicts;

namespace Harness.Cli.Verbs;

/// <summary><c>smtp-harness maillog FILE…</c>: what a mail log tells.</summary>
internal static class MailLogVerb
{
    private const int UsualTop = 10;
    private const int MostTop = 1000;

    /// <summary>The verb.</summary>
    public static Command Command(Terminal terminal)
    {
        var files = new Argument<string[]>("FILE") { Description = "mail logs: text or what journalctl -o export or -o json writes, compressed with gzip or not; - is standard input", Arity = ArgumentArity.OneOrMore };
        var follow = new Option<bool>("--follow") { Description = "goes on with what is written to the last of them, until Ctrl-C" };
        var top = new Option<int>("--top") { Description = $"how many names of each kind are told [default: {UsualTop}]", DefaultValueFactory = _ => UsualTop };
        var trace = new Option<string?>("--trace") { HelpName = "QUEUE-ID", Description = "instead of a report the lines of one message: a queue id" };
        var outputs = new ReportOptions(LogReports.Formats, hasVerbose: false, hasVerdict: false);
        var command = new Command("maillog",
            """
            Says what a mail log tells: who was refused, by which restriction and which list; refusals that may have been mistakes; how
            much was encrypted; what was deferred and why. Memory stays the same however large the log is.

            Examples:
              smtp-harness maillog /var/log/mail.log*
              smtp-harness maillog --follow /var/log/mail.log
              journalctl -u 'postfix*' -o export | smtp-harness maillog -
              smtp-harness maillog /var/log/mail.log --trace 4jb9lq3KpszFC1g
              smtp-harness maillog /var/log/mail.log --format json --output mail.json --format markdown --output mail.md

            Exit status: 0 a report was made, 3 usage error, or a file that is no mail log.
            """)
        {
            files, follow, top, trace, CommonOptions.NoColor(),
        };
        outputs.AddTo(command);
        command.SetAction(CommandLine.Action(terminal, async (parsed, cancel) =>
        {
            var request = new LogRequest(parsed.GetValue(files)!, parsed.GetValue(follow), parsed.GetValue(top), parsed.GetValue(trace), outputs.Read(parsed));
            if (request.Top is < 1 or > MostTop)
                throw new UsageException($"--top {request.Top}: give a number from 1 to {MostTop}");
            try
            {
                await ReadAsync(request, terminal, cancel);
            }
            catch (MailLogException unreadable)
            {
                throw new UsageException(unreadable.Message);
            }
            return ExitStatus.Conforms;
        }));
        return command;
    }

    private static async Task ReadAsync(LogRequest request, Terminal terminal, CancellationToken cancel)
    {
        var reading = new MailLogReading(request.Top, TimeProvider.System) { Wanted = request.Trace };
        try
        {
            if (request.IsFollowing)
                await LiveTable.ShowAsync(terminal, reading, progress => reading.FollowAsync(request.Files, progress, cancel));
            else
                await LogProgress.ShowAsync(terminal, reading, progress => reading.ReadAsync(request.Files, progress, cancel));
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested && reading.Lines > 0)
        {
            terminal.Tell("interrupted: the report is of what was read");
        }
        // The report is wanted although the reading was ended.
        if (request.Trace is not null)
            LogReports.Trace(reading, request.Trace, terminal);
        else
            await LogReports.WriteAsync(reading.Report(), request.Reports, terminal, CancellationToken.None);
    }
}
