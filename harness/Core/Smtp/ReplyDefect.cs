namespace Harness.Core.Smtp;

/// <summary>A way in which a server's reply breaks the grammar or the limits of RFC 5321. A defect is data, never an error.</summary>
public enum ReplyDefect
{
    /// <summary>The lines of one reply carry different codes (RFC 5321 §4.2.1 demands the same on each).</summary>
    MismatchedCode,

    /// <summary>A line does not begin with three digits of which the first is 2 to 5 (RFC 5321 §4.2).</summary>
    NotANumber,

    /// <summary>What follows the code is neither a space, a hyphen nor the end of the line (RFC 5321 §4.2).</summary>
    BadSeparator,

    /// <summary>A line ended in LF without CR (RFC 5321 §2.3.8); it was taken as a line end all the same.</summary>
    BareLf,

    /// <summary>A CR inside a line, not followed by LF (RFC 5321 §2.3.8); it was kept as text.</summary>
    BareCr,

    /// <summary>A line longer than 512 octets with its line end (RFC 5321 §4.5.3.1.5).</summary>
    Overlong,

    /// <summary>An octet above 0x7f, which reply text may not hold (RFC 5321 §4.2); SMTPUTF8 alone lifts this (RFC 6531 §3.7.4.2).</summary>
    NonAscii,

    /// <summary>NUL or another control octet besides TAB (RFC 5321 §4.2, <c>textstring</c>).</summary>
    Control,

    /// <summary>The enhanced status code's class differs from the reply code's first digit (RFC 2034 §4).</summary>
    EnhancedClassMismatch,

    /// <summary>The connection ended before the reply did.</summary>
    TruncatedAtEof,

    /// <summary>More than 512 lines; reading stopped there and the rest is still on the wire.</summary>
    TooManyLines,

    /// <summary>1 MiB came without an end of the reply; reading stopped there and what had come was thrown away.</summary>
    Flood,
}
