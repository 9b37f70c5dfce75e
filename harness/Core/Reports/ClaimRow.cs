using Harness.Core.Verdicts;

namespace Harness.Core.Reports;

/// <summary>One line of a chapter: a claim, or a family of claims of which there is nothing to tell apart.</summary>
/// <param name="First">The finding, or the family's first.</param>
/// <param name="Verdict">The word in front.</param>
/// <param name="Id">The attack's id, or the family's.</param>
/// <param name="Text">The claim where it held or was refuted; why, where it was not decided.</param>
internal sealed record ClaimRow(Finding First, string Verdict, string Id, string Text)
{
    /// <summary>The rows of a chapter, in the order of their first findings.</summary>
    /// <param name="chapter">Its findings.</param>
    /// <param name="verbose">Gives every finding a row of its own.</param>
    public static IEnumerable<ClaimRow> Of(IEnumerable<Finding> chapter, bool verbose) => chapter
        .GroupBy(f => verbose ? (object)f : Key(f))
        .Select(same => same.ToArray())
        .Select(same => same.Length == 1 ? Single(same[0]) : Family(same));

    private static object Key(Finding finding) => finding.Verdict switch
    {
        Verdicts.Verdict.Pass => (Words.Family(finding.Attack.Id), finding.Verdict, finding.Level),
        Verdicts.Verdict.NotApplicable => (Words.Family(finding.Attack.Id), finding.Verdict, finding.Reason),
        _ => finding,
    };

    private static ClaimRow Single(Finding finding) => new(
        finding,
        Word(finding),
        Shown.Of(finding.Attack.Id, 120),
        Shown.Of(finding.Verdict switch
        {
            _ when Tally.IsExpectedFailure(finding) => finding.Expected!,
            Verdicts.Verdict.Pass or Verdicts.Verdict.Fail => Slow(finding) + finding.Attack.Claim,
            _ => finding.Reason,
        }));

    // In front, since a claim is cut where the line ends.
    private static string Slow(Finding finding)
        => finding.Observation is { Shed: { } shed, Outcome: { } end } ? $"{Words.Of(shed, end)}: " : "";

    private static ClaimRow Family(Finding[] same)
    {
        string cases = Words.Count(same.Length, "case");
        string? common = same[0].Verdict == Verdicts.Verdict.NotApplicable ? same[0].Reason
            : same.All(f => f.Attack.Claim == same[0].Attack.Claim) ? same[0].Attack.Claim
            : null;
        return new(same[0], Word(same[0]), Shown.Of(Words.Family(same[0].Attack.Id), 120), common is null ? cases : $"{cases}: {Shown.Of(common)}");
    }

    private static string Word(Finding finding) =>
        Tally.IsExpectedFailure(finding) ? "expected fail"
        : finding.Verdict == Verdicts.Verdict.Fail ? "FAIL"
        : Words.Of(finding.Verdict);
}
