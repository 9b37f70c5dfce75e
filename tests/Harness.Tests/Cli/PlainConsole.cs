using Spectre.Console;

namespace Harness.Tests.Cli;

/// <summary>The terminal of a test: text without colours, 120 columns wide.</summary>
internal static class PlainConsole
{
    public static IAnsiConsole On(TextWriter writer)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(writer),
        });
        console.Profile.Width = 120;
        return console;
    }
}
