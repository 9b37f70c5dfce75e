namespace Harness.Core.Postfix.Tables;

/// <summary>An entry of a table, as something to ask about.</summary>
/// <param name="Key">The key; a network of cidr:; of a pattern a text that it matches.</param>
/// <param name="Value">The right-hand side as it stands in the source.</param>
public sealed record TableEntry(string Key, string Value);
