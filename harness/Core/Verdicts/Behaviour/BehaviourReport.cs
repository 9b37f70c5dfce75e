using Harness.Core.Postfix.Access;

namespace Harness.Core.Verdicts.Behaviour;

/// <summary>A comparison with all that a report tells of it.</summary>
/// <param name="Before">The one side.</param>
/// <param name="After">The other.</param>
/// <param name="Diff">What differs.</param>
/// <param name="Allowed">What of it was expected.</param>
/// <param name="Settings">Settings whose values differ, with their line where there is one.</param>
public sealed record BehaviourReport(BehaviourSide Before, BehaviourSide After, BehaviourDiff Diff, Allowance Allowed, IReadOnlyList<string> Settings)
{
    /// <summary>Sessions in which the server did not do what the model says; empty where nothing was played.</summary>
    public IReadOnlyList<Disagreement> Disagreements { get; init; } = [];

    /// <summary>What the reader should know besides, a sentence each.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>The command line that shows a session, for the one side or the other.</summary>
    public required Func<AccessSession, BehaviourSide, string> Replay { get; init; }
}

/// <summary>One side of a comparison.</summary>
/// <param name="Name">The configuration as the caller named it.</param>
/// <param name="Postfix">The Postfix whose rules hold.</param>
/// <param name="Played">How many of its sessions a real server played; 0 for a prediction.</param>
public sealed record BehaviourSide(string Name, string Postfix, int Played = 0)
{
    /// <summary>Whether its answers were recorded earlier.</summary>
    public bool IsRecorded { get; init; }

    /// <summary>How long it took to play them, in seconds.</summary>
    public double Seconds { get; init; }
}

/// <summary>A session in which model and server disagree.</summary>
/// <param name="Side">The side it was played for.</param>
/// <param name="Session">The session.</param>
/// <param name="Predicted">What the model says.</param>
/// <param name="Observed">What the server did; null where it could not be played.</param>
/// <param name="Fault">Why it could not be played.</param>
public sealed record Disagreement(BehaviourSide Side, AccessSession Session, AccessOutcome Predicted, AccessOutcome? Observed, string? Fault);
