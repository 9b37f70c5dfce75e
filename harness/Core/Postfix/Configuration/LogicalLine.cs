namespace Harness.Core.Postfix.Configuration;

/// <summary>
/// A line of main.cf or master.cf with its continuation lines, up to a NUL, which ends a line in C. A carriage return is
/// white space as any other, and stays where it stands.
/// </summary>
internal sealed record LogicalLine(IReadOnlyList<(int Line, string Text)> Lines)
{
    private readonly int[] starts = Starts(Lines);
    private readonly string?[] trimmed = new string?[Lines.Count];

    public int Number => Lines[0].Line;

    public string Text { get; } = Lines.Count == 1 ? Lines[0].Text : string.Concat(Lines.Select(l => l.Text));

    /// <summary>Whether something stood behind a NUL, which nobody reads.</summary>
    public bool IsCut { get; init; }

    /// <summary>
    /// Joins physical lines: one that begins with white space continues the one before; blank lines and lines whose
    /// first visible character is <c>#</c> are dropped wherever they stand (postconf(5), readllines(3)).
    /// </summary>
    public static IEnumerable<LogicalLine> Read(string text)
    {
        var current = new List<(int, string)>();
        var number = 0;
        foreach (var line in text.Split('\n'))
        {
            number++;
            var visible = line.AsSpan().TrimStart(Blanks.All);
            if (visible.IsEmpty || visible[0] == '#')
                continue;
            if (current.Count > 0 && !Blanks.Is(line[0]))
            {
                yield return Of(current);
                current = [];
            }
            current.Add((number, line));
        }
        if (current.Count > 0)
            yield return Of(current);
    }

    /// <summary>The physical line that one of the characters stands on: its number, and its text without the blanks at its ends.</summary>
    public (int Line, string Text) At(int offset)
    {
        var found = Array.BinarySearch(starts, offset);
        var i = Math.Max(0, found < 0 ? ~found - 1 : found);
        // An empty line begins where the next one does.
        while (i + 1 < starts.Length && starts[i + 1] <= offset)
            i++;
        return (Lines[i].Line, trimmed[i] ??= Lines[i].Text.Trim(Blanks.All));
    }

    private static int[] Starts(IReadOnlyList<(int Line, string Text)> lines)
    {
        var starts = new int[lines.Count];
        for (var i = 1; i < starts.Length; i++)
            starts[i] = starts[i - 1] + lines[i - 1].Text.Length;
        return starts;
    }

    private static LogicalLine Of(List<(int Line, string Text)> lines)
    {
        for (var i = 0; i < lines.Count; i++)
        {
            var nul = lines[i].Text.IndexOf('\0', StringComparison.Ordinal);
            if (nul < 0)
                continue;
            lines[i] = (lines[i].Line, lines[i].Text[..nul]);
            lines.RemoveRange(i + 1, lines.Count - i - 1);
            return new LogicalLine(lines) { IsCut = true };
        }
        return new LogicalLine(lines);
    }
}
