using Harness.Core.Evidence;
using Harness.Core.Postfix.Configuration;
using Harness.Core.Scenarios;

namespace Harness.Core.Verdicts;

/// <summary>Turns a run record into verdicts by a policy. Pure: the same record gives the same judgement, anywhere.</summary>
public static class Judge
{
    /// <summary>Judges every attack that the policy counts.</summary>
    public static Judgement Judging(RunRecord run, Policy policy)
    {
        ILookup<string, Observation> seen = run.Observations.ToLookup(o => o.Attack);
        Finding[] findings = [.. run.Attacks
            .Where(a => policy.LevelOf(a.Id) is not null)
            .Select(a => JudgeAttack(a, run, policy, seen[a.Id]))];
        return new Judgement(run, policy, findings, [.. Remarks(run, findings, policy)]);
    }

    private static Finding JudgeAttack(Attack attack, RunRecord run, Policy policy, IEnumerable<Observation> observations)
    {
        Observation? control = observations.FirstOrDefault(o => o.IsControl);
        // The claim holds where it holds for every variant: the worst decides, and of equals the one that was played first.
        (Observation? Seen, Verdict Verdict, string Reason)[] all = [.. Played(attack, observations)
            .Select(seen => (seen, Decision: Decide(attack, run, seen, control)))
            .Select(d => (d.seen, d.Decision.Verdict, d.Decision.Reason + (d.seen?.FirstAnswer is { } first ? $"; first answered {first}" : "")))];
        (Observation? Seen, Verdict Verdict, string Reason) worst = all.MaxBy(d => d.Verdict);
        int alike = all.Count(d => d.Verdict == worst.Verdict);
        return new Finding
        {
            Attack = attack,
            Level = policy.LevelOf(attack.Id)!.Value,
            Verdict = worst.Verdict,
            Reason = attack.Each.Count == 0 || worst.Seen?.Variant is not { } variant ? worst.Reason : $"{variant} ({alike} of {attack.Each.Count} so): {worst.Reason}",
            Observation = worst.Seen,
            Control = control,
            Expected = worst.Verdict == Verdict.Fail ? policy.ExceptionFor(attack.Id)?.Reason : null,
        };
    }

    private static IEnumerable<Observation?> Played(Attack attack, IEnumerable<Observation> observations) => attack.Each.Count == 0
        ? [observations.FirstOrDefault(o => !o.IsControl)]
        : attack.Each.Select(v => observations.FirstOrDefault(o => !o.IsControl && o.Variant == v.Name));

