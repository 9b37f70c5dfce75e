using Harness.Core.Engine.Remote;
using Harness.Core.Reports;
using Harness.Core.Scenarios;
using Harness.Core.Verdicts;
using Harness.Lab;
using NUnit.Framework;
using NUnit.Framework.Interfaces;

namespace Harness.Testing;

/// <summary>A finding as the result of a test case: red is what turns the exit status of <c>certify</c>, and nothing else.</summary>
internal static class CaseVerdict
{
    /// <summary>Ends the running case as the finding is.</summary>
    /// <param name="claim">The case.</param>
    /// <param name="run">The run it is in.</param>
    /// <param name="server">What a case of its own speaks for; null where none does.</param>
    public static async Task ShowAsync(PolicyCase claim, PolicyRun run, CertifiedServer? server = null)
    {
        Judgement judgement;
        try
        {
            judgement = await run.JudgementAsync();
        }
        catch (Exception failed) when (IsClear(failed))
        {
            // One clear failure, and not one for each claim.
            if (run.IsFirstToTell() && server is not { IsTold: true })
            {
                Assert.Fail(failed.Message);
            }

            Assert.Ignore($"not played: see the case {server?.Name ?? "that failed first"}");
            return;
        }

        (TestStatus status, string text) = Of(judgement.Findings.Single(f => f.Attack.Id == claim.Id), judgement);
        if (status == TestStatus.Failed)
        {
            Assert.Fail(text);
        }
        else if (status == TestStatus.Skipped)
        {
            Assert.Ignore(text);
        }
    }

    /// <summary>How the case of a finding ends, and what it says.</summary>
    public static (TestStatus Status, string Text) Of(Finding finding, Judgement judgement) => finding switch
    {
        { Verdict: Verdict.Pass } => (TestStatus.Passed, ""),
        { Verdict: Verdict.NotApplicable } => (TestStatus.Skipped, $"notapplicable: {Shown.Of(finding.Reason)}"),
        { Verdict: Verdict.Fail, Expected: { } expected } => (TestStatus.Skipped, $"expected failure: {Shown.Of(expected)}"),
        { Counts: true } => (TestStatus.Failed, Text(finding, judgement)),
        _ => (TestStatus.Skipped, Text(finding, judgement)),
    };

    /// <summary>Whether the message of what was thrown says all that its reader needs.</summary>
    public static bool IsClear(Exception failed) => failed is LabException or ServerSettingException or FixtureException or UnansweredServerException;

    private static string Text(Finding finding, Judgement judgement)
        => $"{Words.Of(finding.Verdict)}{(finding.Level == Level.Must ? "" : $" ({Words.Of(finding.Level)})")}: {Shown.Of(finding.Reason, 600)}"
        + string.Concat(Facts.Of(finding, judgement.Record).Where(f => f.Label != "because").Select(f => $"\n  {f.Label,-9} {Shown.DisarmLine(f.Text)}"));
}

/// <summary>A server outside the lab that cannot be spoken to; the message says how far it went.</summary>
internal sealed class UnansweredServerException(string message) : Exception(message);
