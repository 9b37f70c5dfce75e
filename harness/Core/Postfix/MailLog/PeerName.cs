namespace Harness.Core.Postfix.MailLog;

/// <summary>
/// Reads <c>name[address]</c> or <c>name[address]:port</c> (smtpd_peer.c). Neither part can hold a bracket: smtpd replaces
/// a name that is no valid host name with <c>unknown</c>.
/// </summary>
internal readonly record struct PeerName(string Name, string Address, int? Port, int End)
{
    // RFC 1035 §2.3.4 for the name; the longest text form of an IPv6 address with a zone, and room.
    private const int LongestName = 255;
    private const int LongestAddress = 80;

    public static PeerName? Read(string text, int start)
    {
        if (start < 0 || start > text.Length)
            return null;
        var open = text.AsSpan(start, Math.Min(LongestName + 1, text.Length - start)).IndexOf('[');
        if (open < 0 || text.AsSpan(start, open).ContainsAny(" ]<>"))
            return null;
        var first = start + open + 1;
        var close = text.AsSpan(first, Math.Min(LongestAddress, text.Length - first)).IndexOf(']');
        if (close <= 0 || text.AsSpan(first, close).Contains(' '))
            return null;
        var end = first + close + 1;
        int? port = null;
        if (end < text.Length && text[end] == ':')
        {
            var digits = text.AsSpan(end + 1, Math.Min(6, text.Length - end - 1));
            var length = digits.IndexOfAnyExceptInRange('0', '9');
            digits = length < 0 ? digits : digits[..length];
            if (digits.Length is > 0 and < 6)
            {
                port = int.Parse(digits, System.Globalization.NumberStyles.None);
                end += 1 + digits.Length;
            }
        }
        return new PeerName(text.Substring(start, open), text.Substring(first, close), port, end);
    }
}
