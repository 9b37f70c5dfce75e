using Harness.Core.Deliverability;
using Harness.Core.Evidence;
using Harness.Core.Residency;
using Harness.Core.Scenarios;
using Harness.Core.Verdicts;

namespace Harness.Cli.Verbs.Domains;

/// <summary>The claims that no session decides, alone or behind the attacks.</summary>
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
            IReadOnlyList<Observation> seen = await DomainExamination.PlayAsync(claims, inquiry.Sources(ArrivedOutside(behind)) with { SignerReplaced = HasNoMilter(behind) }, progress, cancel);
            var alone = new TargetRecord(inquiry.Subject.Name, inquiry.Resolver, null, null, [], [], null, []);
            return Behind(behind ?? Empty(alone, policy, started), [.. claims.Select(c => c.Attack)], seen, started);
        });

    /// <summary>Holds a configuration, and the hosts that mail passes, against a declaration.</summary>
    /// <exception cref="UsageException">The file of countries is broken.</exception>
    public static async Task<RunRecord> PlayAsync(
        ResidencySubject subject, string given, IReadOnlyList<ResidencyClaim> claims, RunRecord? behind, Policy policy, CancellationToken cancel)
    {
        DateTimeOffset started = DateTimeOffset.UtcNow;
        try
        {
            IReadOnlyList<Observation> seen = await ResidencyClaims.ExamineAsync(claims, subject with { Arrivals = ArrivedOutside(behind), Cancel = cancel });
            var alone = new TargetRecord(given, subject.Server is { } server ? $"read and not run, as Postfix {server.Parameters.Release}" : "read and not run", null, null, [], [], null, []);
            return Behind(behind ?? Empty(alone, policy, started), [.. claims.Select(c => c.Attack)], seen, started);
        }
        catch (FormatException broken)
        {
            throw new UsageException($"{subject.Area.Declared.CountryFile}: {broken.Message}; give a file of countries in MaxMind's format");
        }
    }

    private static IReadOnlyList<Arrival>? ArrivedOutside(RunRecord? record)
        => record?.Target.MainCf is null ? null : [.. record.Observations.SelectMany(o => o.Arrivals ?? [])];

    private static bool HasNoMilter(RunRecord? record)
        => record?.Target.StandIns.Any(s => s.What.Contains("milter", StringComparison.Ordinal) || s.Why.Contains("milter", StringComparison.Ordinal)) == true;

    private static RunRecord Behind(RunRecord record, IReadOnlyList<Attack> claims, IReadOnlyList<Observation> seen, DateTimeOffset started) => record with
    {
        Attacks = [.. record.Attacks, .. claims],
        Observations = [.. record.Observations, .. seen],
        Seconds = Math.Round(record.Seconds + (DateTimeOffset.UtcNow - started).TotalSeconds, 2),
    };

    private static RunRecord Empty(TargetRecord target, Policy policy, DateTimeOffset started) => new()
    {
        Schema = RunRecord.CurrentSchema,
        Tool = RunRecord.CurrentTool,
        Started = started,
        Seconds = 0,
        Policy = policy.Name,
        PolicyText = policy.Text,
        Target = target,
        Bracket = [],
        Attacks = [],
        Observations = [],
    };
}
