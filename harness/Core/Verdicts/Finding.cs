using Harness.Core.Evidence;
using Harness.Core.Scenarios;

namespace Harness.Core.Verdicts;

/// <summary>The judgement of one attack, with the evidence it rests on.</summary>
public sealed record Finding
{
    /// <summary>The attack.</summary>
    public required Attack Attack { get; init; }

    /// <summary>How much the policy asks for it.</summary>
    public required Level Level { get; init; }

    /// <summary>What is held of its claim.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>Why, in one sentence. May quote the server, escaped.</summary>
    public required string Reason { get; init; }

    /// <summary>The session that tried to break the claim.</summary>
    public Observation? Observation { get; init; }

    /// <summary>Its negative control.</summary>
    public Observation? Control { get; init; }

    /// <summary>Why the policy expects this failure; null where it does not.</summary>
    public string? Expected { get; init; }

    /// <summary>Whether the finding decides the exit status.</summary>
    public bool Counts => Level == Level.Must && Expected is null;
}
