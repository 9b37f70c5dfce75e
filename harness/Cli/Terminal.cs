using Harness.Core.Reports;
using Harness.Core.Smtp;
using Spectre.Console;

namespace Harness.Cli;

/// <summary>Where a verb writes: the report to standard output, everything else to standard error.</summary>
/// <param name="Out">Standard output.</param>
/// <param name="Error">Standard error.</param>
/// <param name="Report">Standard output, for reports.</param>
/// <param name="Progress">Standard error, for progress; null where none is wanted.</param>
public sealed record Terminal(TextWriter Out, TextWriter Error, IAnsiConsole Report, IAnsiConsole? Progress)
{
    // A report that is piped is read by a program or in a log: no colours, and lines that do not depend on a window.
    private const int PipedWidth = 120;

    /// <summary>The terminal of this process.</summary>
    public static Terminal OfProcess(string[] args)
    {
        bool plain = args.Contains("--no-color") || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        IAnsiConsole report = Console(System.Console.Out, plain, System.Console.IsOutputRedirected);
        IAnsiConsole progress = Console(System.Console.Error, plain, System.Console.IsErrorRedirected);
        return new Terminal(System.Console.Out, System.Console.Error, report, args.Contains("--quiet") || args.Contains("-q") ? null : progress);
    }

    /// <summary>Says in one line what is wrong.</summary>
    public void Complain(string message) => Error.WriteLine($"smtp-harness: {Visible.Escape(message.ReplaceLineEndings(" "))}");

    /// <summary>Says in one line what goes on, where progress is wanted.</summary>
    public void Tell(string message)
    {
        // Past the console, which would break the line.
        Progress?.Profile.Out.Writer.WriteLine(Visible.Escape(message));
    }

    /// <summary>Shows finished text, broken at the width of a terminal.</summary>
    public void Show(string text) => FoldedText.Write(Report, text);

    private static IAnsiConsole Console(TextWriter writer, bool plain, bool piped)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            // Without colours a terminal can still move its cursor, which progress needs, and write bold.
            Ansi = piped ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = plain || piped ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            Interactive = piped ? InteractionSupport.No : InteractionSupport.Detect,
            Out = new AnsiConsoleOutput(writer),
        });
        if (piped)
        {
            console.Profile.Width = PipedWidth;
        }

        // Progress is drawn over what was drawn before.
        console.Profile.Capabilities.Interactive &= console.Profile.Capabilities.Ansi;
        return console;
    }
}
