using Harness.Core.Postfix.Configuration;

namespace Harness.Core.Postfix.Access.Explaining;

/// <summary>A restriction that was asked.</summary>
/// <param name="Restriction">Its name, lower case; the implied check_*_access of a bare table.</param>
/// <param name="Argument">Its argument; null for none.</param>
/// <param name="Place">The line it stands on; line 0 where Postfix's default has it.</param>
/// <param name="Result">What it came to.</param>
/// <param name="Findings">What it found on the way.</param>
/// <param name="Inner">The lists it led to: classes, and restrictions of an access table.</param>
public sealed record ExplainedStep(
    string Restriction, string? Argument, SettingLine Place, StepResult Result, IReadOnlyList<Finding> Findings, IReadOnlyList<ExplainedList> Inner);
