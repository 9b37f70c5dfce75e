using System.Globalization;
using System.Text;

namespace Harness.Core.Smtp;

/// <summary>
/// Makes hostile text printable: no terminal sequence, no bidirectional trick (Trojan Source, CVE-2021-42574) and no
/// invisible character survives into a report. For octets the escaping is reversible.
/// </summary>
public static class Visible
{
    /// <summary>
    /// Escapes octets into printable ASCII: backslash as <c>\\</c>, CR <c>\r</c>, LF <c>\n</c>, TAB <c>\t</c>, every other
    /// octet outside 0x20 to 0x7e as <c>\xNN</c> in lower-case hexadecimal.
    /// </summary>
    /// <param name="octets">Any octets.</param>
    /// <returns>One line of text that <see cref="Unescape(string)"/> turns back into the same octets.</returns>
    public static string Escape(ReadOnlySpan<byte> octets)
    {
        var text = new StringBuilder(octets.Length + 16);
        foreach (var octet in octets)
        {
            if (Named(octet) is { } name)
                text.Append(name);
            else if (octet is >= 0x20 and < 0x7f)
                text.Append((char)octet);
            else
                text.Append($"\\x{octet:x2}");
        }

        return text.ToString();
    }

    /// <summary>
    /// Escapes text: letters, digits, punctuation, symbols and the plain space stay; backslash, CR, LF and TAB as for octets;
    /// everything else (controls, ESC, bidirectional controls, zero-width and combining characters, other blanks,
    /// lone surrogates, unassigned code points) becomes <c>\u{XXXX}</c> with at least four upper-case hexadecimal digits.
    /// </summary>
    /// <param name="text">Any text, valid UTF-16 or not.</param>
    /// <returns>One line of visible text.</returns>
    public static string Escape(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var visible = new StringBuilder(text.Length + 16);
        for (var at = 0; at < text.Length;)
        {
            if (!Rune.TryGetRuneAt(text, at, out var rune))
            {
                visible.Append($"\\u{{{(int)text[at]:X4}}}");
                at++;
                continue;
            }

            if (Named(rune.Value) is { } name)
                visible.Append(name);
            else if (IsVisible(rune))
                visible.Append(rune);
            else
                visible.Append($"\\u{{{rune.Value:X4}}}");
            at += rune.Utf16SequenceLength;
        }

        return visible.ToString();
    }

    /// <summary>
    /// Turns escaped text into octets. <c>\\ \r \n \t \xNN</c> stand for one octet, <c>\u{X}</c> and characters outside ASCII
    /// for their UTF-8 octets.
    /// </summary>
    /// <param name="text">Text as <see cref="Escape(ReadOnlySpan{byte})"/> writes it, or as a person does.</param>
    /// <returns>The octets meant.</returns>
    /// <exception cref="FormatException">An escape is unknown, incomplete or names no character; the message says where.</exception>
    public static byte[] Unescape(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        using var octets = new MemoryStream(text.Length);
        for (var at = 0; at < text.Length;)
        {
            var escape = text.IndexOf('\\', at);
            octets.Write(Encoding.UTF8.GetBytes(text[at..(escape < 0 ? text.Length : escape)]));
            if (escape < 0)
                break;
            at = UnescapeOne(text, escape, octets);
        }

        return octets.ToArray();
    }

    /// <returns>The index behind the escape.</returns>
    private static int UnescapeOne(string text, int at, MemoryStream octets)
    {
        switch (text.AsSpan(at + 1))
        {
            case ['\\', ..]: octets.WriteByte((byte)'\\'); return at + 2;
            case ['r', ..]: octets.WriteByte((byte)'\r'); return at + 2;
            case ['n', ..]: octets.WriteByte((byte)'\n'); return at + 2;
            case ['t', ..]: octets.WriteByte((byte)'\t'); return at + 2;
            case ['x', var high, var low, ..] when char.IsAsciiHexDigit(high) && char.IsAsciiHexDigit(low):
                octets.WriteByte(byte.Parse([high, low], NumberStyles.AllowHexSpecifier));
                return at + 4;
            case ['u', '{', .. var rest]
                when rest.IndexOf('}') is > 0 and <= 6 and var length
                    && int.TryParse(rest[..length], NumberStyles.AllowHexSpecifier, null, out var value)
                    && Rune.IsValid(value):
                octets.Write(Encoding.UTF8.GetBytes(new Rune(value).ToString()));
                return at + 4 + length;
            default:
                throw new FormatException($"no escape is known that begins at character {at} of: {Escape(text)}");
        }
    }

    private static string? Named(int value) => value switch
    {
        '\\' => @"\\",
        '\r' => @"\r",
        '\n' => @"\n",
        '\t' => @"\t",
        _ => null,
    };

    private static bool IsVisible(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        // Letters and a symbol by category, yet drawn as nothing: Hangul fillers and the empty Braille pattern.
        _ when rune.Value is 0x115F or 0x1160 or 0x3164 or 0xFFA0 or 0x2800 => false,
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
            or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter => true,
        UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber => true,
        UnicodeCategory.ConnectorPunctuation or UnicodeCategory.DashPunctuation or UnicodeCategory.OpenPunctuation
            or UnicodeCategory.ClosePunctuation or UnicodeCategory.InitialQuotePunctuation
            or UnicodeCategory.FinalQuotePunctuation or UnicodeCategory.OtherPunctuation => true,
        UnicodeCategory.MathSymbol or UnicodeCategory.CurrencySymbol or UnicodeCategory.ModifierSymbol
            or UnicodeCategory.OtherSymbol => true,
        _ => rune.Value == ' ',
    };
}
