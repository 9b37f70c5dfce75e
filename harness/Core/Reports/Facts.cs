using Harness.Core.Evidence;
using Harness.Core.Postfix.Configuration;
using Harness.Core.Postfix.MailLog;
using Harness.Core.Postfix.Trace;
using Harness.Core.Verdicts;

namespace Harness.Core.Reports;

/// <summary>One labelled line of what is known about a finding; further lines of the same label have none.</summary>
/// <param name="Label">A word for the margin, or empty.</param>
/// <param name="Text">Visible text, without line ends.</param>
internal readonly record struct Fact(string Label, string Text);

/// <summary>A finding in full: what was claimed, what was seen, who decided, and what to change.</summary>
internal static class Facts
{
    private const int Most = 3;
    private const int MostAnswers = 14;

    public static IEnumerable<Fact> Of(Finding finding, RunRecord record)
    {
        yield return new("claim", Shown.Of(finding.Attack.Claim));
        yield return new("because", Shown.Of(finding.Reason, 600));
        if (finding.Expected is { } expected)
            yield return new("expected", Shown.Of(expected));
        if (finding.Observation is { } seen)
        {
            foreach (Fact fact in OfSession(seen, finding.Reason, record).Concat(OfDecision(seen, finding, record)))
                yield return fact;
        }

        if (finding.Control?.Outcome is { } control)
            yield return new("control", Shown.Of(Words.Of(control)));
        yield return new("source", Shown.Of(finding.Attack.Source.ToString()));
        if (finding.Verdict != Verdict.Error)
            yield return new("remedy", Shown.Of(finding.Attack.Remedy, 600));
        foreach (Fact fact in Labelled("paste", PasteLines.Of(finding, record).Select(l => l.ToString()).Concat(PasteLines.Examined(finding)).Select(l => Shown.Of(l, PasteLines.Longest))))
            yield return fact;
    }

    private static IEnumerable<Fact> OfSession(Observation seen, string reason, RunRecord record)
    {
        if (seen.Fault is { } fault && !reason.Contains(fault, StringComparison.Ordinal))
            yield return new("fault", Shown.Of(fault));
        if (seen.Missing is { } missing && !reason.Contains(missing, StringComparison.Ordinal))
            yield return new("missing", Shown.Of(missing));
        if (seen.Outcome is { } outcome)
            yield return new("observed", Shown.Of(Words.Of(outcome)));
        if (seen is { Shed: { } shed, Outcome: { } end })
            yield return new("slow", Shown.Of(Words.Of(shed, end)));
        foreach (Fact fact in Labelled("mail", seen.Mail.Select(m => Shown.Of(Words.Of(m)))))
            yield return fact;
        foreach (Fact fact in Labelled("seen", (seen.Examined?.Answers ?? []).Take(MostAnswers).Select(a => Shown.Of(a, 300))))
            yield return fact;
        if (seen.Client is { } client)
            yield return new("client", Shown.Of(Words.Of(client, record.Target), 200));
        foreach (Fact fact in Labelled("session", TranscriptExcerpt.Of(seen.Transcript, seen.Outcome)))
            yield return fact;
        foreach (Fact fact in Labelled("arrived", (seen.Arrivals ?? []).Take(Most).Select(Arrived)))
            yield return fact;
    }

    private static IEnumerable<Fact> OfDecision(Observation seen, Finding finding, RunRecord record)
    {
        if (seen.Log is { } log)
        {
            string[] refusals = [.. log.Where(IsRejection).TakeLast(Most).Select(l => Shown.Of(l, 500))];
            foreach (Fact fact in Labelled("mail log", refusals.Length == 0 ? ["no refusal is logged"] : refusals))
                yield return fact;
        }

        if (seen.Decided is { } step)
            yield return new("decided", Shown.Of(Decision(step), 200));
        if (DecidingLine.Of(seen) is { } deciding)
            yield return new("line", Shown.Of(deciding.ToString(), 300));
        else if (Unset(finding, record) is { } unset)
            yield return new("line", unset);
        if (seen.Predicted is { } predicted && predicted.Contradiction(seen) is { } otherwise)
            yield return new("model", Shown.Of($"foretold {predicted}; {otherwise}", 300));
    }

    private static string Decision(RestrictionStep step)
    {
        string name = step.Argument is null ? step.Restriction : $"{step.Restriction} {step.Argument}";
        string said = step switch
        {
            { Warned: true } => "would have refused, but for warn_if_reject",
            { Status: RestrictionStatus.Reject } => "refused",
            { Status: RestrictionStatus.Permit } => "let the client through",
            _ => "had no opinion",
        };
        return $"{name} ({step.Parameter ?? step.List}) {said}";
    }

    private static string? Unset(Finding finding, RunRecord record)
    {
        if (finding.Attack.Parameter is not { } parameter || record.Target.MainCf is not { } text)
            return null;
        string file = record.Target.MainCfFile ?? "main.cf";
        return MainCf.Parse(text, file).Find(parameter) is { } setting
            ? Shown.Of($"{file}:{setting.Line}  {setting.Name} = {setting.Value}", 300)
            : Shown.Of($"{parameter} is not set in {file}", 200);
    }

    private static bool IsRejection(string line) =>
        line.Length < 8192 && MailLogLine.TryParse(line) is { } parsed && Rejection.TryParse(parsed) is not null;

    private static string Arrived(Arrival arrival) =>
        Shown.Of($"{arrival.Host}: {arrival.Recipient} from <{arrival.Sender}>, {arrival.Tls ?? "in clear"}", 200);

    private static IEnumerable<Fact> Labelled(string label, IEnumerable<string> lines) =>
        lines.Select((text, at) => new Fact(at == 0 ? label : "", text));
}
