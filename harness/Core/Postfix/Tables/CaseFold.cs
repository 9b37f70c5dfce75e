using System.Text;

namespace Harness.Core.Postfix.Tables;

/// <summary>Case folding of keys as Postfix does it through ICU with smtputf8_enable = yes (casefold.c).</summary>
internal static class CaseFold
{
    /// <summary>The folded text. Of the characters that fold to several, only the sharp s is known here.</summary>
    public static string Of(string text) => Ascii.IsValid(text)
        ? text.ToLowerInvariant()
        : text.ToLowerInvariant().Replace("ß", "ss", StringComparison.Ordinal).Replace('ς', 'σ').Replace('ſ', 's');
}
