using Harness.Core.Evidence;
using Harness.Core.Verdicts;

namespace Harness.Core.Reports;

/// <summary>Counts a judgement once for all reports, so that no two of them disagree.</summary>
public static class Tally
{
    /// <summary>The claims by verdict; a failure the policy expects is counted apart from the others.</summary>
    public static RecordedCounts Of(Judgement judgement) => new(
        judgement.Findings.Count,
        judgement.Count(Verdict.Pass),
        judgement.Findings.Count(f => f.Verdict == Verdict.Fail && f.Expected is null),
        judgement.Findings.Count(IsExpectedFailure),
        judgement.Count(Verdict.Inconclusive),
        judgement.Count(Verdict.Error),
        judgement.Count(Verdict.NotApplicable));

    internal static bool IsExpectedFailure(Finding finding) => finding is { Verdict: Verdict.Fail, Expected: not null };
}
