using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Parsing;
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
        if (parsed.Errors.Count > 0 && !isCompleted)
        {
            terminal.Complain($"{parsed.Errors[0].Message} See smtp-harness {string.Join(' ', [.. Words(parsed), "--help"])}.");
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

    private static Stack<string> Words(ParseResult parsed)
    {
        var words = new Stack<string>();
        for (SymbolResult? at = parsed.CommandResult; at is CommandResult { Command: not RootCommand } command; at = at.Parent)
            words.Push(command.Command.Name);
        return words;
    }
}
