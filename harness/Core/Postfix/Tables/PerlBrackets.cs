using System.Text;

namespace Harness.Core.Postfix.Tables;

/// <summary>A character class of pcrepattern(3).</summary>
internal static class PerlBrackets
{
    /// <summary>Appends the class as .NET spells it; false where it has no counterpart.</summary>
    /// <exception cref="ArgumentException">It is none.</exception>
    public static bool Append(string text, ref int at, StringBuilder to)
    {
        to.Append('[');
        bool translated = true;
        if (at < text.Length && text[at] == '^')
        {
            to.Append('^');
            at++;
        }
        for (int first = at; ; )
        {
            if (at >= text.Length)
                throw new ArgumentException("missing terminating ] for character class");
            char c = text[at];
            if (c == ']' && at > first)
            {
                at++;
                to.Append(']');
                return translated;
            }
            if (c == '[' && IsNamed(text, at) && PosixBrackets.Named(text, ref at, ':') is { } name)
            {
                string bare = name.TrimStart('^');
                bool negated = bare.Length < name.Length;
                to.Append(bare == "word" ? negated ? @"\W" : @"\w"
                    : PosixBrackets.Class(bare, ignoresCase: false, negated) ?? throw new ArgumentException("unknown POSIX class name"));
            }
            else if (c == '\\')
            {
                at++;
                translated &= PerlEscape.Append(text, ref at, to, 0, null, inSet: true);
            }
            else if (c == '-')
            {
                at++;
                // A hyphen between two members is a range, at either end itself.
                to.Append(at - 1 == first || (at < text.Length && text[at] == ']') ? @"\-" : "-");
            }
            else
            {
                at++;
                PosixBrackets.Append(to, c, c);
            }
        }
    }

    private static bool IsNamed(string text, int at) =>
        at + 1 < text.Length && text[at + 1] == ':' && text.IndexOf(":]", at + 2, StringComparison.Ordinal) is > 0 and var end
        && text.AsSpan(at + 2, end - at - 2).TrimStart('^').IndexOfAnyExceptInRange('a', 'z') < 0;
}
