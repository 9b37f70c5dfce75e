using Harness.Core.Evidence;
using Harness.Core.Verdicts;

namespace Harness.Core.Reports;

/// <summary>
/// The run record with the judgement in it. What it writes can be judged again: <c>smtp-harness judge</c> reads it.
/// </summary>
public sealed class JsonReport : IReport
{
    /// <inheritdoc/>
    public void Write(Judgement judgement, TextWriter output) =>
        output.Write(RunRecordJson.Write(judgement.Record with { Judgement = Recorded(judgement) }));

    private static RecordedJudgement Recorded(Judgement judgement) => new(
        judgement.Policy.Name,
        (int)judgement.ExitStatus,
        Tally.Of(judgement),
        [.. judgement.Findings.Select(f => Recorded(f, judgement.Record))])
    {
        Audit = [.. AuditBlock.Of(judgement.Record.Target).Select(a => new RecordedLine(a.Severity.ToString().ToLowerInvariant(), a.Kind, a.Place.Line, Shown.Of(a.Reason, 600), a.Remedy is null ? null : Shown.Of(a.Remedy, 600)))],
    };

    private static RecordedFinding Recorded(Finding finding, RunRecord record)
    {
        DecidingLine? line = DecidingLine.Of(finding.Observation);
        string[] paste = [.. PasteLines.Of(finding, record).Select(l => l.ToString()), .. PasteLines.Examined(finding)];
        return new(finding.Attack.Id, Words.Of(finding.Level), Words.Of(finding.Verdict), finding.Reason, finding.Expected)
        {
            Line = line?.Line,
            Foretold = line?.Foretold,
            Paste = paste.Length == 0 ? null : paste,
        };
    }
}
