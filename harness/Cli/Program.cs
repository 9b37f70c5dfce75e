using System.CommandLine;
using System.CommandLine.Completions;
using Harness.Cli.Help;
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
        RootCommand root = CommandLine.Root(terminal);
        ParseResult parsed = root.Parse(args);
        // A line that is to be completed is seldom whole.
        bool isCompleted = root.Directives.Any(d => d is SuggestDirective && parsed.GetResult(d) is not null);
        if (!isCompleted && ParseComplaint.Of(parsed) is { } wrong)
        {
            terminal.Complain(wrong);
            return ExitStatus.Usage;
        }

        return (ExitStatus)await parsed.InvokeAsync(new InvocationConfiguration
        {
            Output = terminal.Out,
            Error = terminal.Error,
            EnableDefaultExceptionHandler = false,
            // After Ctrl-C a lab is taken down, and a storm's ledger added up: the usual two seconds would leave both half done.
            ProcessTerminationTimeout = TimeSpan.FromMinutes(1),
        });
    }
}
