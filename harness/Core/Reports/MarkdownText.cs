using System.Text.RegularExpressions;

namespace Harness.Core.Reports;

/// <summary>
/// Foreign text in Markdown. Code hosts make links of <c>@names</c>, <c>#numbers</c> and addresses after Markdown's own
/// escapes are gone, and only code is safe from that; so text that is not plainly prose becomes code.
/// </summary>
internal static partial class MarkdownText
{
    /// <summary>Text that reads as prose where it is harmless, and as code where it is not.</summary>
    public static string Prose(string text, int limit = 400)
    {
        string shown = Shown.Of(text, limit);
        return Harmless().IsMatch(shown) && !Reference().IsMatch(shown) ? shown.Replace("_", @"\_", StringComparison.Ordinal) : Code(shown, int.MaxValue);
    }

    /// <summary>Text as code in a line; not for tables, whose cells end at a bar even there.</summary>
    public static string Code(string text, int limit = 400)
    {
        string shown = Shown.Of(text, limit);
        if (shown.Trim().Length == 0)
            return "(nothing)";
        string fence = new('`', Ticks(shown) + 1);
        // CommonMark §6.1: one blank on each side is taken off, and sets the fence off from backticks of the text.
        string pad = shown[0] is '`' or ' ' || shown[^1] is '`' or ' ' ? " " : "";
        return fence + pad + shown + pad + fence;
    }

    /// <summary>Lines as a block of code, a line feed before and after it.</summary>
    /// <param name="lines">Visible lines, without line ends.</param>
    /// <param name="language">What they are written in, as in <c>text</c>.</param>
    public static string Block(IEnumerable<string> lines, string language)
    {
        string[] shown = [.. lines.Select(Shown.DisarmLine)];
        string fence = new('`', Math.Max(3, shown.Select(Ticks).DefaultIfEmpty(0).Max() + 1));
        return $"\n{fence}{language}\n{string.Concat(shown.Select(l => l + "\n"))}{fence}\n";
    }

    private static int Ticks(string text) => Backticks().Matches(text).Select(m => m.Length).DefaultIfEmpty(0).Max();

    [GeneratedRegex("`+")]
    private static partial Regex Backticks();

    // Nothing here begins an element of CommonMark or of GitHub's and GitLab's additions within a line.
    [GeneratedRegex(@"\A(?:[\p{L}\p{Nd} ,.;'""()/=?…→_-]|:(?= ))+(?<! )\z")]
    private static partial Regex Harmless();

    // What becomes a link without a mark: addresses, issues (GH-1), commits.
    [GeneratedRegex(@"www\.|\bGH-\d|\b[0-9a-f]{7,}\b|//", RegexOptions.IgnoreCase)]
    private static partial Regex Reference();
}
