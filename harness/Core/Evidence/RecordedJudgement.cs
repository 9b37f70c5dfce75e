using Harness.Core.Postfix.Configuration;

namespace Harness.Core.Evidence;

/// <summary>
/// The judgement a run was given when its record was written, for whoever reads the JSON with other tools. A record is
/// judged again from its observations alone: this part is never believed.
/// </summary>
/// <param name="Policy">The policy's name.</param>
/// <param name="ExitStatus">What the process returned: 0 conforms, 1 findings, 2 not established.</param>
/// <param name="Counts">The claims by verdict.</param>
/// <param name="Findings">One for each attack that counts, in the order of the attacks.</param>
public sealed record RecordedJudgement(
    string Policy, int ExitStatus, RecordedCounts Counts, IReadOnlyList<RecordedFinding> Findings)
{
    /// <summary>What is to be seen in main.cf without running it; empty for a server whose main.cf nobody has.</summary>
    public IReadOnlyList<RecordedLine> Audit { get; init; } = [];
}

/// <summary>A line of main.cf with something wrong in it.</summary>
/// <param name="Severity"><c>error</c>, <c>warning</c> or <c>note</c>.</param>
/// <param name="Kind">What kind of finding it is.</param>
/// <param name="Line">The line, counted from 1; 0 for a parameter that is not set.</param>
/// <param name="Reason">What is wrong, in one sentence.</param>
/// <param name="Remedy">What to write instead, or null where there is no one remedy.</param>
public sealed record RecordedLine(string Severity, string Kind, int Line, string Reason, string? Remedy);

/// <summary>The claims of one judgement by verdict; all but the first number add up to the first.</summary>
/// <param name="Claims">All claims that the policy counts.</param>
/// <param name="Pass">Claims that held.</param>
/// <param name="Fail">Claims that were refuted and not expected to be.</param>
/// <param name="ExpectedFail">Claims that were refuted as the policy expects.</param>
/// <param name="Inconclusive">Claims for which evidence was missing.</param>
/// <param name="Error">Claims that a fault of the harness left open.</param>
/// <param name="NotApplicable">Claims that say nothing about this server.</param>
public sealed record RecordedCounts(
    int Claims, int Pass, int Fail, int ExpectedFail, int Inconclusive, int Error, int NotApplicable);

/// <summary>What was held of one attack's claim, in plain words.</summary>
/// <param name="Attack">The attack's id.</param>
/// <param name="Level"><c>must</c>, <c>should</c> or <c>may</c>.</param>
/// <param name="Verdict"><c>pass</c>, <c>fail</c>, <c>inconclusive</c>, <c>error</c> or <c>notapplicable</c>.</param>
/// <param name="Reason">Why, in one sentence.</param>
/// <param name="Expected">Why the policy expects the failure, or null where it does not.</param>
public sealed record RecordedFinding(string Attack, string Level, string Verdict, string Reason, string? Expected)
{
    /// <summary>The line of main.cf that decided; null where none is known.</summary>
    public SettingLine? Line { get; init; }

    /// <summary>Whether that line is foretold by the access model, smtpd not having been traced.</summary>
    public bool? Foretold { get; init; }

    /// <summary>The lines to paste into main.cf that mend it; null where there are none.</summary>
    public IReadOnlyList<string>? Paste { get; init; }
}
