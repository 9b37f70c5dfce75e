using Harness.Core.Postfix.Configuration;

namespace Harness.Core.Postfix.Access.Evaluating;

/// <summary>A restriction as a list spells it.</summary>
/// <param name="Name">Its name in lower case, as generic_checks logs it; the implied check of a bare table.</param>
/// <param name="Argument">The word after it that belongs to it; null for none.</param>
/// <param name="Place">The line of its name.</param>
internal sealed record Spelling(string Name, string? Argument, SettingLine Place);
