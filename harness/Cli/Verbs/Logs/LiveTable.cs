using System.Diagnostics;
using Harness.Core.MailLogs;
using Harness.Core.Reports.MailLog;
using Spectre.Console;

namespace Harness.Cli.Verbs.Logs;

/// <summary>A log while it is written: a table that is renewed once in a second on a terminal, nothing in a pipe.</summary>
internal static class LiveTable
{
    private static readonly TimeSpan _between = TimeSpan.FromSeconds(1);

    /// <summary>Shows the table while the work goes on, and takes it away.</summary>
    public static async Task ShowAsync(Terminal terminal, MailLogReading reading, Func<Action, Task> work)
    {
        if (terminal.Progress is not { Profile.Capabilities.Interactive: true } console)
        {
            terminal.Tell("following; Ctrl-C ends it with the report");
            await work(() => { });
            return;
        }
        await console.Live(new Text("reading")).AutoClear(true).StartAsync(async context =>
        {
            var clock = Stopwatch.StartNew();
            TimeSpan next = TimeSpan.Zero;
            await work(() =>
            {
                if (clock.Elapsed < next)
                    return;
                next = clock.Elapsed + _between;
                context.UpdateTarget(LogTable.Of(reading.Report(), console.Profile.Height));
            });
        });
    }
}
