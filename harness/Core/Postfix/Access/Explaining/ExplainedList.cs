namespace Harness.Core.Postfix.Access.Explaining;

/// <summary>A list that was run.</summary>
/// <param name="Name">The parameter, the class, or the right-hand side of a table.</param>
/// <param name="At">The command at which it ran.</param>
/// <param name="Steps">The restrictions that were asked, in order.</param>
/// <param name="Result">What the list came to; <see cref="StepResult.Passed"/> is as good as permitted.</param>
/// <param name="Unasked">The names of those that were not reached any more.</param>
public sealed record ExplainedList(
    string Name, AccessCommand At, IReadOnlyList<ExplainedStep> Steps, StepResult Result, IReadOnlyList<string> Unasked)
{
    /// <summary>What was found outside of any restriction: the tables of mailboxes.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];
}
