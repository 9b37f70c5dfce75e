using System.Text;

namespace Harness.Core.Postfix.Tables;

/// <summary>A bracket expression, <c>[^a-z[:digit:]]</c>, of regex(7) and with the same classes of pcrepattern(3).</summary>
internal static class PosixBrackets
{
    /// <summary>The set as .NET spells it.</summary>
    /// <param name="text">The pattern.</param>
    /// <param name="at">Behind the opening bracket; afterwards behind the closing one.</param>
    /// <param name="ignoresCase">Whether upper and lower are one class.</param>
    /// <param name="hasLines">Whether a negated set leaves out the newline.</param>
    /// <exception cref="ArgumentException">It is none; the message is the C library's.</exception>
    public static string Read(string text, ref int at, bool ignoresCase, bool hasLines)
    {
        var set = new StringBuilder("[");
        if (at < text.Length && text[at] == '^')
        {
            at++;
            set.Append(hasLines ? @"^\n" : "^");
        }
        for (int first = at; ; )
        {
            if (at >= text.Length)
                throw at == first ? new ArgumentException("Invalid regular expression") : Unmatched();
            if (text[at] == ']' && at > first)
            {
                at++;
                return set.Append(']').ToString();
            }
            if (Named(text, ref at, ':') is { } name)
            {
                set.Append(Class(name, ignoresCase) ?? throw new ArgumentException("Invalid character class name"));
                continue;
            }
            char low = Element(text, ref at);
            char high = low;
            if (at + 1 < text.Length && text[at] == '-' && text[at + 1] != ']')
            {
                at++;
                high = Element(text, ref at);
                if (high < low)
                    throw new ArgumentException("Invalid range end");
            }
            Append(set, low, high);
        }
    }

    /// <summary>A class by its name, spelt for the inside of a .NET set; null for an unknown name.</summary>
    public static string? Class(string name, bool ignoresCase, bool negated = false)
    {
        if (Members(name, ignoresCase) is not { } isMember)
            return null;
        var set = new StringBuilder();
        for (char c = '\0'; c < 128; c++)
        {
            if (isMember(c) != negated)
                Append(set, c, c);
        }
        return negated ? set.Append(@"\ue080-\ue0ff").ToString() : set.ToString();
    }

    private static Func<char, bool>? Members(string name, bool ignoresCase) => name switch
    {
        "upper" or "lower" when ignoresCase => char.IsAsciiLetter,
        "upper" => char.IsAsciiLetterUpper,
        "lower" => char.IsAsciiLetterLower,
        "alpha" => char.IsAsciiLetter,
        "digit" => char.IsAsciiDigit,
        "alnum" => char.IsAsciiLetterOrDigit,
        "xdigit" => char.IsAsciiHexDigit,
        "blank" => c => c is ' ' or '\t',
        "space" => Configuration.Blanks.Is,
        "cntrl" => char.IsControl,
        "print" => c => c is >= ' ' and <= '~',
        "graph" => c => c is > ' ' and <= '~',
        "punct" => c => c is > ' ' and <= '~' && !char.IsAsciiLetterOrDigit(c),
        _ => null,
    };

    /// <summary>Adds a range; every character is spelt by its number, so that none is an operator.</summary>
    public static void Append(StringBuilder set, char low, char high)
    {
        set.Append(@"\u").Append(((int)low).ToString("x4"));
        if (high != low)
            set.Append(@"-\u").Append(((int)high).ToString("x4"));
    }

    /// <summary>The name in <c>[:name:]</c>; null where none begins here.</summary>
    public static string? Named(string text, ref int at, char mark)
    {
        if (text[at] != '[' || at + 1 >= text.Length || text[at + 1] != mark)
            return null;
        int end = text.IndexOf($"{mark}]", at + 2, StringComparison.Ordinal);
        if (end < 0)
            throw Unmatched();
        string name = text[(at + 2)..end];
        at = end + 2;
        return name;
    }

    // Only single characters collate in the C locale.
    private static char Element(string text, ref int at)
    {
        if ((Named(text, ref at, '.') ?? Named(text, ref at, '=')) is { } name)
            return name.Length == 1 ? name[0] : throw new ArgumentException("Invalid collation character");
        return text[at++];
    }

    private static ArgumentException Unmatched() => new("Unmatched [, [^, [:, [., or [=");
}
