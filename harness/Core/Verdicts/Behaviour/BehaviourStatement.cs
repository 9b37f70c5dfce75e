using Harness.Core.Postfix.Access;

namespace Harness.Core.Verdicts.Behaviour;

/// <summary>One thing that differs, as a person would say it.</summary>
/// <param name="Kind">What it does to who is let in.</param>
/// <param name="Whose">The sessions: by property the words for its values, joined by "or"; none for everybody's.</param>
/// <param name="Except">Values that the change spares although the words name them.</param>
/// <param name="Sessions">How many sessions of the matrix change so.</param>
/// <param name="Example">The plainest of them.</param>
/// <param name="Before">What it came to before.</param>
/// <param name="After">What it comes to after.</param>
public sealed record BehaviourStatement(
    ChangeKind Kind, IReadOnlyList<IReadOnlyList<string>> Whose, IReadOnlyList<string> Except, int Sessions,
    AccessSession Example, AccessOutcome Before, AccessOutcome After)
{
    /// <summary>Only the stage differs: refusals of every kind came elsewhere.</summary>
    public bool IsStageOnly { get; init; }

    /// <summary>Several changes of the same clients told as one: what they were answered, each for the sessions it was answered for.</summary>
    public IReadOnlyList<string> For { get; init; } = [];

    /// <summary>The codes of the refusals, where there are several.</summary>
    public IReadOnlyList<int> Codes { get; init; } = [];
}
