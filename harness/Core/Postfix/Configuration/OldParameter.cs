namespace Harness.Core.Postfix.Configuration;

/// <summary>A parameter that went out of use.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Since">The release that has another one in its place, or announced its end.</param>
/// <param name="Replacement">What to set instead; null where nothing is to be set.</param>
public sealed record OldParameter(string Name, PostfixRelease Since, string? Replacement);
