using Harness.Core.Postfix.Access.Tables;
using Harness.Core.Postfix.Tables;

namespace Harness.Core.Postfix.Access.Addresses;

/// <summary>What trivial-rewrite(8) makes of an address.</summary>
internal sealed class ResolvedAddress
{
    /// <summary>The final address in lower case; always with a domain, but where <see cref="Bad"/>.</summary>
    public required string Recipient { get; init; }

    /// <summary>The address cannot be: MAIL and RCPT answer with a syntax error.</summary>
    public bool Bad { get; init; }

    /// <summary>A routing operator is left in the local part.</summary>
    public bool Routed { get; init; }

    /// <summary>Where its domain stands.</summary>
    public DomainClass Class { get; init; }

    /// <summary>Found where the class is sure; else why it is not.</summary>
    public MatchAnswer Certainty { get; init; } = MatchAnswer.Found;

    /// <summary><c>error</c> or <c>retry</c> where the transport says so before any delivery; else empty.</summary>
    public string Transport { get; init; } = "";

    /// <summary>The reason that goes with it.</summary>
    public string Reason { get; init; } = "";

    /// <summary>The domain, in lower case.</summary>
    public string Domain => field ??= Recipient[(Recipient.LastIndexOf('@') + 1)..];

    /// <summary>Whether mail for the domain ends here: local, virtual alias or virtual mailbox.</summary>
    public bool IsFinal => Class is DomainClass.Local or DomainClass.Alias or DomainClass.Mailbox;

    /// <summary>Whether something had to be looked up that failed.</summary>
    public bool Failed => Certainty.Status == LookupStatus.Failed;

    /// <summary>Whether somebody has it, as far as that was asked: the tables do not change.</summary>
    public MailboxAnswer? AsRecipient { get; set; }

    /// <summary>The same where it is a sender.</summary>
    public MailboxAnswer? AsSender { get; set; }
}
