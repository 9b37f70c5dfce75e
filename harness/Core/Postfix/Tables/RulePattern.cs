namespace Harness.Core.Postfix.Tables;

/// <summary>A pattern with the <c>!</c> before it.</summary>
internal sealed record RulePattern(CompiledPattern Pattern, bool IsNegated)
{
    /// <summary>Whether the rule's condition holds; null where that cannot be told.</summary>
    public bool? Holds(ReadOnlySpan<char> octets) => Pattern.IsMatch(octets) is { } matches ? matches != IsNegated : null;
}
