namespace Harness.Core.Scenarios;

/// <summary>Names with <c>*</c> for any run of characters: attack ids in policies, restrictions in expectations.</summary>
public static class Glob
{
    /// <summary>Whether the whole of <paramref name="name"/> is of the pattern; letter case does not count.</summary>
    public static bool Matches(string pattern, string name)
        => System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(pattern.Replace("?", "\\?", StringComparison.Ordinal), name, ignoreCase: true);
}
