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
    /// <summary>Compares them; what is no run is played in the lab.</summary>
    public static async Task<Comparison> CompareAsync(
        DiffSide old, DiffSide now, PostfixVersion before, PostfixVersion after, DiffRequest request, Terminal terminal, CancellationToken cancel)
    {
        if (request.IsPrediction)
            throw new UsageException("attacks cannot be foretold, only played: leave --predict out, or compare configurations instead of runs");
        DiffSide recorded = old.Run is null ? now : old;
        Policy policy = PolicyReader.Read(recorded.Run!.PolicyText, recorded.Run.Policy, $"{recorded.Given} (its policy)");
        RunRecord first = old.Run ?? await PlayAsync(old, before, recorded.Run, policy, terminal, cancel);
        RunRecord second = now.Run ?? await PlayAsync(now, after, recorded.Run, policy, terminal, cancel);
        return RunComparison.Of(first, second, policy, request.Allowed, (old.Run is null ? null : old.Given, now.Run is null ? null : now.Given));
    }

    // A stranger's record says which attacks; what they are is said by the catalogue.
    private static Task<RunRecord> PlayAsync(DiffSide side, PostfixVersion version, RunRecord like, Policy policy, Terminal terminal, CancellationToken cancel)
    {
        var wanted = like.Attacks.Select(a => a.Id).ToHashSet(StringComparer.Ordinal);
        Attack[] attacks = [.. Attacks.Select([], []).Where(a => wanted.Contains(a.Id))];
        if (attacks.Length == 0)
            throw new UsageException("none of the record's attacks is in this program's catalogue; record it again with certify --format json");
        ConfigurationFiles files = side.Recording?.Behaviour is { } behaviour ? ConfigurationSource.Open(behaviour, side.Given) : ConfigurationSource.Open(side.Given);
        return LabRun.PlayAsync(files, version, attacks, policy, terminal, cancel);
    }
}
