using Harness.Core.Evidence;
using Harness.Core.Postfix.Trace;
using Harness.Core.Scenarios;
using Harness.Core.Smtp;
using static System.FormattableString;

namespace Harness.Core.Verdicts;

/// <summary>Holds one observation against one expectation. Pure.</summary>
internal static class ExpectationCheck
{
    /// <summary>
    /// What an expectation asks for that this observation cannot show, although all that can be seen agrees with it; or null.
    /// </summary>
    public static string? Unseen(Expectation want, Observation seen)
        => want.ShedWithin is not null && Outlasts(want, seen) ? Invariant($"the client was slow for {seen.Shed!.Seconds:0.#} s only")
        : ArrivalCheck.Unseen(want, seen) is { } unseen ? unseen
        : (want.Logged is not null || want.Log.Count > 0) && seen.Log is null ? "the mail log cannot be seen from here"
        : want.Tls is { } tls ? TlsCheck.Unseen(tls, seen.Tls)
        : null;

    /// <summary>What of the observation contradicts the expectation, in one phrase, or null where nothing does.</summary>
    public static string? Mismatch(Expectation want, Observation seen, RunRecord run)
        => seen.Outcome is not { } outcome ? "no session came about"
        : ShedLate(want, seen, outcome)
        ?? TurnedAwayTooFew(want, seen)
        ?? WrongReply(want, seen, outcome)
        ?? WrongStage(want, outcome)
        ?? WrongWords(want, outcome)
        ?? WrongRestriction(want, seen)
        ?? WithoutEnhancedCode(want, seen)
        ?? WrongKeyword(want, seen)
        ?? MissingLogLine(want, seen)
        ?? Unlogged(want, seen, outcome)
        ?? ArrivalCheck.Mismatch(want, seen)
        ?? WrongCertificate(want, seen, run)
        ?? (want.Tls is { } tls ? TlsCheck.Mismatch(tls, seen.Tls, run) : null)
        ?? ToldApart(want, seen, outcome, run);

    private static string? ShedLate(Expectation want, Observation seen, Outcome outcome)
        => want.ShedWithin is not { } most ? null
        : seen.Shed is not { } shed ? $"the session ended before its client was slow: {outcome}"
        : Outlasts(want, seen) ? null
        : !shed.Ended ? Invariant($"the client was still served after {shed.Seconds:0.#} s")
        : shed.Seconds > most ? Invariant($"the client was served for {shed.Seconds:0.#} s")
        : null;

    // The harness gave up before the server had to.
    private static bool Outlasts(Expectation want, Observation seen) => seen.Shed is { Ended: false } shed && shed.Seconds < want.ShedWithin;

    private static string? TurnedAwayTooFew(Expectation want, Observation seen)
        => want.TurnedAway is { } least && seen.Flood is { } flood && flood.TurnedAway < least
            ? $"of {flood.Tried} connections {flood.TurnedAway} were turned away"
            : null;

    private static string? WrongReply(Expectation want, Observation seen, Outcome outcome)
    {
        bool answered = outcome.Ending is Ending.Completed or Ending.Turned;
        // Whatever was said to a slow client before it was shed, or was not.
        bool sound = want is { ShedWithin: not null, Reply.Count: 0, Closed: null }
            || (want.Closed == true ? outcome.Ending == Ending.Closed || outcome.Code == 421
            : want.Reply.Count == 0 ? outcome.Ending == Ending.Completed || (want.Tls is not null && outcome.Ending == Ending.TlsFailed) || want.SameAsControl == true || (want.Withholds.Count > 0 && (answered || HungUpIntroduced(seen, outcome)))
            : answered && outcome.Code is { } code && want.Reply.Any(p => p.Matches(code, outcome.Enhanced)));
        return sound ? null : $"the answer was {outcome}";
    }

    // What EHLO announced stands, whatever made the server hang up after it.
    private static bool HungUpIntroduced(Observation seen, Outcome outcome)
        => outcome.Ending == Ending.Closed && ServiceExtensions.Of(seen.Exchanges) is not null;

    // A refusal may come earlier than asked (smtpd_delay_reject = no); an acceptance must have got that far.
    private static string? WrongStage(Expectation want, Outcome outcome)
        => want.Stage is not { } stage ? null
        : outcome.IsRefused && outcome.Stage > stage ? $"refused only at {outcome.Stage.ToWord()}, not by {stage.ToWord()}"
        : !outcome.IsRefused && outcome.Stage < stage ? $"the session ended at {outcome.Stage.ToWord()}, before {stage.ToWord()}"
        : null;

