using Harness.Core.Postfix.Configuration;

namespace Harness.Core.Postfix.Tables;

/// <summary>What the rules of cidr:, pcre: and regexp: tables have in common.</summary>
internal static class RuleText
{
    /// <summary>Whether the text begins with the word, in any case, and no letter or digit follows it.</summary>
    public static bool IsWord(string text, string word) =>
        text.StartsWith(word, StringComparison.OrdinalIgnoreCase)
        && (text.Length == word.Length || !char.IsAsciiLetterOrDigit(text[word.Length]));

    /// <summary>What follows any number of <c>!</c> and blanks; an even number of <c>!</c> is none.</summary>
    public static string AfterNegations(string text, out bool negated)
    {
        negated = false;
        int i = 0;
        for (; i < text.Length && (text[i] == '!' || Blanks.Is(text[i])); i++)
            negated ^= text[i] == '!';
        return text[i..];
    }

    /// <summary>Where the first blank stands, else the length.</summary>
    public static int FirstBlank(string text) => text.IndexOfAny(Blanks.All) is >= 0 and var at ? at : text.Length;
}