    private static (Verdict Verdict, string Reason) Decide(Attack attack, RunRecord run, Observation? seen, Observation? control)
    {
        if (seen is null)
        {
            return (Verdict.Error, "the run has no observation of it");
        }

        if (seen.Fault is { } fault)
        {
            return (Verdict.Error, fault);
        }

        if (seen.Lacking is { } lacking)
        {
            return (Verdict.NotApplicable, $"not to be asked from here: it needs {lacking}");
        }

        if (seen.Examined is { } examined)
        {
            return (examined.Holding switch
            {
                Holding.Holds => Verdict.Pass,
                Holding.Broken => Verdict.Fail,
                Holding.Open => Verdict.Inconclusive,
                _ => Verdict.NotApplicable,
            }, examined.Reason);
        }

        if (BesideTheConfiguration(attack, run) is { } otherwise)
        {
            return (Verdict.NotApplicable, otherwise);
        }

        if (seen.Outcome is not { } outcome)
        {
            return (Verdict.Inconclusive, seen.Missing ?? "no session came about");
        }

        if (attack.NotApplicable.FirstOrDefault(e => ExpectationCheck.Mismatch(e, seen, run) is null) is { } beside)
        {
            return (Verdict.NotApplicable, beside.Because ?? $"the server answered {outcome}");
        }

        if (Stuck(run, seen) is { } stuck)
        {
            return stuck;
        }

        string? mismatch = FirstMismatch(attack.Pass, seen, run);
        // A slow client that was hung up on has its answer, be it a late one.
        bool isShed = seen.Shed is { Ended: true } && outcome.Ending != Ending.TimedOut;
        string fate = outcome.Fate(seen.Arrivals) is { } known && known != "refused" ? $"{known}: " : "";
        return outcome.Ending == Ending.Withheld
                ? (Verdict.Inconclusive, $"{fate}{outcome}")
            : outcome.Ending is Ending.Unreachable or Ending.TimedOut or Ending.Closed or Ending.Garbled && mismatch is not null && !isShed
                ? (Verdict.Inconclusive, $"no answer to judge: {outcome}")
            : outcome.Ending == Ending.TlsFailed && mismatch is not null && !IsAboutTls(attack)
                ? (Verdict.Inconclusive, $"TLS, which the session needed, did not come about: {outcome}")
            // RFC 5321 §3.8: the server is going, or wants no more sessions; what it makes of this one it did not say.
            : outcome.Code == 421 && !isShed && mismatch is not null ? (Verdict.Inconclusive, $"the server asked to be left alone: {outcome}")
            : mismatch is not null && AsksForTls(attack, seen, outcome) ? (Verdict.Inconclusive, $"nobody is served here without TLS (RFC 3207 §4), and this session was in clear: {outcome}")
            : seen.Missing is { } missing ? (Verdict.Inconclusive, missing)
            : mismatch is not null ? (Verdict.Fail, fate + mismatch)
            : Unseen(attack.Pass, seen, run) is { } unseen ? (Verdict.Inconclusive, $"{fate}{outcome}; {unseen}")
            : Proven(attack, run, seen, outcome, control);
    }

    // Of other claims a handshake that fails, on whichever end, says nothing.
    private static bool IsAboutTls(Attack attack)
        => attack.Parameter?.StartsWith("smtpd_tls_", StringComparison.Ordinal) == true || attack.Pass.Any(e => e.Tls is not null || e.ConfiguredCertificate is not null);

    // What the server makes of such a session it would say once TLS is up; a claim about that very demand has its answer.
    private static bool AsksForTls(Attack attack, Observation seen, Outcome outcome)
        => outcome.Code == 530 && outcome.Text.Contains("STARTTLS", StringComparison.OrdinalIgnoreCase) && seen.Tls is not { Established: true }
            && attack.Parameter != "smtpd_tls_security_level";

    // Mail of another client that is not taken beside the attack, or after it: that is what the attack was for.
    private static (Verdict Verdict, string Reason)? Stuck(RunRecord run, Observation seen)
    {
        if (seen.Mail.FirstOrDefault(m => !m.Accepted) is not { } lost || run.Bracket is not [{ Accepted: true }, ..])
        {
            return null;
        }

        string reason = $"ordinary mail was not taken {(lost.When == MailTried.During ? "while the attack lasted" : "after the attack")}: {lost.Detail}";
        return lost.Address is not null && lost.Address == seen.Client?.Address
            ? (Verdict.Inconclusive, $"{reason}; it came from the attack's own address, which the server may have had enough of")
            : (Verdict.Fail, reason);
    }

    // What a setting promises is asked of those who made the setting.
    private static string? BesideTheConfiguration(Attack attack, RunRecord run)
    {
        if (attack.AppliesWhen.Count == 0)
        {
            return null;
        }

        if (run.Target.MainCf is not { } text)
        {
            return $"it is about {string.Join(", ", attack.AppliesWhen.Select(p => $"{p.Key} = {p.Value}"))}, and the configuration cannot be seen from here";
        }

        MainCf mainCf = MainCf.Parse(text, run.Target.MainCfFile ?? "main.cf");
        return attack.AppliesWhen.FirstOrDefault(p => mainCf.Find(p.Key)?.Value != p.Value) is { Key: { } name, Value: { } value }
            ? $"{name} = {value} is not set"
            : null;
    }

