using System.Globalization;

namespace Harness.Core.Postfix.Configuration;

/// <summary>A compatibility level: <c>2</c>, <c>3.6</c>, <c>3.6.1</c> (COMPATIBILITY_README).</summary>
internal static class CompatibilityLevel
{
    /// <summary>A number that compares as levels do; null for what is none.</summary>
    public static long? Parse(string text)
    {
        var parts = text.Split('.');
        if (parts.Length > 3)
            return null;
        long level = 0;
        for (var i = 0; i < 3; i++)
        {
            // Ten bits for minor and patch level; strtol() takes blanks and a sign before the first digit.
            if (i >= parts.Length)
                level <<= 10;
            else if (long.TryParse(parts[i], NumberStyles.AllowLeadingWhite | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var part)
                && part >= 0 && part <= (i == 0 ? long.MaxValue >> 20 : 1023))
                level = (level << 10) | part;
            else
                return null;
        }
        return level;
    }

    public static string Complaint(string text)
        => $"malformed compatibility level syntax: \"{MacroExpansion.Excerpt(text, 0, text.Length)}\"";
}
