namespace Harness.Core.Postfix.Access.Matrix.Derived;

/// <summary>A DNS list that a configuration asks.</summary>
/// <param name="Zone">Its zone.</param>
/// <param name="OfNames">It lists names of hosts and domains (rhsbl), not addresses.</param>
/// <param name="Pattern">The answers that count, after <c>=</c>; empty for any.</param>
internal sealed record MentionedZone(string Zone, bool OfNames, string Pattern);
