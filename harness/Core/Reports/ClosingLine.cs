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
        (string target, string said) = Parts(judgement);
        return $"{target}: {said.Replace("(exit ", $"(exit{Wrapping.TiedBlank}", StringComparison.Ordinal)}";
    }

    /// <summary>The target, and what is said of it.</summary>
    public static (string Target, string Said) Parts(Judgement judgement)
    {
        int claims = judgement.Findings.Count;
        string rest = judgement.ExitStatus switch
        {
            ExitStatus.Conforms => $"to policy {Policy(judgement)}: {Tally.Of(judgement).Pass} of {claims} held{NotApplicable(judgement)}",
            ExitStatus.Findings => $"to policy {Policy(judgement)}: {Deciding(judgement, Verdict.Fail)} of {claims} refuted",
            _ => $"for policy {Policy(judgement)}: {Open(judgement, claims)}",
        };
        return (Shown.Of(judgement.Record.Target.Name, 120), $"{Word(judgement)} {rest} (exit {(int)judgement.ExitStatus})");
    }

    /// <summary>What came of it in a word or three.</summary>
    public static string Word(Judgement judgement) => judgement.ExitStatus switch
    {
        ExitStatus.Conforms => "conforms",
        ExitStatus.Findings => "does not conform",
        _ => "not established",
    };

    // Or a reader would take them for what did not hold.
    private static string NotApplicable(Judgement judgement) => Tally.Of(judgement).NotApplicable is > 0 and var count ? $", {count} not applicable" : "";

    private static string Policy(Judgement judgement) => Shown.Of(judgement.Policy.Name, 60);

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
