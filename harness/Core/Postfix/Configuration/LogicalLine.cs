namespace Harness.Core.Postfix.Configuration;

/// <summary>
/// A line of main.cf or master.cf with its continuation lines, up to a NUL, which ends a line in C. A carriage return is
/// white space as any other, and stays where it stands.
/// </summary>
internal sealed record LogicalLine(IReadOnlyList<(int Line, string Text)> Lines)
{
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
