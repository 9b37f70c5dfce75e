namespace Harness.Core.Postfix.Access.Evaluating;

/// <summary>How the evaluation of lists came to its end.</summary>
internal enum Ending
{
    /// <summary>It has not, or nothing refuses.</summary>
    None,

    /// <summary>A refusal is sent.</summary>
    Refused,

    /// <summary>HANGUP: the connection is closed without a word.</summary>
    HungUp,

    /// <summary>smtpd dies: a pattern of a DNS list is malformed.</summary>
    Died,

    /// <summary>What a table, a service or the DNS holds decides, and it is not known.</summary>
    Unknown,
}
