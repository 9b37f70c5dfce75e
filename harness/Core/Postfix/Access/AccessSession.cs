using System.Net;

namespace Harness.Core.Postfix.Access;

/// <summary>
/// What a client is and says up to the command that is decided: the input of the access model, and what the lab plays
/// through XCLIENT to hold the model against a server.
/// </summary>
public sealed record AccessSession
{
    /// <summary>The client's address; null for one that Postfix cannot know (XCLIENT ADDR=[UNAVAILABLE]).</summary>
    public IPAddress? Client { get; init; }

    /// <summary>The verified name; <c>unknown</c> where address and name do not agree.</summary>
    public string ClientName { get; init; } = "unknown";

    /// <summary>The name that the PTR record gives, verified or not; <c>unknown</c> without one.</summary>
    public string ReverseName { get; init; } = "unknown";

    /// <summary>Whether the missing name is for now (XCLIENT [TEMPUNAVAIL]) instead of for good.</summary>
    public bool NameIsTemporary { get; init; }

    /// <summary>The HELO name as sent; null where none was sent.</summary>
    public string? Helo { get; init; }

    /// <summary>EHLO instead of HELO.</summary>
    public bool Esmtp { get; init; } = true;

    /// <summary>Whether the session is encrypted.</summary>
    public bool Tls { get; init; }

    /// <summary>The login name of an authenticated client, else null.</summary>
    public string? Login { get; init; }

    /// <summary>The envelope sender as sent, without brackets; empty is the null sender. Null: no MAIL (VRFY, ETRN).</summary>
    public string? Sender { get; init; } = "";

    /// <summary>MAIL carried SMTPUTF8.</summary>
    public bool SmtpUtf8 { get; init; }

    /// <summary>The recipients in order, without brackets, each accepted or refused by itself.</summary>
    public IReadOnlyList<string> Recipients { get; init; } = [];

    /// <summary>The command whose answer is asked for.</summary>
    public AccessCommand Asked { get; init; } = AccessCommand.Rcpt;
}
