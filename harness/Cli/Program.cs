using System.CommandLine;
using Harness.Core.Verdicts;

namespace Harness.Cli;

/// <summary>The command line. Exit status, for every verb: see <see cref="ExitStatus"/>.</summary>
public static class Program
{
    /// <summary>Runs one verb.</summary>
    public static async Task<int> Main(string[] args) => (int)await RunAsync(args, Terminal.OfProcess(args));

    /// <summary>Runs one verb on a terminal.</summary>
    public static async Task<ExitStatus> RunAsync(string[] args, Terminal terminal)
    {
        ParseResult parsed = CommandLine.Root(terminal).Parse(args);
        if (parsed.Errors.Count > 0)
        {
            terminal.Complain($"{parsed.Errors[0].Message} See smtp-harness {string.Join(' ', [.. Words(parsed), "--help"])}.");
            return ExitStatus.Usage;
        }

        return (ExitStatus)await parsed.InvokeAsync(new InvocationConfiguration
        {
            Output = terminal.Out,
            Error = terminal.Error,
            EnableDefaultExceptionHandler = false,
            // What was found before Ctrl-C is still judged, and containers are taken away.
            ProcessTerminationTimeout = TimeSpan.FromSeconds(30),
        });
    }

    private static IEnumerable<string> Words(ParseResult parsed)
        => parsed.CommandResult.Command is RootCommand ? [] : [parsed.CommandResult.Command.Name];
}
