using System.Buffers;
using System.Text;

namespace Harness.Core.Scenarios;

/// <summary>The syntax of placeholders: <c>{name}</c> stands for a value, <c>{{</c> and <c>}}</c> for a brace.</summary>
public static class PlaceholderText
{
    private static readonly SearchValues<char> NameLetters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    /// <summary>Whether a word can be the name of a placeholder: a lower-case letter, then such letters, digits and <c>-</c>.</summary>
    public static bool IsName(ReadOnlySpan<char> word)
        => word.Length > 0 && char.IsAsciiLetterLower(word[0])
        && word.IndexOfAnyExcept(NameLetters) < 0;

    /// <summary>The names a text refers to, each once, in the order of the text.</summary>
    /// <exception cref="FormatException">A brace stands alone, or what it encloses is no name.</exception>
    public static IReadOnlyList<string> Names(string text)
    {
        List<string> names = [];
        Replace(text, name =>
        {
            names.Add(name);
            return "";
        });
        return [.. names.Distinct()];
    }

    /// <summary>Puts values where the placeholders stand; the values are not read again.</summary>
    /// <exception cref="FormatException">A brace stands alone, or what it encloses is no name.</exception>
    internal static string Replace(string text, Func<string, string> value)
    {
        StringBuilder filled = new(text.Length);
        for (int at = 0; at < text.Length; at++)
        {
            char c = text[at];
            if (c is not ('{' or '}'))
            {
                filled.Append(c);
            }
            else if (at + 1 < text.Length && text[at + 1] == c)
            {
                filled.Append(c);
                at++;
            }
            else
            {
                int length = c == '{' ? text.AsSpan(at + 1).IndexOf('}') : -1;
                ReadOnlySpan<char> name = length < 0 ? [] : text.AsSpan(at + 1, length);
                if (!IsName(name))
                {
                    throw new FormatException($"a '{c}' at character {at + 1} that belongs to no placeholder such as {{recipient}}; write {c}{c} for the brace itself");
                }

                filled.Append(value(name.ToString()));
                at += length + 1;
            }
        }

        return filled.ToString();
    }
}
