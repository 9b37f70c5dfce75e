namespace Harness.Core.Postfix.Configuration;

/// <summary>A line of main.cf with its continuation lines, before it is split at the equals sign.</summary>
internal sealed record LogicalLine(IReadOnlyList<(int Line, string Text)> Lines)
{
    public int Number => Lines[0].Line;

    public string Text => Lines.Count == 1 ? Lines[0].Text : string.Concat(Lines.Select(l => l.Text));

    /// <summary>
    /// Joins physical lines: one that begins with white space continues the one before; blank lines and lines whose
    /// first visible character is <c>#</c> are dropped wherever they stand (postconf(5), readllines(3)).
    /// </summary>
    public static IEnumerable<LogicalLine> Read(string text)
    {
        var current = new List<(int, string)>();
        var number = 0;
        foreach (var raw in text.Split('\n'))
        {
            number++;
            var line = raw.TrimEnd('\r');
            var visible = line.AsSpan().TrimStart(Blanks.All);
            if (visible.IsEmpty || visible[0] == '#')
                continue;
            if (current.Count > 0 && !Blanks.Is(line[0]))
            {
                yield return new LogicalLine(current);
                current = [];
            }
            current.Add((number, line));
        }
        if (current.Count > 0)
            yield return new LogicalLine(current);
    }
}
