using System.Diagnostics;
using System.Globalization;
using Harness.Core.MailLogs;

namespace Harness.Cli.Verbs.Logs;

/// <summary>Says now and then how far the reading of a long log is.</summary>
internal static class LogProgress
{
    private static readonly TimeSpan _between = TimeSpan.FromSeconds(5);

    /// <summary>Tells while the work goes on.</summary>
    public static async Task ShowAsync(Terminal terminal, MailLogReading reading, Func<Action, Task> work)
    {
        var clock = Stopwatch.StartNew();
        TimeSpan next = _between;
        await work(() =>
        {
            if (clock.Elapsed < next)
                return;
            next = clock.Elapsed + _between;
            terminal.Tell(string.Create(CultureInfo.InvariantCulture, $"{reading.Lines:N0} lines, {reading.Octets / 1e6:0} MB, {reading.Octets / 1e6 / clock.Elapsed.TotalSeconds:0} MB/s"));
        });
    }
}
