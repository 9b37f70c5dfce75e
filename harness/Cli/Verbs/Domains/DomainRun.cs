using Harness.Core.Deliverability;
using Harness.Core.Evidence;
using Harness.Core.Verdicts;

namespace Harness.Cli.Verbs.Domains;

/// <summary>The claims about a domain, alone or behind the attacks.</summary>
internal static class DomainRun
{
    /// <summary>Examines a domain.</summary>
    /// <param name="inquiry">The domain and whom to ask.</param>
    /// <param name="claims">The claims.</param>
    /// <param name="behind">The record of the attacks that were played; null where none were.</param>
    /// <param name="policy">The policy of the record.</param>
    /// <param name="terminal">Where progress goes.</param>
    /// <param name="cancel">Gives up.</param>
    public static Task<RunRecord> PlayAsync(
        DomainInquiry inquiry, IReadOnlyList<DomainClaim> claims, RunRecord? behind, Policy policy, Terminal terminal, CancellationToken cancel)
        => RunProgress.ShowAsync(terminal, inquiry.Subject.Name, async progress =>
        {
            DateTimeOffset started = DateTimeOffset.UtcNow;
            progress.Say($"{inquiry.Subject.Name}: {claims.Count} claims about the domain, {inquiry.Resolver}");
            IReadOnlyList<Arrival>? arrivals = behind?.Target.MainCf is null ? null : [.. behind.Observations.SelectMany(o => o.Arrivals ?? [])];
            IReadOnlyList<Observation> seen = await DomainExamination.PlayAsync(claims, inquiry.Sources(arrivals), progress, cancel);
            return behind is null
                ? Alone(policy, inquiry, claims, seen, started)
                : behind with
                {
                    Attacks = [.. behind.Attacks, .. claims.Select(c => c.Attack)],
                    Observations = [.. behind.Observations, .. seen],
                    Seconds = Math.Round(behind.Seconds + (DateTimeOffset.UtcNow - started).TotalSeconds, 2),
                };
        });

    private static RunRecord Alone(Policy policy, DomainInquiry inquiry, IReadOnlyList<DomainClaim> claims, IReadOnlyList<Observation> seen, DateTimeOffset started) => new()
    {
        Schema = RunRecord.CurrentSchema,
        Tool = $"smtp-harness {typeof(DomainClaim).Assembly.GetName().Version?.ToString(3)}",
        Started = started,
        Seconds = Math.Round((DateTimeOffset.UtcNow - started).TotalSeconds, 2),
        Policy = policy.Name,
        PolicyText = policy.Text,
        Target = new TargetRecord(inquiry.Subject.Name, inquiry.Resolver, null, null, [], [], null, []),
        Bracket = [],
        Attacks = [.. claims.Select(c => c.Attack)],
        Observations = seen,
    };
}
