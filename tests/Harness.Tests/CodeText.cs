using System.Text;

namespace Harness.Tests;

/// <summary>The code of a C# file without its comments and the contents of its strings; what stands in the holes of an interpolated string is code.</summary>
internal static class CodeText
{
    public static string Of(string source)
    {
        var code = new StringBuilder(source.Length);
        for (int at = 0; at < source.Length;)
        {
            at = source[at] switch
            {
                '/' when source.AsSpan(at).StartsWith("//") => Behind(source, "\n", at),
                '/' when source.AsSpan(at).StartsWith("/*") => Behind(source, "*/", at + 2),
                '\'' => Character(source, at),
                '"' or '$' or '@' when Opening(source, at) is { } quote => Text(source, at, quote, code),
                _ => Copy(source, at, code),
            };
        }

        return code.ToString();
    }

    private static int Behind(string source, string end, int at)
        => source.IndexOf(end, at, StringComparison.Ordinal) is >= 0 and var found ? found + end.Length - (end == "\n" ? 1 : 0) : source.Length;

    private static int Character(string source, int at)
    {
        at += source[at + 1] == '\\' ? 2 : 1;
        return source.IndexOf('\'', at + 1) + 1;
    }

    private static int Copy(string source, int at, StringBuilder code)
    {
        code.Append(source[at]);
        return at + 1;
    }

    private static (int Dollars, bool Verbatim, int Quotes)? Opening(string source, int at)
    {
        int dollars = 0;
        bool verbatim = false;
        for (; at < source.Length && source[at] is '$' or '@'; at++)
        {
            dollars += source[at] == '$' ? 1 : 0;
            verbatim |= source[at] == '@';
        }

        int quotes = source.AsSpan(at).IndexOfAnyExcept('"') is >= 0 and var n ? n : source.Length - at;
        return quotes == 0 ? null : (dollars, verbatim, quotes < 3 ? 1 : quotes);
    }

    private static int Text(string source, int at, (int Dollars, bool Verbatim, int Quotes) kind, StringBuilder code)
    {
        at = source.IndexOf('"', at) + kind.Quotes;
        string closing = new('"', kind.Quotes);
        while (at < source.Length && !source.AsSpan(at).StartsWith(closing))
        {
            if (kind.Dollars > 0 && source[at] == '{')
            {
                int braces = source.AsSpan(at).IndexOfAnyExcept('{');
                bool isHole = kind.Quotes == 1 ? braces % 2 == 1 : braces >= kind.Dollars;
                at += braces;
                at = isHole ? Hole(source, at, code) : at;
            }
            else if (kind is { Verbatim: true } && source.AsSpan(at).StartsWith("\"\""))
            {
                at += 2;
            }
            else
            {
                at += source[at] == '\\' && kind is { Verbatim: false, Quotes: 1 } ? 2 : 1;
            }

            if (kind.Verbatim && source.AsSpan(Math.Min(at, source.Length)).StartsWith("\"\""))
            {
                at += 2;
            }
        }

        code.Append("\"\"");
        return at + kind.Quotes;
    }

    // Up to the brace that closes it; strings inside may hold braces of their own.
    private static int Hole(string source, int at, StringBuilder code)
    {
        code.Append(' ');
        for (int depth = 1; at < source.Length;)
        {
            depth += source[at] == '{' ? 1 : source[at] == '}' ? -1 : 0;
            if (depth == 0)
            {
                break;
            }

            at = source[at] is '"' or '$' or '@' && Opening(source, at) is { } quote ? Text(source, at, quote, code)
                : source[at] == '\'' ? Character(source, at)
                : Copy(source, at, code);
        }

        code.Append(' ');
        return at + 1;
    }
}
