using System.Globalization;

namespace Harness.Cli.Verbs;

/// <summary>Lines of a file as the caller names them: <c>17</c>, <c>8-21</c>.</summary>
internal static class LineRanges
{
    /// <summary>The ranges.</summary>
    /// <exception cref="UsageException">One is none.</exception>
    public static IReadOnlyList<(int First, int Last)> Parse(IEnumerable<string> ranges) => [.. ranges.SelectMany(r => r.Split(',')).Select(One)];

    private static (int First, int Last) One(string range)
    {
        string[] ends = range.Trim().Split('-');
        return ends.Length <= 2
            && int.TryParse(ends[0], NumberStyles.None, CultureInfo.InvariantCulture, out int first)
            && int.TryParse(ends[^1], NumberStyles.None, CultureInfo.InvariantCulture, out int last)
            && first > 0 && first <= last
            ? (first, last)
            : throw new UsageException($"--only-lines {range}: give a line or a range of lines, as in 17 or 8-21");
    }
}
