using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Harness.Core.Smtp;

namespace Harness.Core.Evidence.Pseudonyms;

/// <summary>What a text says once its encodings are taken off: everything that a reader of a report could find out.</summary>
internal static partial class TextViews
{
    // What is encoded in something that is encoded is looked at as well, and no further.
    private const int MostDeep = 3;

    /// <summary>The text itself and every reading of it, each once.</summary>
    public static IReadOnlyCollection<string> Of(string text)
    {
        HashSet<string> all = new(StringComparer.Ordinal);
        Add(all, text, 0);
        return all;
    }

    private static void Add(HashSet<string> all, string text, int depth)
    {
        if (depth > MostDeep || text.Length == 0 || !all.Add(text))
        {
            return;
        }

        foreach (string reading in Readings(text).Where(r => r != text))
        {
            Add(all, reading, depth + 1);
        }
    }

    private static IEnumerable<string> Readings(string text)
    {
        if (text.Contains('\\', StringComparison.Ordinal))
        {
            yield return Unescaped(text);
        }

        if (text.AsSpan().IndexOfAny('\r', '\n') >= 0)
        {
            yield return Fold().Replace(text, "");
            yield return SoftBreak().Replace(text, "");
        }

        if (text.Contains('(', StringComparison.Ordinal) || text.Contains(" @", StringComparison.Ordinal) || text.Contains("@ ", StringComparison.Ordinal))
        {
            yield return AroundAt().Replace(Comment().Replace(text, ""), "@");
        }

        if (text.Contains('=', StringComparison.Ordinal))
        {
            yield return EncodedWord().Replace(text, m => m.Groups[1].Value is "B" or "b" ? Base64(m.Groups[2].Value) ?? "" : Hex(m.Groups[2].Value.Replace('_', ' '), '='));
            yield return Hex(text, '=');
        }

        if (text.Contains('+', StringComparison.Ordinal))
        {
            yield return Hex(text, '+');
        }

        if (text.Contains('%', StringComparison.Ordinal))
        {
            yield return Hex(text, '%');
        }

        if (text.Contains('&', StringComparison.Ordinal))
        {
            yield return WebUtility.HtmlDecode(text);
        }

        foreach (string run in Run().Matches(text).Select(m => Base64(m.Value)).OfType<string>())
        {
            yield return run;
        }
    }

    /// <summary>The text of octets in Base64, line ends left out; null where it is none, or no text.</summary>
    public static string? Base64(string run)
    {
        string digits = string.Concat(run.Where(c => char.IsAsciiLetterOrDigit(c) || c is '+' or '/'));
        digits = digits[..(digits.Length - (digits.Length % 4 == 1 ? 1 : 0))];
        try
        {
            string text = Encoding.UTF8.GetString(Convert.FromBase64String(digits.PadRight((digits.Length + 3) / 4 * 4, '=')));
            return text.Count(c => c is '\uFFFD' || (char.IsControl(c) && c is not ('\0' or '\r' or '\n' or '\t'))) * 8 <= text.Length ? text : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>Runs of what may be Base64, over line ends that are escaped or not.</summary>
    [GeneratedRegex(@"(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{8,}(?:(?:\\r\\n|\r\n)[A-Za-z0-9+/]+)*={0,2}", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    public static partial Regex Run();

    /// <summary>Encoded words (RFC 2047).</summary>
    [GeneratedRegex(@"=\?[^?\s]{1,40}\?([BbQq])\?([^?\s]{0,400})\?=", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    public static partial Regex EncodedWord();

    private static string Unescaped(string text)
    {
        try
        {
            return Encoding.UTF8.GetString(Visible.Unescape(text));
        }
        catch (FormatException)
        {
            return text;
        }
    }

    private static string Hex(string text, char mark)
    {
        List<byte> octets = [];
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == mark && i + 2 < text.Length && byte.TryParse(text.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out byte octet))
            {
                octets.Add(octet);
                i += 2;
            }
            else
            {
                int length = char.IsHighSurrogate(text[i]) && i + 1 < text.Length ? 2 : 1;
                octets.AddRange(Encoding.UTF8.GetBytes(text.Substring(i, length)));
                i += length - 1;
            }
        }

        return Encoding.UTF8.GetString([.. octets]);
    }

    [GeneratedRegex(@"\r?\n[ \t]+", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Fold();

    [GeneratedRegex(@"=\r?\n", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex SoftBreak();

    [GeneratedRegex(@"\([^()]{0,400}\)", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Comment();

    [GeneratedRegex(@"[ \t\r\n]*@[ \t\r\n]*", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex AroundAt();
}
