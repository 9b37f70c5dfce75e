using Harness.Core.Deliverability;
using Harness.Core.Engine;
using Harness.Core.Residency;
using Harness.Core.Scenarios;
using Harness.Core.Verdicts;

namespace Harness.Cli.Verbs.Domains;

/// <summary>What a caller wants to know: attacks to play, and claims that look-ups and files decide.</summary>
internal sealed record Wanted(IReadOnlyList<Attack> Attacks, IReadOnlyList<DomainClaim> Domain, IReadOnlyList<ResidencyClaim> Residency)
{
    /// <summary>How many there are.</summary>
    public int Count => Attacks.Count + Domain.Count + Residency.Count;

    /// <summary>What of it falls to one machine.</summary>
    public Wanted Of(Shard part)
        => new(part.Select(Attacks, a => a.Id), part.Select(Domain, c => c.Attack.Id), part.Select(Residency, c => c.Attack.Id));

    /// <summary>Those that the globs leave and the policy counts, as far as there is something to ask.</summary>
    /// <param name="only">Globs.</param>
    /// <param name="except">Globs.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="plays">Whether there is a server to attack.</param>
    /// <param name="domain">Whether a domain is named.</param>
    /// <param name="residency">Whether there is a declaration.</param>
    /// <exception cref="UsageException">Nothing is left.</exception>
    public static Wanted Of(string[]? only, string[]? except, Policy policy, bool plays, bool domain, bool residency)
    {
        HashSet<string> ids = [.. Verbs.Attacks.SelectWithClaims(only, except).Where(a => policy.LevelOf(a.Id) is not null).Select(a => a.Id)];
        DomainClaim[] ofDomain = [.. DomainClaims.All.Where(c => ids.Contains(c.Attack.Id))];
        ResidencyClaim[] ofResidency = [.. ResidencyClaims.All.Where(c => ids.Contains(c.Attack.Id))];
        // What arrives is only to be seen where something was sent.
        bool sends = domain && (ids.Contains(DomainClaims.Sent.Id) || ofDomain.Any(c => c.Attack.Id.StartsWith("domain/arrival/", StringComparison.Ordinal)));
        Attack[] attacks = !plays ? []
            : [.. Verbs.Attacks.SelectWithClaims(only, except).Where(a => ids.Contains(a.Id) && a.Steps.Count > 0 && a != DomainClaims.Sent), .. sends ? [DomainClaims.Sent] : Array.Empty<Attack>()];
        var wanted = new Wanted(attacks, domain ? ofDomain : [], residency ? ofResidency : []);
        return wanted.Count > 0 ? wanted
            : ofDomain.Length > 0 && !domain ? throw new UsageException($"{ofDomain[0].Attack.Id} is a claim about a domain; give --domain DOMAIN")
            : ofResidency.Length > 0 && !residency ? throw new UsageException($"{ofResidency[0].Attack.Id} is held against a declaration; give --residency FILE")
            : throw new UsageException($"policy {policy.Name} counts none of the attacks that are left; give --policy hardened or everything, or other globs");
    }
}
