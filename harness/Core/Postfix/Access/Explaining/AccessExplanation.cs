namespace Harness.Core.Postfix.Access.Explaining;

/// <summary>A prediction with everything that led to it.</summary>
/// <param name="Outcome">The prediction.</param>
/// <param name="Lists">The lists that were run, in order; of several recipients those of the last.</param>
/// <param name="Remarks">What happened without any list, such as a recipient for whom all are skipped.</param>
public sealed record AccessExplanation(AccessOutcome Outcome, IReadOnlyList<ExplainedList> Lists, IReadOnlyList<string> Remarks);
