namespace Harness.Core.MailLogs.Reading;

/// <summary>The programs of Postfix whose lines tell something about mail.</summary>
internal enum LogProgram
{
    /// <summary>Any other.</summary>
    Other,

    /// <summary>smtpd(8), as every service it is run for.</summary>
    Smtpd,

    /// <summary>postscreen(8).</summary>
    Postscreen,

    /// <summary>cleanup(8).</summary>
    Cleanup,

    /// <summary>qmgr(8), and oqmgr(8).</summary>
    Qmgr,

    /// <summary>pickup(8): mail of the machine itself.</summary>
    Pickup,

    /// <summary>smtp(8) and lmtp(8).</summary>
    Smtp,

    /// <summary>The agents that deliver on this machine, or nowhere: local, virtual, pipe, error, retry, discard.</summary>
    Local,
}

/// <summary>Tells the programs apart.</summary>
internal static class LogProgramWords
{
    public static LogProgram Of(ReadOnlySpan<byte> program) => program.Length switch
    {
        4 when program.SequenceEqual("qmgr"u8) => LogProgram.Qmgr,
        4 when program.SequenceEqual("smtp"u8) || program.SequenceEqual("lmtp"u8) => LogProgram.Smtp,
        4 when program.SequenceEqual("pipe"u8) => LogProgram.Local,
        5 when program.SequenceEqual("smtpd"u8) => LogProgram.Smtpd,
        5 when program.SequenceEqual("local"u8) || program.SequenceEqual("error"u8) || program.SequenceEqual("retry"u8) => LogProgram.Local,
        5 when program.SequenceEqual("oqmgr"u8) => LogProgram.Qmgr,
        6 when program.SequenceEqual("pickup"u8) => LogProgram.Pickup,
        7 when program.SequenceEqual("cleanup"u8) => LogProgram.Cleanup,
        7 when program.SequenceEqual("virtual"u8) || program.SequenceEqual("discard"u8) => LogProgram.Local,
        10 when program.SequenceEqual("postscreen"u8) => LogProgram.Postscreen,
        _ => LogProgram.Other,
    };
}
