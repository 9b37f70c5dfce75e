namespace Harness.Core.MailLogs.Reading;

/// <summary>One line of a mail log as octets of the reader's buffer: valid until the next line is read.</summary>
internal readonly ref struct LoggedLine
{
    /// <summary>Seconds since the year 1 by the log's own clock; null where the line has no time stamp.</summary>
    public long? Time { get; init; }

    /// <summary>The whole tag without process id: <c>postfix/submission/smtpd</c>.</summary>
    public ReadOnlySpan<byte> Tag { get; init; }

    /// <summary>What follows the last slash of the tag; empty where it has none.</summary>
    public ReadOnlySpan<byte> Program { get; init; }

    /// <summary>The process id; 0 where none is logged.</summary>
    public int Pid { get; init; }

    /// <summary>The message. It carries what clients said: hostile octets.</summary>
    public ReadOnlySpan<byte> Text { get; init; }

    /// <summary>
    /// Whether Postfix wrote it: the tag begins with <c>postfix</c>, or ends in one of its programs (syslog_name, postconf(5), may
    /// be anything).
    /// </summary>
    public bool IsPostfix => Tag.StartsWith("postfix"u8) || (!Program.IsEmpty && LogProgramWords.Of(Program) != LogProgram.Other);

    /// <summary>A line by its tag and text.</summary>
    public static LoggedLine Of(long? time, ReadOnlySpan<byte> tag, int pid, ReadOnlySpan<byte> text)
    {
        int slash = tag.LastIndexOf((byte)'/');
        return new() { Time = time, Tag = tag, Program = slash < 0 ? [] : tag[(slash + 1)..], Pid = pid, Text = text };
    }
}
