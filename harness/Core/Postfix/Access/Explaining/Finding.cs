using Harness.Core.Postfix.Configuration;

namespace Harness.Core.Postfix.Access.Explaining;

/// <summary>Something a restriction found: an entry of a table, an answer of the DNS, a deferral remembered.</summary>
/// <param name="Text">In words; it may quote tables, so it is to be escaped where shown.</param>
/// <param name="Place">The line of the table, where there is one.</param>
public sealed record Finding(string Text, SettingLine? Place);
