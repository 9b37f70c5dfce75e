namespace Harness.Core.Smtp;

/// <summary>
/// The point of a session at which a server can accept or refuse, in the order a session passes them
/// (RFC 5321 §3). The numeric order is that order, so stages can be compared.
/// </summary>
public enum Stage
{
    /// <summary>From the TCP connection up to and with the greeting (RFC 5321 §3.1).</summary>
    Connect,

    /// <summary>The client introduces itself: HELO, EHLO or, in LMTP, LHLO (RFC 5321 §4.1.1.1).</summary>
    Helo,

    /// <summary>The envelope sender is named (RFC 5321 §4.1.1.2).</summary>
    Mail,

    /// <summary>A recipient is named (RFC 5321 §4.1.1.3).</summary>
    Rcpt,

    /// <summary>The client asks to send the message: DATA or BDAT (RFC 5321 §4.1.1.4, RFC 3030 §2).</summary>
    Data,

    /// <summary>The whole message has been sent; the reply takes or loses responsibility (RFC 5321 §6.1).</summary>
    EndOfData,
}
