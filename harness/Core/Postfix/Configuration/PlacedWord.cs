namespace Harness.Core.Postfix.Configuration;

/// <summary>
/// One word of an expanded list with the line it came from: a word that <c>$name</c> brought stands where that other
/// parameter is set. A <c>{ … }</c> group is one word, braces included.
/// </summary>
public sealed record PlacedWord(string Word, SettingLine Place);
