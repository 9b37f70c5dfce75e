namespace Harness.Core.Postfix.MailLog;

/// <summary>
/// One line of a mail log with a <c>program[pid]:</c> tag: written by syslogd with a traditional or an RFC 3339 time
/// stamp, by postlogd(8) to standard output or a file (maillog_file, postconf(5)), or with no stamp at all.
/// </summary>
/// <param name="Time">The time stamp as written (no year and no zone in the traditional form), or null.</param>
/// <param name="Program">The part of the tag after the last slash: <c>smtpd</c>, <c>qmgr</c>, <c>postscreen</c> …</param>
/// <param name="Tag">The whole tag, with syslog_name and service: <c>postfix/submission/smtpd</c>.</param>
/// <param name="Pid">The process id; smtpd keeps it over as many as max_use sessions.</param>
/// <param name="Text">The message after the tag. It carries what clients said: hostile text.</param>
/// <param name="Raw">The line without its line end.</param>
public sealed record MailLogLine(string? Time, string Program, string Tag, int Pid, string Text, string Raw)
{
    private const int LongestTag = 128;

    /// <summary>
    /// The queue id the message begins with, in the short (hexadecimal) or the long form (enable_long_queue_ids,
    /// postconf(5)); null for <c>NOQUEUE</c> and for messages about no message.
    /// </summary>
    public string? QueueId => MailLog.QueueId.At(Text);

    /// <summary>Reads a line; null when it has no <c>program[pid]: </c> tag. Never throws.</summary>
    public static MailLogLine? TryParse(string line)
    {
        var raw = line.TrimEnd('\r', '\n');
        var rest = raw.AsSpan();
        if (rest.StartsWith("<") && rest.IndexOf('>') is > 1 and < 5 and var end)
            rest = rest[(end + 1)..]; // the priority of RFC 5424 §6.2.1
        var stamp = LogTime.Length(rest);
        var time = stamp == 0 ? null : rest[..stamp].ToString();
        if (stamp > 0)
        {
            rest = rest[stamp..].TrimStart(' ');
            var host = rest.IndexOf(' ');
            if (host < 0)
                return null;
            // Some relays leave the host name out.
            if (!IsTag(rest[..host]))
                rest = rest[(host + 1)..];
        }
        var space = rest.IndexOf(' ');
        var tag = space < 0 ? rest : rest[..space];
        if (!IsTag(tag))
            return null;
        var bracket = tag.IndexOf('[');
        if (!int.TryParse(tag[(bracket + 1)..^2], System.Globalization.NumberStyles.None, null, out var pid))
            return null;
        var name = tag[..bracket].ToString();
        var text = space < 0 ? "" : rest[(space + 1)..].ToString();
        return new MailLogLine(time, name[(name.LastIndexOf('/') + 1)..], name, pid, text, raw);
    }

    private static bool IsTag(ReadOnlySpan<char> word)
    {
        var bracket = word.IndexOf('[');
        return word.Length <= LongestTag && bracket > 0 && word.EndsWith("]:") && word.Length > bracket + 3
            && !word[(bracket + 1)..^2].ContainsAnyExceptInRange('0', '9');
    }
}
