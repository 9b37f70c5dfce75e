using Harness.Core.Evidence;

namespace Harness.Core.Verdicts;

/// <summary>A run, judged by a policy.</summary>
/// <param name="Record">What was seen.</param>
/// <param name="Policy">By what it was judged.</param>
/// <param name="Findings">One for each attack that counts, in the record's order.</param>
/// <param name="Remarks">What the reader should know besides: exceptions that no longer fail, a bracket that did not hold.</param>
public sealed record Judgement(RunRecord Record, Policy Policy, IReadOnlyList<Finding> Findings, IReadOnlyList<string> Remarks)
{
    /// <summary>How many findings have a verdict.</summary>
    public int Count(Verdict verdict) => Findings.Count(f => f.Verdict == verdict);

    /// <summary>
    /// The exit status of every verb that judges: 0 conforms, 1 findings, 2 could not be established.
    /// </summary>
    public ExitStatus ExitStatus
        => Findings.Any(f => f.Counts && f.Verdict == Verdict.Fail) ? ExitStatus.Findings
        : Findings.Count == 0 || Findings.Any(f => f.Counts && f.Verdict is (Verdict.Error or Verdict.Inconclusive)) ? ExitStatus.NotEstablished
        : ExitStatus.Conforms;
}

/// <summary>What a verb's process returns.</summary>
public enum ExitStatus
{
    /// <summary>Conforms; no difference.</summary>
    Conforms = 0,

    /// <summary>Findings; differences.</summary>
    Findings = 1,

    /// <summary>Could not be established: inconclusive where the policy says must, or the lab did not start.</summary>
    NotEstablished = 2,

    /// <summary>The caller's mistake: arguments, files.</summary>
    Usage = 3,
}