    private static string? WrongWords(Expectation want, Outcome outcome)
        => want.Says.FirstOrDefault(s => !outcome.Text.Contains(s, StringComparison.OrdinalIgnoreCase)) is { } missing
            ? $"the answer \"{outcome.Text}\" does not say \"{missing}\""
            : want.Omits.FirstOrDefault(s => outcome.Text.Contains(s, StringComparison.OrdinalIgnoreCase)) is { } unwanted
            ? $"the answer \"{outcome.Text}\" says \"{unwanted}\""
            : null;

    // RFC 2034 §4: the class of the enhanced code is the first digit of the reply code. 3xx has none (RFC 3463 §2).
    private static string? WithoutEnhancedCode(Expectation want, Observation seen)
        => want.EnhancedCodes == true
            && seen.Exchanges.FirstOrDefault(e => e.Stage != Stage.Connect && e.Code / 100 is 2 or 4 or 5 && !Introduces(e) && e.Enhanced?.StartsWith($"{e.Code / 100}.", StringComparison.Ordinal) != true) is { } bare
            ? $"{bare.Code} {string.Join(' ', bare.Lines)} in answer to {bare.Sent} has no enhanced status code of its class"
            : null;

    private static bool Introduces(Exchange exchange)
        => exchange.Sent.StartsWith("EHLO", StringComparison.OrdinalIgnoreCase) || exchange.Sent.StartsWith("HELO", StringComparison.OrdinalIgnoreCase);

    private static string? WrongRestriction(Expectation want, Observation seen)
    {
        if (want.Restriction.Count == 0 || seen.Trace is null)
        {
            return null;
        }

        string list = string.Join(" or ", want.Restriction);
        return seen.Decided is not { } decided ? $"no restriction decided, where {list} should"
            : want.Restriction.Any(g => Glob.Matches(g, decided.Restriction) || Glob.Matches(g, Named(decided)) || Glob.Matches(g, InList(decided, seen))) ? null
            : $"{(list.Contains('/', StringComparison.Ordinal) ? InList(decided, seen) : Named(decided))} decided, not {list}";
    }

    private static string InList(RestrictionStep step, Observation seen) => $"{seen.DecidedAt?.Parameter ?? step.Parameter}/{step.Restriction}";

    private static string Named(RestrictionStep step)
        => step.Argument is { } argument ? $"{step.Restriction} {argument}" : step.Restriction;

    private static string? WrongKeyword(Expectation want, Observation seen)
    {
        ServiceExtensions announced = ServiceExtensions.Of(seen.Exchanges) ?? new([]);
        return want.Offers.FirstOrDefault(k => !announced.Offers(k)) is { } missing
            ? $"EHLO does not announce {missing}"
            : want.Withholds.FirstOrDefault(announced.Offers) is { } unwanted
            ? $"EHLO announces {unwanted}"
            : null;
    }

    private static string? MissingLogLine(Expectation want, Observation seen)
        => seen.Log is { } log && want.Log.FirstOrDefault(f => !log.Any(l => l.Contains(f, StringComparison.OrdinalIgnoreCase))) is { } missing
            ? $"no line of the mail log says \"{missing}\""
            : null;

    // What the client had not said when it was refused cannot stand in the log (smtpd_delay_reject = no).
    private static string? Unlogged(Expectation want, Observation seen, Outcome outcome)
        => want.Logged != true || seen.Log is null ? null
        : seen.Rejections.Any(r => r.ClientAddress == seen.Client?.Address && r.Code == outcome.Code
            && r.Text.Length > 0
            && (r.Sender is not null || outcome.Stage < Stage.Mail)
            && (r.Recipient is not null || outcome.Stage < Stage.Rcpt)) ? null
        : "no line of the mail log names client, sender, recipient and reason of the refusal";

    private static string? WrongCertificate(Expectation want, Observation seen, RunRecord run)
        => want.ConfiguredCertificate != true || run.Target.CertificateSha256 is null ? null
        : seen.Tls?.Certificate is not { } shown ? "no certificate was shown"
        : run.Target.IsConfigured(shown.Sha256) ? null
        : $"the certificate shown ({shown.Subject}) is not the configured one";

    // Where the control has no answer there is nothing to compare; the judge says so when it looks at the control.
    private static string? ToldApart(Expectation want, Observation seen, Outcome outcome, RunRecord run)
        => want.SameAsControl == true
            && run.Observations.FirstOrDefault(o => o.IsControl && o.Attack == seen.Attack)?.Outcome is { Ending: not (Ending.TimedOut or Ending.Unreachable) } control
            && (control.Code, control.Enhanced) != (outcome.Code, outcome.Enhanced)
                ? $"the answer was {outcome}, and {control} in the control"
                : null;
}
