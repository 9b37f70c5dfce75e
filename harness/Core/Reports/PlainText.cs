using Spectre.Console;

namespace Harness.Core.Reports;

/// <summary>A report that is written to a console, as text for a file or a pipe: no colour, line feeds only.</summary>
internal static class PlainText
{
    /// <summary>What the report writes.</summary>
    /// <param name="width">The cells of a line.</param>
    /// <param name="write">Writes it.</param>
    public static string Of(int width, Action<IAnsiConsole> write)
    {
        // The report is complete before it is copied: the console buffers by line and knows no line ends but the machine's.
        using var text = new StringWriter { NewLine = "\n" };
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(text),
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
        });
        console.Profile.Width = width;
        write(console);
        return text.ToString().ReplaceLineEndings("\n");
    }
}
