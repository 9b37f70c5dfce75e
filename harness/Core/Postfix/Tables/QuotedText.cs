using Harness.Core.Postfix.Configuration;

namespace Harness.Core.Postfix.Tables;

/// <summary>Quotes and braces in the names and sources of tables (split_qnameval.c, balpar.c, extpar.c).</summary>
internal static class QuotedText
{
    /// <summary>Where a key ends: at the first blank outside of quotes; -1 where a quote is not closed.</summary>
    public static int EndOfKey(ReadOnlySpan<char> text, bool stopsAtEquals)
    {
        bool quoted = false;
        int i = 0;
        for (; i < text.Length; i++)
        {
            char c = text[i];
            if (c == '\\')
            {
                if (++i == text.Length)
                    break;
            }
            else if (!quoted && (Blanks.Is(c) || (stopsAtEquals && c == '=')))
                break;
            else if (c == '"')
                quoted = !quoted;
        }
        return quoted ? -1 : i;
    }

    /// <summary>What stands between a <c>{</c> and the <c>}</c> that ends the text; null where they do not match.</summary>
    public static string? Braced(string text)
    {
        if (text.Length < 2 || text[0] != '{')
            return null;
        int depth = 0;
        for (int i = 0; i < text.Length; i++)
        {
            depth += text[i] == '{' ? 1 : text[i] == '}' ? -1 : 0;
            if (depth == 0)
                return i == text.Length - 1 ? text[1..^1] : null;
        }
        return null;
    }

    /// <summary>Key and value of <c>key = value</c>; null where it is none.</summary>
    public static (string Key, string Value)? Pair(string text)
    {
        text = text.TrimStart(Blanks.All);
        int end = EndOfKey(text, stopsAtEquals: true);
        if (end < 0 || text.Length == 0)
            return null;
        string rest = text[end..].TrimStart(Blanks.All);
        return rest.StartsWith('=') ? (text[..end], rest[1..].Trim(Blanks.All)) : null;
    }
}
