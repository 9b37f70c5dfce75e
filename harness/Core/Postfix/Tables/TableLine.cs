using System.Text;
using Harness.Core.Postfix.Configuration;

namespace Harness.Core.Postfix.Tables;

/// <summary>A logical line of a table's source.</summary>
/// <param name="Number">The physical line, counted from 1, where it begins.</param>
/// <param name="Text">The line with its continuations; a NUL ends it, as in C.</param>
internal sealed record TableLine(int Number, string Text)
{
    /// <summary>
    /// Joins physical lines as readllines(3) does: one that begins with white space continues the one before; blank lines
    /// and comment lines are dropped wherever they stand. A first line that continues nothing is a problem.
    /// </summary>
    public static IEnumerable<TableLine> Read(string text, Action<int, string> problem)
    {
        foreach (var logical in LogicalLine.Read(text))
        {
            string line = logical.Text;
            if (line.IndexOf('\0', StringComparison.Ordinal) is >= 0 and var end)
            {
                problem(logical.Number, "text after null byte may be ignored");
                line = line[..end];
            }
            if (line.Length == 0)
                continue;
            if (Blanks.Is(line[0]))
                problem(logical.Number, $"logical line must not start with whitespace: \"{Excerpt(line)}\"");
            else
                yield return new(logical.Number, line);
        }
    }

    /// <summary>The first thirty characters, as Postfix shows a line.</summary>
    public static string Excerpt(string line) => line.Length <= 30 ? line : line[..30] + "...";

    /// <summary>Whether octets that are no UTF-8 were among it.</summary>
    public bool IsGarbled => Text.Contains((char)Rune.ReplacementChar.Value, StringComparison.Ordinal);
}
