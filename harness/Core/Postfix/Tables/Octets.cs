using System.Text;

namespace Harness.Core.Postfix.Tables;

/// <summary>
/// Text as the octets that a regular expression of Postfix sees. Its libraries run without a locale and without UTF mode:
/// <c>.</c> is one octet, and octets above 127 are neither letters nor have they case. Each of these stands here as a
/// character of private use, which .NET treats the same way.
/// </summary>
internal static class Octets
{
    private const char Base = '\uE000';

    /// <summary>The octets of a text; the text itself where it is all ASCII.</summary>
    public static string Of(string text)
    {
        if (Ascii.IsValid(text))
            return text;
        byte[] octets = Encoding.UTF8.GetBytes(text);
        return string.Create(octets.Length, octets, static (span, from) =>
        {
            for (int i = 0; i < from.Length; i++)
                span[i] = from[i] < 128 ? (char)from[i] : (char)(Base + from[i]);
        });
    }

    /// <summary>The text of octets; what is no UTF-8 becomes U+FFFD.</summary>
    public static string Text(string octets) =>
        Ascii.IsValid(octets) ? octets : Encoding.UTF8.GetString([.. octets.Select(c => (byte)(c < 128 ? c : c - Base))]);
}
