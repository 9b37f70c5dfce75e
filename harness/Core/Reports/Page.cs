using Spectre.Console;
using Spectre.Console.Rendering;

namespace Harness.Core.Reports;

/// <summary>
/// Lines on a console. They are broken here and not by the console, so that every line that begins is known and none can
/// begin with a build server's command.
/// </summary>
internal sealed class Page(IAnsiConsole console)
{
    private const int Narrowest = 40;

    /// <summary>The cells of a line. The last cell is left to the backslash that disarms a line, and to terminals that wrap there.</summary>
    public int Width { get; } = Math.Max(Narrowest, console.Profile.Width) - 1;

    /// <summary>An empty line.</summary>
    public void Blank() => Put([Segment.LineBreak]);

    /// <summary>A line that stands out, broken where it is too long.</summary>
    public void Heading(string text, Style style) => Hang("", style, text, style);

    /// <summary>A lead and text beside it; the text's further lines begin below its first.</summary>
    public void Hang(string lead, Style leadStyle, string text, Style style)
    {
        int indent = lead.GetCellWidth();
        bool first = true;
        foreach (string line in Wrapping.Wrap(text, Math.Max(Narrowest / 4, Width - indent)))
        {
            Line(first ? lead : new string(' ', indent), leadStyle, line, style);
            first = false;
        }
    }

    /// <summary>A setting of main.cf: its further lines begin with blanks, as main.cf wants it.</summary>
    public void Setting(string text)
    {
        bool first = true;
        foreach (string line in Wrapping.Wrap(text, Width - 4))
        {
            Line(first ? "" : "    ", Styles.Plain, line, Styles.Plain);
            first = false;
        }
    }

    /// <summary>A lead and as much of the text beside it as one line holds.</summary>
    public void OneLine(string lead, Style leadStyle, string middle, string text)
    {
        string both = Wrapping.Cut(middle + text, Width - lead.GetCellWidth());
        int split = Math.Min(middle.Length, both.Length);
        Put([new Segment(lead, leadStyle), new Segment(both[..split]), new Segment(both[split..], Styles.Quiet), Segment.LineBreak]);
    }

    private void Line(string lead, Style leadStyle, string text, Style style)
    {
        string shown = string.IsNullOrWhiteSpace(lead) ? Shown.DisarmLine(text) : text;
        Put([new Segment(shown.Length == 0 ? lead.TrimEnd() : lead, leadStyle), new Segment(shown.Replace(Wrapping.TiedBlank, ' '), style), Segment.LineBreak]);
    }

    private void Put(Segment[] segments) => console.Write(new Raw(segments));

    private sealed class Raw(Segment[] segments) : Renderable
    {
        protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth) => segments;
    }
}
