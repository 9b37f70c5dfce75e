using System.Buffers.Text;

namespace Harness.Core.MailLogs.Reading;

/// <summary>Reads a line as syslogd, journalctl and postlogd(8) write it: stamp, host, <c>program[pid]:</c>, text.</summary>
/// <param name="stamps">Reads the time stamps.</param>
internal sealed class SyslogLine(StampReader stamps)
{
    private const int LongestTag = 128;

    /// <summary>Reads a line; false when it has no tag. Never throws.</summary>
    public bool TryRead(ReadOnlySpan<byte> line, out LoggedLine logged)
    {
        logged = default;
        if (line is [.., (byte)'\r'])
            line = line[..^1];
        // The priority of RFC 5424 §6.2.1.
        if (line is [(byte)'<', ..] && line[..Math.Min(line.Length, 6)].IndexOf((byte)'>') is > 1 and var close)
            line = line[(close + 1)..];
        int stamp = stamps.Read(line, out long seconds);
        ReadOnlySpan<byte> rest = line[stamp..].TrimStart((byte)' ');
        if (Tag(rest, out ReadOnlySpan<byte> tag, out int pid, out int end))
        {
            // Some relays leave the host name out.
        }
        else
        {
            int host = rest.IndexOf((byte)' ');
            if (stamp == 0 || host < 0)
                return false;
            rest = rest[(host + 1)..];
            if (!Tag(rest, out tag, out pid, out end))
                return false;
        }
        ReadOnlySpan<byte> text = rest[end..];
        // Solaris, and syslogd with message ids.
        if (text.StartsWith("[ID "u8) && text.IndexOf("] "u8) is > 0 and < 64 and var id)
            text = text[(id + 2)..];
        logged = LoggedLine.Of(stamp == 0 ? null : seconds, tag, pid, text);
        return true;
    }

    // "postfix/smtpd[114]: " or "kernel: ".
    private static bool Tag(ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> tag, out int pid, out int end)
    {
        tag = default;
        pid = 0;
        end = rest[..Math.Min(rest.Length, LongestTag)].IndexOf((byte)' ');
        ReadOnlySpan<byte> word = end < 0 ? rest : rest[..end];
        end = end < 0 ? rest.Length : end + 1;
        if (word.Length is < 2 or > LongestTag || word[^1] != ':')
            return false;
        if (word[^2] != ']')
        {
            tag = word[..^1];
            return !tag.Contains((byte)':');
        }
        int bracket = word.LastIndexOf((byte)'[');
        if (bracket <= 0 || !Utf8Parser.TryParse(word[(bracket + 1)..^2], out pid, out int digits) || digits != word.Length - bracket - 3 || pid < 0)
            return false;
        tag = word[..bracket];
        return true;
    }
}
