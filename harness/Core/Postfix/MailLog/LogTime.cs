namespace Harness.Core.Postfix.MailLog;

/// <summary>Recognises the time stamp at the start of a log line; it is kept as text, never converted.</summary>
internal static class LogTime
{
    private const int LongestStamp = 40;

    /// <summary>How many characters the stamp takes; 0 when the line begins with none.</summary>
    public static int Length(ReadOnlySpan<char> line)
    {
        if (line.Length > 20 && char.IsAsciiDigit(line[0]) && line[4] == '-' && line[7] == '-' && line[10] is 'T' or ' ')
        {
            // RFC 3339 §5.6; the space instead of T is journalctl's short-iso and friends.
            var end = line[11..Math.Min(line.Length, LongestStamp)].IndexOf(' ');
            return end < 8 ? 0 : end + 11;
        }
        // RFC 3164 §4.1.2: "Nov 22 15:40:45", the day padded with a space or with nothing.
        if (line.Length < 15 || !IsMonth(line[..3]) || line[3] != ' ')
            return 0;
        var at = 4;
        while (at < 7 && (line[at] == ' ' || char.IsAsciiDigit(line[at])) && !(line[at] == ' ' && char.IsAsciiDigit(line[at - 1])))
            at++;
        if (line[at] != ' ' || line.Length < at + 9 || line[at + 3] != ':' || line[at + 6] != ':')
            return 0;
        at += 9;
        while (at < line.Length && at < LongestStamp && (char.IsAsciiDigit(line[at]) || line[at] == '.'))
            at++;
        return at;
    }

    private static bool IsMonth(ReadOnlySpan<char> word) =>
        word is "Jan" or "Feb" or "Mar" or "Apr" or "May" or "Jun" or "Jul" or "Aug" or "Sep" or "Oct" or "Nov" or "Dec";
}
