using Harness.Core.Postfix.Configuration;

namespace Harness.Core.Mutation;

/// <summary>A configuration with one mistake in it.</summary>
/// <param name="Id">Parameter, place in its list where there is one, and operator: <c>smtpd_recipient_restrictions/5/remove</c>. Stays the same while the list does.</param>
/// <param name="Operator">The name of the operator that made it.</param>
/// <param name="Place">The line of the original that is mistaken; line 0 for a parameter that the original leaves to Postfix's default.</param>
/// <param name="Before">The lines of the original that differ, without the blanks at their ends; empty where a line was added.</param>
/// <param name="After">What stands in their place; empty where they are gone.</param>
/// <param name="Text">The whole main.cf with the mistake.</param>
/// <param name="Mistake">What was done, in a phrase that can stand alone.</param>
public sealed record Mutant(string Id, string Operator, SettingLine Place, string Before, string After, string Text, string Mistake)
{
    /// <summary>The restrictions whose place, name or argument changed, lower case: attacks that they decided are the likely killers.</summary>
    public IReadOnlyList<string> Restrictions { get; init; } = [];

    /// <summary>Globs over the attacks that are about the parameter, the most likely killers first.</summary>
    public IReadOnlyList<string> Likely { get; init; } = [];
}
