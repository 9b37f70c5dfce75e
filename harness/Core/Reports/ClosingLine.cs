using Harness.Core.Evidence;
using Harness.Core.Verdicts;

namespace Harness.Core.Reports;

/// <summary>The whole judgement in two lines, the last that a reader sees.</summary>
internal static class ClosingLine
{
    /// <summary>The counts, as in <c>12 claims: 5 pass, 1 fail</c>; what there is none of is left out.</summary>
    public static string Counts(RecordedCounts counts)
    {
        (int Count, string Word)[] parts =
        [
            (counts.Fail, "fail"), (counts.Error, "error"), (counts.Inconclusive, "inconclusive"), (counts.Pass, "pass"),
            (counts.ExpectedFail, "expected fail"), (counts.NotApplicable, "notapplicable"),
        ];
        string list = string.Join(", ", parts.Where(p => p.Count > 0).Select(p => $"{p.Count}{Wrapping.TiedBlank}{p.Word.Replace(' ', Wrapping.TiedBlank)}"));
        return $"{Words.Count(counts.Claims, "claim")}: {(list.Length == 0 ? "none was tried" : list)}";
    }

    /// <summary>Target, policy, what came of it, and the exit status.</summary>
    public static string Of(Judgement judgement)
    {
        string policy = $"policy {Shown.Of(judgement.Policy.Name, 60)}";
        int claims = judgement.Findings.Count;
        string said = judgement.ExitStatus switch
        {
            ExitStatus.Conforms => $"conforms to {policy}: {Tally.Of(judgement).Pass} of {claims} held",
            ExitStatus.Findings => $"does not conform to {policy}: {Deciding(judgement, Verdict.Fail)} of {claims} refuted",
            _ => $"not established for {policy}: {Open(judgement, claims)}",
        };
        return $"{Shown.Of(judgement.Record.Target.Name, 120)}: {said} (exit{Wrapping.TiedBlank}{(int)judgement.ExitStatus})";
    }

    private static string Open(Judgement judgement, int claims) =>
        (Deciding(judgement, Verdict.Inconclusive), Deciding(judgement, Verdict.Error)) switch
        {
            (0, 0) => "no claim was tried",
            (0, var errors) => $"{errors} of {claims} not judged for a fault of the harness",
            (var open, 0) => $"{open} of {claims} inconclusive",
            (var open, var errors) => $"{open} of {claims} inconclusive, {errors} not judged for a fault of the harness",
        };

    private static int Deciding(Judgement judgement, Verdict verdict) => judgement.Findings.Count(f => f.Counts && f.Verdict == verdict);
}
