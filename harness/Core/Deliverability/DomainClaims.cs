using Harness.Core.Deliverability.Checks;
using Harness.Core.Scenarios;
using Harness.Core.Smtp;

namespace Harness.Core.Deliverability;

/// <summary>Every claim about a domain.</summary>
public static class DomainClaims
{
    /// <summary>Mail of the domain that is sent through the server in the lab: what arrives of it is what the claims below <c>domain/arrival</c> look at.</summary>
    public static Attack Sent { get; } = new()
    {
        Id = "domain/sent",
        Claim = "Mail of the domain, sent from inside, arrives outside",
        Source = new Source(Rfc: "5321 §2.1"),
        From = "inside",
        Steps = [new Submit($"{{{TargetFacts.Recipient}}}", $"{{{TargetFacts.Outside}}}", "offered", null)],
        Pass = [new Expectation { Stage = Stage.EndOfData, Reply = [ReplyPattern.Accepted], Delivered = "mx.tls.example" }],
        Remedy = "look at the mail log for what became of the message",
    };

    /// <summary>In the order in which a report tells them.</summary>
    public static IReadOnlyList<DomainClaim> All { get; } =
    [
        .. ExchangerChecks.All, .. ReverseChecks.All, .. ListedChecks.All, .. SpfChecks.All, .. DkimChecks.All, .. DmarcChecks.All,
        .. MtaStsChecks.All, .. DaneChecks.All, .. MailboxChecks.All, .. ArrivalChecks.All,
    ];
}
