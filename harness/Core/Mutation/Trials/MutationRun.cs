using Harness.Core.Engine;
using Harness.Core.Evidence;
using Harness.Core.Scenarios;
using Harness.Core.Smtp;
using Harness.Core.Verdicts;

namespace Harness.Core.Mutation.Trials;

/// <summary>Breaks each line of a configuration in turn and looks whether the attacks notice.</summary>
/// <param name="host">A server with the original.</param>
/// <param name="clock">The time.</param>
public sealed class MutationRun(IMutantHost host, TimeProvider clock)
{
    /// <summary>Plays the attacks at the original: what holds there is what can tell.</summary>
    /// <param name="text">The original main.cf.</param>
    /// <param name="attacks">The attacks that the policy counts.</param>
    /// <param name="policy">By what is judged.</param>
    /// <param name="progress">Told of each session.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="UnfitOriginalException">The original takes no ordinary mail, or no attack holds on it.</exception>
    public async Task<(Suite Suite, LoadedMutant Loaded)> BeginAsync(
        string text, IReadOnlyList<Attack> attacks, Policy policy, IProgress<Observation>? progress, CancellationToken cancel)
    {
        DateTimeOffset started = clock.GetUtcNow();
        LoadedMutant loaded = await host.LoadAsync(text, false, cancel);
        if (loaded.Target is not { } target)
        {
            throw new UnfitOriginalException($"Postfix refuses the configuration itself: {loaded.Refused}");
        }

        RunRecord record = await new AttackRun(target, Deadlines.Default, clock).PlayAsync(attacks, policy.Name, started, progress, cancel);
        if (record.Bracket.FirstOrDefault(b => !b.Accepted) is { } broken)
        {
            throw new UnfitOriginalException($"ordinary mail was not taken {broken.When} the attacks, with the configuration as it is: {broken.Detail}");
        }

        var suite = new Suite(Judge.Judging(record, policy));
        return suite.Findings.Count > 0
            ? (suite, loaded)
            : throw new UnfitOriginalException($"no attack that policy {policy.Name} demands holds on the configuration as it is: nothing could tell that it is broken");
    }

    /// <summary>Tries one mutant after another.</summary>
    /// <param name="mutants">The mutants.</param>
    /// <param name="suite">The attacks.</param>
    /// <param name="prover">What can prove that there is nothing to tell.</param>
    /// <param name="progress">Told of each trial.</param>
    /// <param name="cancel">Ends it; what was found is kept.</param>
    public async Task<IReadOnlyList<Trial>> TryAsync(
        IReadOnlyList<Mutant> mutants, Suite suite, IEquivalence prover, IProgress<Trial>? progress, CancellationToken cancel)
    {
        var trial = new MutantTrial(host, suite, new KillerOrder(suite), prover, clock);
        List<Trial> trials = [];
        foreach (Mutant mutant in mutants)
        {
            try
            {
                trials.Add(await trial.RunAsync(mutant, cancel));
            }
            catch (OperationCanceledException) when (cancel.IsCancellationRequested)
            {
                break;
            }

            progress?.Report(trials[^1]);
        }

        return trials;
    }
}

/// <summary>The original cannot be the measure of its mutants; the message says why.</summary>
public sealed class UnfitOriginalException(string message) : Exception(message);
