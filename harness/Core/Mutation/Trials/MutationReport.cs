using Harness.Core.Verdicts;

namespace Harness.Core.Mutation.Trials;

/// <summary>What a run of mutants came to.</summary>
public sealed record MutationReport
{
    /// <summary>The configuration's path as given.</summary>
    public required string Name { get; init; }

    /// <summary>What ran it, as in <c>Postfix 3.7.11</c>.</summary>
    public required string Software { get; init; }

    /// <summary>The original main.cf, for reports that show its lines.</summary>
    public required string MainCf { get; init; }

    /// <summary>The policy's name.</summary>
    public required string Policy { get; init; }

    /// <summary>How many attacks the policy counts.</summary>
    public required int Counted { get; init; }

    /// <summary>How many of them decide the exit status and hold on the original: those that could tell.</summary>
    public required int Holding { get; init; }

    /// <summary>How many mutants there are; more than <see cref="Trials"/> where the run was interrupted.</summary>
    public required int Mutants { get; init; }

    /// <summary>The trials, in the order of the lines.</summary>
    public required IReadOnlyList<Trial> Trials { get; init; }

    /// <summary>How long the attacks at the original took, in seconds, the lab's start included.</summary>
    public required double OriginalSeconds { get; init; }

    /// <summary>How long the mutants took, in seconds.</summary>
    public required double Seconds { get; init; }

    /// <summary>Whether it was interrupted.</summary>
    public bool IsPartial => Trials.Count < Mutants;

    /// <summary>How many mutants met this fate.</summary>
    public int Count(Fate fate) => Trials.Count(t => t.Fate == fate);

    /// <summary>Of the mutants that are not equivalent, how many were killed, in percent; null where there are none.</summary>
    public double? Score => Trials.Count - Count(Fate.Equivalent) is var all and > 0 ? 100.0 * Count(Fate.Killed) / all : null;

    /// <summary>0: all that could be told was told; 1: a mutant survived; 2: it could not be said of all of them.</summary>
    public ExitStatus ExitStatus
        => Count(Fate.Survived) > 0 ? ExitStatus.Findings
        : IsPartial || Score is null || Count(Fate.NotEstablished) > 0 ? ExitStatus.NotEstablished
        : ExitStatus.Conforms;
}
