using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Harness.Core.Evidence;
using Harness.Core.Postfix.Configuration;
using Harness.Core.Verdicts;

namespace Harness.Core.Reports.Sarif;

/// <summary>
/// SARIF 2.1.0, for code hosts that mark lines: a rule a claim, a result for each that was refuted or stayed open, at the line
/// of main.cf that decided. Failures that the policy expects are suppressed, with its reason. What the harness itself failed
/// at is no result but a notification of the invocation, whose exit code is that of the process.
/// </summary>
public sealed class SarifReport : IReport
{
    /// <inheritdoc/>
    public void Write(Judgement judgement, TextWriter output)
    {
        // A record of a stranger's may name one attack twice; a rule stands once (SARIF §3.19.23).
        Finding[] rules = [.. judgement.Findings.DistinctBy(SarifRule.Id)];
        Dictionary<string, int> places = rules.Select((f, at) => (Id: SarifRule.Id(f), at)).ToDictionary(r => r.Id, r => r.at);
        (Finding Finding, int Rule)[] all = [.. judgement.Findings.Select(f => (f, places[SarifRule.Id(f)]))];
        output.Write(SarifDocument.Write(
            "smtp-harness",
            Shown.Of(judgement.Record.Tool.Split(' ').Last(), 40),
            rules.Select(SarifRule.Of),
            all.Where(f => f.Finding.Verdict is Verdict.Fail or Verdict.Inconclusive).Select(f => Result(f.Finding, f.Rule, judgement.Record)),
            ("invocations", new JsonArray(Invocation(judgement, all.Where(f => f.Finding.Verdict == Verdict.Error)))),
            ("properties", Counts(Tally.Of(judgement)))));
    }

    private static JsonObject Result(Finding finding, int rule, RunRecord record)
    {
        bool isRefuted = finding.Verdict == Verdict.Fail;
        JsonObject place = Place(finding, record);
        var result = new JsonObject
        {
            ["ruleId"] = SarifRule.Id(finding),
            ["ruleIndex"] = rule,
            // SARIF §3.27.10: a level says something of failures only.
            ["kind"] = isRefuted ? "fail" : "open",
            ["level"] = isRefuted ? SarifRule.Level(finding.Level) : "none",
            ["message"] = SarifDocument.Message(
                $"{Shown.Of(finding.Attack.Claim)}: {Words.Of(finding.Verdict)}. {Shown.Of(finding.Reason, 600)}"
                + (isRefuted ? $"\nRemedy: {Shown.Of(finding.Attack.Remedy, 600)}" + string.Concat(PasteLines.Of(finding, record).Select(l => $"\n{Shown.Of(l.ToString(), PasteLines.Longest)}")) : "")),
            ["locations"] = new JsonArray(place),
            ["partialFingerprints"] = Fingerprints(finding, record),
        };
        if (Tally.IsExpectedFailure(finding))
            result["suppressions"] = new JsonArray(new JsonObject { ["kind"] = "external", ["status"] = "accepted", ["justification"] = Shown.Of(finding.Expected!) });
        return result;
    }

    // Whichever line decides today and however it reads: the same claim about the same file is the same alert.
    private static JsonObject Fingerprints(Finding finding, RunRecord record)
    {
        string about = record.Target.MainCfFile ?? record.Target.Name;
        string hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{finding.Attack.Id}\n{about}")))[..16];
        return new JsonObject { ["primaryLocationLineHash"] = $"{hash}:1", ["claimOfTarget/v1"] = hash };
    }

    private static JsonObject Place(Finding finding, RunRecord record)
    {
        if (record.Target.MainCf is not { } text)
            return new() { ["logicalLocations"] = new JsonArray(new JsonObject { ["name"] = Shown.Of(record.Target.Name, 200), ["kind"] = "resource" }) };
        string file = record.Target.MainCfFile ?? "main.cf";
        if (DecidingLine.Of(finding.Observation)?.Line is { } decided)
            return SarifDocument.Place(decided.File, decided.Line);
        MainCfSetting? setting = finding.Attack.Parameter is { } parameter ? MainCf.Parse(text, file).Find(parameter) : null;
        return SarifDocument.Place(file, setting?.Line ?? 1);
    }

    private static JsonObject Invocation(Judgement judgement, IEnumerable<(Finding Finding, int Rule)> faults) => new()
    {
        ["executionSuccessful"] = judgement.ExitStatus is ExitStatus.Conforms or ExitStatus.Findings,
        ["exitCode"] = (int)judgement.ExitStatus,
        ["exitCodeDescription"] = ClosingLine.Parts(judgement).Said,
        ["startTimeUtc"] = judgement.Record.Started.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture),
        ["toolExecutionNotifications"] = new JsonArray([.. faults.Select(f => new JsonObject
        {
            ["level"] = f.Finding.Counts ? "error" : "warning",
            ["message"] = SarifDocument.Message(Shown.Of(f.Finding.Reason, 600)),
            ["associatedRule"] = new JsonObject { ["id"] = SarifRule.Id(f.Finding), ["index"] = f.Rule },
        })]),
    };

    private static JsonObject Counts(RecordedCounts counts) => new()
    {
        ["claims"] = counts.Claims,
        ["pass"] = counts.Pass,
        ["fail"] = counts.Fail,
        ["expectedFail"] = counts.ExpectedFail,
        ["inconclusive"] = counts.Inconclusive,
        ["error"] = counts.Error,
        ["notApplicable"] = counts.NotApplicable,
    };
}
