using Harness.Core.Verdicts;

namespace Harness.Core.Reports.Html;

/// <summary>A verdict as a page shows it: a word for programs and styles, one for people, and a sign that needs no colour.</summary>
/// <param name="Key">The word for programs: a failure that the policy expects has one of its own.</param>
/// <param name="Word">The word for people, as in the other reports.</param>
/// <param name="Sign">One character.</param>
internal sealed record Mark(string Key, string Word, string Sign)
{
    /// <summary>All of them, the worst first.</summary>
    public static readonly IReadOnlyList<Mark> All =
    [
        new("fail", "fail", "✗"), new("error", "error", "!"), new("inconclusive", "inconclusive", "?"),
        new("expected-fail", "expected fail", "~"), new("pass", "pass", "✓"), new("notapplicable", "not applicable", "–"),
    ];

    /// <summary>That of a finding.</summary>
    public static Mark Of(Finding finding)
    {
        string key = Tally.IsExpectedFailure(finding) ? "expected-fail" : Words.Of(finding.Verdict);
        return All.First(m => m.Key == key);
    }

    /// <summary>The worst of several; one at least.</summary>
    public static Mark Worst(IEnumerable<Finding> findings)
    {
        var keys = findings.Select(f => Of(f).Key).ToHashSet();
        return All.First(m => keys.Contains(m.Key));
    }

    /// <summary>Counts in words, the worst first: <c>1 fail, 12 pass</c>.</summary>
    public static string Counts(IEnumerable<Finding> findings)
    {
        var counts = findings.CountBy(f => Of(f).Key).ToDictionary();
        return string.Join(", ", All.Where(m => counts.ContainsKey(m.Key)).Select(m => $"{counts[m.Key]} {m.Word}"));
    }

    /// <summary>Whether somebody has to look at it.</summary>
    public bool IsOpen => Key is "fail" or "error" or "inconclusive";
}
