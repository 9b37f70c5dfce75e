namespace Harness.Core.Postfix.Access.Tables;

/// <summary>One key of a walk.</summary>
/// <param name="Text">What is looked up.</param>
/// <param name="Partial">Whether it is less than the whole name, address or mailbox.</param>
internal readonly record struct TableKey(string Text, bool Partial);
