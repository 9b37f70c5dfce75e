using Spectre.Console;

namespace Harness.Core.Reports;

/// <summary>Breaks and cuts one line of visible text by the cells it takes on a terminal.</summary>
internal static class Wrapping
{
    /// <summary>A blank at which no line is broken. Foreign text cannot hold it: it would have been escaped.</summary>
    public const char TiedBlank = '\u00a0';

    /// <summary>Lines of at most <paramref name="width"/> cells, broken at blanks; a word longer than a line is broken anywhere.</summary>
    public static List<string> Wrap(string text, int width)
    {
        var lines = new List<string>();
        string rest = text;
        while (rest.GetCellWidth() > width)
        {
            int fits = Math.Max(1, Fitting(rest, width));
            // A blank that is just past the edge ends a whole word.
            int blank = rest.LastIndexOf(' ', Math.Min(fits, rest.Length - 1));
            int end = blank > width / 2 ? blank : fits;
            lines.Add(rest[..end].TrimEnd());
            rest = rest[end..].TrimStart();
        }

        if (rest.Length > 0 || lines.Count == 0)
            lines.Add(rest);
        return lines;
    }

    /// <summary>The text in at most <paramref name="width"/> cells, ending in <c>…</c> where it was longer.</summary>
    public static string Cut(string text, int width)
    {
        if (text.GetCellWidth() <= width)
            return text;
        return string.Concat(text.AsSpan(0, Fitting(text, Math.Max(1, width) - 1)).TrimEnd(), "…");
    }

    /// <summary>The text and as many blanks as fill the width; longer text stays whole.</summary>
    public static string Pad(string text, int width) => text + new string(' ', Math.Max(0, width - text.GetCellWidth()));

    // The length in characters of the longest beginning of that many cells.
    private static int Fitting(string text, int width)
    {
        int at = 0;
        int cells = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            cells += rune.ToString().GetCellWidth();
            if (cells > width)
                break;
            at += rune.Utf16SequenceLength;
        }

        return at;
    }
}
