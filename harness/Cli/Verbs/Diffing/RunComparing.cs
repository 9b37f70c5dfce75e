using Harness.Core.Evidence;
using Harness.Core.Scenarios;
using Harness.Core.Verdicts;
using Harness.Core.Verdicts.Behaviour;
using Harness.Core.Verdicts.Behaviour.Runs;
using Harness.Lab;

namespace Harness.Cli.Verbs.Diffing;

/// <summary>A recorded run compared with another, or with the same attacks on a configuration.</summary>
internal static class RunComparing
{
    private const int MostRounds = 3;

    /// <summary>Compares them; what is no run is played in the lab.</summary>
    public static async Task<Comparison> CompareAsync(
        DiffSide old, DiffSide now, PostfixVersion before, PostfixVersion after, DiffRequest request, Terminal terminal, CancellationToken cancel)
    {
        if (request.IsPrediction)
            throw new UsageException("attacks cannot be foretold, only played: leave --predict out, or compare configurations instead of runs");
        DiffSide recorded = old.Run is null ? now : old;
        Policy policy = PolicyReader.ReadRecorded(recorded.Run!.PolicyText, recorded.Run.Policy, $"{recorded.Given} (its policy)");
        if (old.Run is not null && now.Run is not null)
            return Compare(old.Run, now.Run);
        // What differs is played again: what a server does now and then it does for both.
        (DiffSide side, PostfixVersion version) = old.Run is null ? (old, before) : (now, after);
        RunRecord played = await PlayAsync(side, version, [.. recorded.Run.Attacks.Select(a => a.Id)], policy, terminal, cancel);
        Comparison comparison = Both(played);
        var unsteady = new SortedSet<string>(StringComparer.Ordinal);
        for (int round = 0; round < MostRounds && comparison.Differences.Count > 0; round++)
        {
            RunRecord again = await PlayAsync(side, version, [.. comparison.Differences.SelectMany(d => d.Whose).SelectMany(w => w).Distinct()], policy, terminal, cancel);
            (played, IReadOnlyList<string> steadied) = RunComparison.Steadied(recorded.Run, played, again);
            if (steadied.Count == 0 && round > 0)
                break;
            unsteady.UnionWith(steadied);
            comparison = Both(played);
        }
        return unsteady.Count == 0 ? comparison : comparison with
        {
            Remarks = [.. comparison.Remarks, $"answered otherwise now and then, and not counted: {string.Join(", ", unsteady)}"],
        };

        Comparison Both(RunRecord run) => old.Run is null ? Compare(run, now.Run!) : Compare(old.Run, run);

        Comparison Compare(RunRecord first, RunRecord second)
            => RunComparison.Of(first, second, policy, request.Allowed, (old.Run is null ? null : old.Given, now.Run is null ? null : now.Given));
    }

    // A stranger's record says which attacks; what they are is said by the catalogue.
    private static Task<RunRecord> PlayAsync(DiffSide side, PostfixVersion version, IReadOnlyCollection<string> ids, Policy policy, Terminal terminal, CancellationToken cancel)
    {
        var wanted = ids.ToHashSet(StringComparer.Ordinal);
        Attack[] attacks = [.. Attacks.Select([], []).Where(a => wanted.Contains(a.Id))];
        if (attacks.Length == 0)
            throw new UsageException("none of the record's attacks is in this program's catalogue; record it again with certify --format json");
        ConfigurationFiles files = side.Recording?.Behaviour is { } behaviour ? ConfigurationSource.Open(behaviour, side.Given) : ConfigurationSource.Open(side.Given);
        return LabRun.PlayAsync(files, version, attacks, policy, terminal, cancel);
    }
}
