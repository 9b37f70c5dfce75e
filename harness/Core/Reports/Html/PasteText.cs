using Harness.Core.Evidence;

namespace Harness.Core.Reports.Html;

/// <summary>Lines for main.cf as a page offers them to be copied.</summary>
internal static class PasteText
{
    /// <summary>The lines as one text; null where there are none.</summary>
    public static string? Of(IReadOnlyList<PasteLine> lines) => lines.Count == 0 ? null : string.Join('\n', lines.Select(l => Shown.Of(l.ToString(), PasteLines.Longest)));

    /// <summary>What mends several claims, with the comments of the text report.</summary>
    public static string Of(PasteBlock block) => string.Join('\n', block.Lines
        .GroupBy(l => l.Foretold).OrderByDescending(p => p.Key)
        .Select(p => $"{PasteLines.Comment(p.Key)}\n{Of([.. p])}"));
}
