namespace Harness.Core.Mutation.Trials;

/// <summary>A mutant and what became of it.</summary>
/// <param name="Mutant">The mutant.</param>
/// <param name="Fate">What became of it.</param>
/// <param name="Because">Why, in one sentence; may quote the server, escaped.</param>
public sealed record Trial(Mutant Mutant, Fate Fate, string Because)
{
    /// <summary>The attack that told; null where it was Postfix itself, or ordinary mail.</summary>
    public string? Killer { get; init; }

    /// <summary>How many attacks were played.</summary>
    public int Played { get; init; }

    /// <summary>How long it took, in seconds, the loading included.</summary>
    public double Seconds { get; init; }

    /// <summary>A session whose answer the mistake changes, and both answers, as far as one is known: an attack to add.</summary>
    public string? WouldTell { get; init; }
}