    // What agrees with an expectation only as far as it can be seen is neither held nor refuted.
    private static string? Unseen(IReadOnlyList<Expectation> pass, Observation seen, RunRecord run)
    {
        Expectation[] agreeing = [.. pass.Where(e => ExpectationCheck.Mismatch(e, seen, run) is null)];
        return agreeing.Any(e => ExpectationCheck.Unseen(e, seen) is null) ? null : ExpectationCheck.Unseen(agreeing[0], seen);
    }

    // The claim held; whether that means anything depends on the control and on ordinary mail.
    private static (Verdict Verdict, string Reason) Proven(Attack attack, RunRecord run, Observation seen, Outcome outcome, Observation? control)
    {
        if (run.Bracket.FirstOrDefault(b => !b.Accepted) is { } broken)
        {
            return (Verdict.Inconclusive, $"ordinary mail was not taken {broken.When} the attacks: {broken.Detail}");
        }

        if (attack is { MayWedge: true, Steps: [Flood] } && !seen.Mail.Any(m => m.When == MailTried.During))
        {
            return (Verdict.Inconclusive, $"{outcome}; what it meant for mail of others cannot be seen from one address");
        }

        if (attack.Control is { } wanted)
        {
            string? contradiction = control is null ? "the run has no observation of it"
                : control.Fault ?? control.Missing ?? FirstMismatch(wanted.Pass, control, run);
            if (contradiction is not null)
            {
                return (Verdict.Inconclusive, $"the same session made harmless went wrong as well: {contradiction}");
            }
        }

        // Which of the acceptable outcomes it was; where not all of it could be seen, nobody knows.
        Expectation? held = attack.Pass.FirstOrDefault(e => ExpectationCheck.Mismatch(e, seen, run) is null);
        string? because = held is not null && ArrivalCheck.IsSeen(held, seen) ? held.Because : null;
        return (Verdict.Pass, because is null ? $"{outcome}" : $"{outcome}; {because}");
    }

    // Of several acceptable outcomes the first is the typical one: its mismatch is the one to tell.
    private static string? FirstMismatch(IReadOnlyList<Expectation> pass, Observation seen, RunRecord run)
    {
        string?[] mismatches = [.. pass.Select(e => ExpectationCheck.Mismatch(e, seen, run))];
        return mismatches.Any(m => m is null) ? null : mismatches[0];
    }

    private static string? Contradicted(RunRecord run)
    {
        string[] otherwise = [.. run.Observations.Where(o => o.Predicted?.Contradiction(o) is not null).Select(o => o.Variant is null ? o.Attack : $"{o.Attack} ({o.Variant})")];
        return otherwise.Length == 0 ? null
            : $"the access model foretold {otherwise.Length} of {run.Observations.Count(o => o.Predicted is not null)} answers otherwise: {string.Join(", ", otherwise.Take(5))}{(otherwise.Length > 5 ? ", …" : "")}";
    }

    private static IEnumerable<string> Remarks(RunRecord run, IReadOnlyList<Finding> findings, Policy policy)
    {
        foreach (Bracket broken in run.Bracket.Where(b => !b.Accepted))
        {
            yield return $"ordinary mail was not taken {broken.When} the attacks: {broken.Detail}";
        }

        if (Contradicted(run) is { } contradicted)
        {
            yield return contradicted;
        }

        foreach (ExpectedFailure exception in policy.Exceptions)
        {
            // Only attacks that were played, and judged, can say so.
            Finding[] named = [.. findings.Where(f => Glob.Matches(exception.Attacks, f.Attack.Id))];
            if (named.Length > 0 && named.All(f => f.Verdict is Verdict.Pass or Verdict.NotApplicable))
            {
                yield return $"the exception for {exception.Attacks} is no longer needed: nothing it names fails";
            }
        }
    }
}
