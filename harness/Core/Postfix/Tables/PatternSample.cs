using System.Text;

namespace Harness.Core.Postfix.Tables;

/// <summary>
/// A text that a regular expression may match: its letters, the first of its alternatives, one of its sets, a letter for
/// anything. A guess: whoever uses it asks the table.
/// </summary>
internal static class PatternSample
{
    /// <summary>The text; null where the guess comes to nothing.</summary>
    public static string? Of(string pattern)
    {
        int at = 0;
        var text = new StringBuilder();
        Sequence(pattern, ref at, text);
        return text.Length is > 0 and <= 200 ? text.ToString() : null;
    }

    private static void Sequence(string pattern, ref int at, StringBuilder text)
    {
        while (at < pattern.Length && pattern[at] is not ('|' or ')'))
        {
            int begin = text.Length;
            Atom(pattern, ref at, text);
            if (at < pattern.Length && pattern[at] is '*' or '?' && text.Length - begin > 1)
                text.Length = begin;
            while (at < pattern.Length && pattern[at] is '*' or '+' or '?')
                at++;
            if (at < pattern.Length && pattern[at] == '{')
                Times(pattern, ref at, text, begin);
        }
        // The alternatives that are left.
        for (int depth = 0; at < pattern.Length && (depth > 0 || pattern[at] != ')'); at++)
            depth += pattern[at] == '\\' ? Skip(ref at) : pattern[at] == '(' ? 1 : pattern[at] == ')' ? -1 : 0;
    }

    private static int Skip(ref int at)
    {
        at++;
        return 0;
    }

    private static void Times(string pattern, ref int at, StringBuilder text, int begin)
    {
        int close = pattern.IndexOf('}', at);
        if (close < 0)
        {
            at = pattern.Length;
            return;
        }
        string atom = text.ToString(begin, text.Length - begin);
        if (int.TryParse(pattern[(at + 1)..close].Split(',')[0], out int times) && times is > 1 and <= 64)
            text.Insert(text.Length, atom, times - 1);
        at = close + 1;
    }

    private static void Atom(string pattern, ref int at, StringBuilder text)
    {
        char c = pattern[at++];
        switch (c)
        {
            case '^' or '$':
                break;
            case '.':
                text.Append('x');
                break;
            case '\\' when at < pattern.Length:
                Escaped(pattern[at++], text);
                break;
            case '[':
                Set(pattern, ref at, text);
                break;
            case '(':
                if (pattern.AsSpan(at).StartsWith("?:"))
                    at += 2;
                Sequence(pattern, ref at, text);
                at++;
                break;
            default:
                text.Append(c);
                break;
        }
    }

    private static void Escaped(char c, StringBuilder text)
    {
        char? sample = c switch { 'd' => '1', 'w' => 'x', 's' => ' ', 'S' or 'D' => 'x', 'W' => '-', 'b' or 'B' or 'A' or 'z' or 'Z' => null, _ => c };
        if (sample is { } one)
            text.Append(one);
    }

    private static void Set(string pattern, ref int at, StringBuilder text)
    {
        bool negated = at < pattern.Length && pattern[at] == '^';
        int begin = negated ? at + 1 : at;
        int close = begin < pattern.Length ? pattern.IndexOf(']', begin + 1) : -1;
        if (pattern.AsSpan(Math.Min(begin, pattern.Length)).StartsWith("[:"))
            close = pattern.IndexOf("]]", begin, StringComparison.Ordinal) + 1;
        if (close <= begin)
        {
            at = pattern.Length;
            return;
        }
        string inner = pattern[begin..close];
        at = close + 1;
        char first = inner.StartsWith("[:digit", StringComparison.Ordinal) ? '1' : inner.StartsWith("[:", StringComparison.Ordinal) ? 'x'
            : inner[0] == '\\' && inner.Length > 1 ? (inner[1] == 'd' ? '1' : inner[1] == 'w' ? 'x' : inner[1]) : inner[0];
        text.Append(negated ? "xz0-_".FirstOrDefault(c => !inner.Contains(c, StringComparison.Ordinal), 'x') : first);
    }
}
