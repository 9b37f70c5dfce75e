using Harness.Core.Deliverability.Checks;

namespace Harness.Core.Deliverability;

/// <summary>Every claim about a domain.</summary>
public static class DomainClaims
{
    /// <summary>In the order in which a report tells them.</summary>
    public static IReadOnlyList<DomainClaim> All { get; } =
    [
        .. ExchangerChecks.All, .. ReverseChecks.All, .. ListedChecks.All, .. SpfChecks.All, .. DkimChecks.All, .. DmarcChecks.All,
        .. MtaStsChecks.All, .. DaneChecks.All, .. MailboxChecks.All, .. ArrivalChecks.All,
    ];
}
