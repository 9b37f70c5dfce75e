using Harness.Core.Evidence;
using Harness.Core.Scenarios;
using Harness.Core.Verdicts;

namespace Harness.Core.Mutation.Trials;

/// <summary>The attacks that would notice: those that decide the exit status and hold on the original.</summary>
/// <param name="original">The original's run, judged.</param>
public sealed class Suite(Judgement original)
{
    /// <summary>By what is judged.</summary>
    public Policy Policy => original.Policy;

    /// <summary>The original's run.</summary>
    public RunRecord Record => original.Record;

    /// <summary>The attacks with what the original's run showed.</summary>
    public IReadOnlyList<Finding> Findings { get; } = [.. original.Findings.Where(f => f.Counts && f.Verdict == Verdict.Pass)];

    /// <summary>Judges sessions with a mutant as those of the original were judged.</summary>
    /// <param name="attacks">The attacks that were played.</param>
    /// <param name="observations">What they left behind.</param>
    /// <param name="mail">The ordinary mail before them.</param>
    public IReadOnlyList<Finding> Judging(IReadOnlyList<Attack> attacks, IReadOnlyList<Observation> observations, Bracket mail)
        // What a setting promises is asked of the mutant too: the target is the original.
        => Judge.Judging(Record with { Attacks = attacks, Observations = observations, Bracket = [mail] }, Policy).Findings;
}
