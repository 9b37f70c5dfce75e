using Harness.Core.Dns.Lookup;
using Harness.Core.Evidence;

namespace Harness.Core.Deliverability;

/// <summary>Decides the claims about a domain, one after the other.</summary>
public static class DomainExamination
{
    /// <summary>Examines a domain.</summary>
    /// <param name="claims">The claims that are wanted.</param>
    /// <param name="sources">Whom to ask.</param>
    /// <param name="progress">Told of each.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>An observation for each claim, in their order.</returns>
    public static async Task<IReadOnlyList<Observation>> PlayAsync(IReadOnlyList<DomainClaim> claims, Sources sources, IProgress<Observation>? progress, CancellationToken cancel)
    {
        Sources kept = sources with
        {
            Dns = new KeptAnswers(sources.Dns),
            Exchangers = sources.Exchangers is { } exchangers ? new KeptExchangers(exchangers) : null,
            Policies = new KeptPolicies(sources.Policies),
        };
        List<Observation> all = [];
        foreach (DomainClaim claim in claims)
        {
            Observation seen = await ExamineAsync(claim, kept, cancel);
            all.Add(seen);
            progress?.Report(seen);
        }

        return all;
    }

    private static async Task<Observation> ExamineAsync(DomainClaim claim, Sources sources, CancellationToken cancel)
    {
        try
        {
            return new Observation { Attack = claim.Attack.Id, Examined = await claim.Check(new Inquiry(sources, cancel)) };
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !cancel.IsCancellationRequested)
        {
            return new Observation { Attack = claim.Attack.Id, Fault = $"{fault.GetType().Name}: {fault.Message}" };
        }
    }
}
