using Harness.Core.Evidence;

namespace Harness.Core.Fuzz;

/// <summary>A counterexample, as small as it was got.</summary>
/// <param name="Breach">What it breaks, and the transaction in which it was found.</param>
/// <param name="Transactions">What is left of the transactions that break it; each again in the order of the connection.</param>
/// <param name="IsReproduced">Whether it broke the invariant again when it was played by itself; else it is the whole connection.</param>
/// <param name="Sessions">How many sessions the shrinking took.</param>
/// <param name="Dialogue">What was said and answered, escaped, a line each.</param>
/// <param name="Scenario">The scenario that plays it, in YAML.</param>
public sealed record Counterexample(
    Breach Breach, IReadOnlyList<FuzzTransaction> Transactions, bool IsReproduced, int Sessions, IReadOnlyList<string> Dialogue, string Scenario)
{
    /// <summary>The file that the scenario was written to; null where it was not.</summary>
    public string? File { get; init; }
}

/// <summary>What a run of generated transactions came to.</summary>
public sealed record FuzzRecord
{
    /// <summary>The server.</summary>
    public required TargetRecord Target { get; init; }

    /// <summary>The seed: with it the same transactions come again.</summary>
    public required ulong Seed { get; init; }

    /// <summary>How many transactions were asked for.</summary>
    public required int Asked { get; init; }

    /// <summary>How many were played.</summary>
    public int Played { get; init; }

    /// <summary>On how many connections.</summary>
    public int Connections { get; init; }

    /// <summary>How long the transactions took, without starting the server and without shrinking, in seconds.</summary>
    public double Seconds { get; init; }

    /// <summary>How many were played, by kind.</summary>
    public IReadOnlyDictionary<string, int> Kinds { get; init; } = new Dictionary<string, int>();

    /// <summary>How many replies there were, by their first digit.</summary>
    public IReadOnlyDictionary<string, int> Replies { get; init; } = new Dictionary<string, int>();

    /// <summary>How many messages were sent whole.</summary>
    public int Sent { get; init; }

    /// <summary>How many of them were taken.</summary>
    public int Taken { get; init; }

    /// <summary>How many messages stand in mailboxes.</summary>
    public int Kept { get; init; }

    /// <summary>Every invariant that did not hold; of each transaction the worst.</summary>
    public IReadOnlyList<Breach> Breaches { get; init; } = [];

    /// <summary>Answers that did not come in time, and did when the same was said again, as on a machine with too much to do.</summary>
    public IReadOnlyList<Breach> Late { get; init; } = [];

    /// <summary>Counterexamples for them.</summary>
    public IReadOnlyList<Counterexample> Counterexamples { get; init; } = [];

    /// <summary>Why nothing is proven; null where it is.</summary>
    public string? NotEstablished { get; init; }

    /// <summary>Whether somebody ended it before all were played.</summary>
    public bool IsInterrupted { get; init; }
}
