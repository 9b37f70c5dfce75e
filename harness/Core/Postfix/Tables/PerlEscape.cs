using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Harness.Core.Postfix.Tables;

/// <summary>What follows a backslash in pcrepattern(3).</summary>
internal static class PerlEscape
{
    /// <summary>Appends the escape as .NET spells it; false where it has no counterpart.</summary>
    /// <exception cref="ArgumentException">It is none.</exception>
    public static bool Append(string text, ref int at, StringBuilder to, int groups, Dictionary<string, int>? names, bool inSet)
    {
        if (at >= text.Length)
            throw new ArgumentException("\\ at end of pattern");
        char c = text[at++];
        switch (c)
        {
            case 'Q':
                int end = text.IndexOf(@"\E", at, StringComparison.Ordinal);
                foreach (char quoted in text[at..(end < 0 ? text.Length : end)])
                    PosixBrackets.Append(to, quoted, quoted);
                at = end < 0 ? text.Length : end + 2;
                return true;
            case 'E':
                return true;
            case 'h':
                to.Append(inSet ? @" \t" : @"[ \t]");
                return true;
            case 'H' when !inSet:
                to.Append(@"[^ \t]");
                return true;
            case 'v':
                to.Append(inSet ? @"\n-\r" : @"[\n-\r]");
                return true;
            case 'V' when !inSet:
                to.Append(@"[^\n-\r]");
                return true;
            case 'N' when !inSet:
                to.Append(@"[^\n]");
                return true;
            case 'R' when !inSet:
                to.Append(@"(?>\r\n|[\n-\r])");
                return true;
            case 'x':
                return Hexadecimal(text, ref at, to);
            case 'g' when !inSet:
                return Reference(text, ref at, to, groups, names);
            case 'k' when !inSet:
                var named = Regex.Match(text[at..], @"\A(?:\{(\w+)\}|<(\w+)>|'(\w+)')", RegexOptions.CultureInvariant);
                at += named.Length;
                return Refer(to, named.Success && names!.TryGetValue(string.Concat(named.Groups.Values.Skip(1).Select(g => g.Value)), out int n) ? n : 0);
            case 'o' or 'K' or 'C' or 'X' or 'G' or 'p' or 'P' or 'H' or 'V':
                return false;
            case 'L' or 'l' or 'U' or 'u' or 'N' or 'R':
                throw new ArgumentException("PCRE does not support \\F, \\L, \\l, \\N{name}, \\U, or \\u");
            default:
                // An unknown letter is itself to PCRE, and an error to .NET.
                to.Append(char.IsAsciiLetter(c) && !"abBdDsSwWefnrtcAzZ".Contains(c, StringComparison.Ordinal) ? "" : "\\").Append(c);
                return true;
        }
    }

    private static bool Hexadecimal(string text, ref int at, StringBuilder to)
    {
        var match = Regex.Match(text[at..], @"\A(?:\{([0-9a-fA-F]{1,8})\}|([0-9a-fA-F]{0,2}))", RegexOptions.CultureInvariant);
        at += match.Length;
        string digits = match.Groups[1].Value + match.Groups[2].Value;
        int octet = digits.Length == 0 ? 0 : int.Parse(digits[Math.Max(0, digits.Length - 7)..], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        if (octet > 255)
            throw new ArgumentException("character code point value in \\x{} or \\o{} is too large");
        char c = octet < 128 ? (char)octet : (char)('\uE000' + octet);
        PosixBrackets.Append(to, c, c);
        return true;
    }

    private static bool Reference(string text, ref int at, StringBuilder to, int groups, Dictionary<string, int>? names)
    {
        var match = Regex.Match(text[at..], @"\A(?:\{(-?\w+)\}|(-?\d{1,4}))", RegexOptions.CultureInvariant);
        at += match.Length;
        string name = match.Groups[1].Value + match.Groups[2].Value;
        if (int.TryParse(name, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number))
            return Refer(to, number < 0 ? groups + 1 + number : number);
        return match.Success && Refer(to, names!.GetValueOrDefault(name));
    }

    private static bool Refer(StringBuilder to, int group)
    {
        if (group < 1)
            throw new ArgumentException("reference to non-existent subpattern");
        to.Append(@"(?:\").Append(group).Append(')');
        return true;
    }
}
