namespace Harness.Core.Postfix.Access;

/// <summary>The commands at which smtpd(8) runs restriction lists.</summary>
public enum AccessCommand
{
    /// <summary>The connection itself, answered by the greeting.</summary>
    Connect,

    /// <summary>HELO or EHLO.</summary>
    Helo,

    /// <summary>MAIL FROM.</summary>
    Mail,

    /// <summary>The last RCPT TO of the session.</summary>
    Rcpt,

    /// <summary>DATA, after at least one recipient was accepted.</summary>
    Data,

    /// <summary>The end of data.</summary>
    EndOfData,

    /// <summary>VRFY of the last recipient.</summary>
    Vrfy,

    /// <summary>ETRN of a domain, given as the only recipient.</summary>
    Etrn,
}
