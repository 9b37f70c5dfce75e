using System.Text;
using System.Text.RegularExpressions;

namespace Harness.Core.Smtp;

/// <summary>
/// The end of a message's octets: CR LF . CR LF and nothing else (RFC 5321 §4.1.1.4), and what lenient receivers take for it besides
/// (CVE-2023-51764, CVE-2023-51765, CVE-2023-51766).
/// </summary>
public static partial class EndOfData
{
    /// <summary>The first place before the true end that some receiver takes for the end: a dot alone between line ends of any spelling.</summary>
    /// <param name="content">What came over the connection after 354, dots stuffed, without the true end's dot and what follows it.</param>
    /// <returns>The octets there, escaped; or null.</returns>
    public static string? Early(ReadOnlySpan<byte> content)
        => LoneDot().Match(Encoding.Latin1.GetString(content)) is { Success: true } found
            ? Visible.Escape(Encoding.Latin1.GetBytes(found.Value))
            : null;

    /// <summary>Whether there is a CR or LF outside CR LF, or a NUL: RFC 5322 §2.3 has none of them in a message.</summary>
    public static bool HasStray(ReadOnlySpan<byte> content)
    {
        for (int at = 0; at < content.Length; at++)
        {
            byte after = at + 1 < content.Length ? content[at + 1] : default;
            if (content[at] is 0 or (byte)'\n' || (content[at] == '\r' && after != '\n'))
            {
                return true;
            }

            at += content[at] == '\r' ? 1 : 0;
        }

        return false;
    }

    /// <summary>The content without the dots that were stuffed (RFC 5321 §4.5.2).</summary>
    public static byte[] Unstuffed(ReadOnlySpan<byte> content)
        => Encoding.Latin1.GetBytes(StuffedDot().Replace(Encoding.Latin1.GetString(content), "$1"));

    [GeneratedRegex(@"(\A|\r\n)\.", RegexOptions.CultureInvariant)]
    private static partial Regex StuffedDot();

    // Receivers that drop NUL, or stop at it, see the dot alone where there is one beside it.
    [GeneratedRegex(@"(\A|\r?\n|\r)\0*\.\0*(\r?\n|\r)", RegexOptions.CultureInvariant)]
    private static partial Regex LoneDot();
}
