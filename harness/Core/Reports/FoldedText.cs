using System.Text.RegularExpressions;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Harness.Core.Reports;

/// <summary>
/// Finished lines on a console. A terminal gets them broken at its width, the further lines below the text of the first; whatever is no
/// terminal gets them whole.
/// </summary>
public static partial class FoldedText
{
    // A label that is wider leaves too little beside it.
    private const int WidestLead = 40;
    private const int Narrowest = 20;
    private const int Indent = 2;

    /// <summary>Writes lines, each with its line feed.</summary>
    /// <param name="console">Where to.</param>
    /// <param name="text">Visible text.</param>
    /// <param name="style">How it looks; plain where null.</param>
    /// <param name="styled">How many characters of it look so; the others are plain.</param>
    public static void Write(IAnsiConsole console, string text, Style? style = null, int styled = int.MaxValue)
    {
        int? width = console.Profile.Out.IsTerminal ? console.Profile.Width - 1 : null;
        string[] lines = text.EndsWith('\n') ? text[..^1].Split('\n') : text.Split('\n');
        foreach (string line in lines.SelectMany(l => width is { } cells ? Fold(l, cells) : [l]))
        {
            int split = Math.Min(styled, line.Length);
            console.Write(new Whole([new Segment(line[..split], style ?? Style.Plain), new Segment(line[split..]), Segment.LineBreak]));
            styled -= split;
        }
    }

    /// <summary>Text in lines of at most so many cells, broken at blanks.</summary>
    public static IReadOnlyList<string> Wrap(string text, int width) => Wrapping.Wrap(text, width);

    /// <summary>A line as a terminal of so many cells gets it.</summary>
    public static IEnumerable<string> Fold(string line, int width)
    {
        // A command is there to be copied.
        if (line.Length <= width || Command().IsMatch(line))
            return [line];
        int widest = Math.Min(WidestLead, width - Narrowest);
        int lead = Gap().Matches(line).Select(m => m.Index + m.Length).LastOrDefault(end => end <= widest);
        int indent = lead > 0 ? lead : Indent;
        return Wrapping.Wrap(line[lead..], width - indent).Select((part, at) => (at == 0 ? line[..lead] : new string(' ', indent)) + part);
    }

    // What separates a label from its text, and text from the edge.
    [GeneratedRegex(@"\s{2,}")]
    private static partial Regex Gap();

    [GeneratedRegex(@"^\s*(?:see|attack)\s{2,}")]
    private static partial Regex Command();

    private sealed class Whole(Segment[] segments) : Renderable
    {
        protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth) => segments;
    }
}
