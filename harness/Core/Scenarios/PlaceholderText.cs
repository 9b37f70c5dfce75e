using System.Buffers;
using System.Text;

namespace Harness.Core.Scenarios;

/// <summary>
/// The syntax of placeholders: <c>{name}</c> stands for a value, <c>{name^}</c> for it in capitals, <c>{text*64}</c> for a
/// text so many times over, and <c>{{</c> and <c>}}</c> for a brace.
/// </summary>
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
                if (IsName(name))
                {
                    filled.Append(value(name.ToString()));
                }
                else if (name is [.., '^'] && IsName(name[..^1]))
                {
                    filled.Append(value(name[..^1].ToString()).ToUpperInvariant());
                }
                else if (Repeated(name) is { } run)
                {
                    filled.Insert(filled.Length, run.Text, filled.Length + ((long)run.Text.Length * run.Times) <= Placeholders.MaxLength ? run.Times
                        : throw new FormatException($"{{{name}}} makes the text longer than {Placeholders.MaxLength} characters; repeat it less often"));
                }
                else
                {
                    throw new FormatException($"a '{c}' at character {at + 1} that belongs to no placeholder such as {{recipient}} or {{a*64}}; write {c}{c} for the brace itself");
                }

                at += length + 1;
            }
        }

        return filled.ToString();
    }

    // A text without braces, an asterisk, and how often: a*64.
    private static (string Text, int Times)? Repeated(ReadOnlySpan<char> inside)
    {
        int star = inside.LastIndexOf('*');
        return star > 0
            && inside[(star + 1)..] is { Length: > 0 and < 8 } digits && digits.IndexOfAnyExceptInRange('0', '9') < 0
            && inside[..star].IndexOf('{') < 0
            ? (inside[..star].ToString(), int.Parse(digits))
            : null;
    }
}
