using Harness.Core.Evidence;
using Harness.Core.Postfix.Configuration;
using Harness.Core.Postfix.MailLog;
using Harness.Core.Postfix.Trace;
using Harness.Core.Smtp;

namespace Harness.Core.Engine;

/// <summary>Reads the server's side of a session: refusals, the restrictions looked at, the line that decided.</summary>
internal static class ServerSideEvidence
{
    /// <summary>The observation with what the mail log, the trace and the arrivals add to it.</summary>
    public static Observation Add(Observation seen, ServerSide? side, MainCf? mainCf, string? parameter)
    {
        if (side is null)
        {
            return seen;
        }

        MailLogLine[] ordinary = [.. side.Lines.Where(l => !SmtpdTrace.IsTrace(l))];
        CommandTrace? trace = AnsweredLast(seen, SmtpdTrace.Read(side.Lines.Where(l => l.Program == "smtpd"), mainCf));
        RestrictionStep? decided = Decided(trace, seen.Outcome);
        return seen with
        {
            Log = [.. ordinary.Select(l => Visible.Escape(l.Raw))],
            Rejections = [.. ordinary.Select(Rejection.TryParse).OfType<Rejection>()],
            Trace = trace?.Steps ?? [],
            Decided = decided,
            DecidedAt = Locate(mainCf, decided, parameter, seen.Outcome),
            Arrivals = side.Arrivals,
            Missing = side.Missing,
        };
    }

    // Lists run at RCPT with smtpd_delay_reject, and at connect, HELO and MAIL without it: what counts is the command whose
    // answer is the outcome. A message's answer comes after its DATA, and who was let in was decided before it.
    private static CommandTrace? AnsweredLast(Observation seen, IReadOnlyList<CommandTrace> traces)
    {
        // Octets that were sent as they are end in an escaped CRLF, and may be several lines: the last one is answered last.
        string? sent = seen.Exchanges.Count > 0 ? seen.Exchanges[^1].Sent.Split(@"\r\n", StringSplitOptions.RemoveEmptyEntries).LastOrDefault() : null;
        return sent is null or "."
            ? traces.LastOrDefault(t => t.Decided is not null) ?? traces.LastOrDefault(t => t.Steps.Count > 0)
            : traces.LastOrDefault(t => string.Equals(Verb(t.Command), Verb(sent), StringComparison.OrdinalIgnoreCase));
    }

    // The rest of the line is not the same on both sides: smtpd logs octets it does not like as question marks.
    private static string Verb(string line) => line.Trim().Split(' ')[0];

    // A refusal that no list made (syntax, a missing HELO, a pending deferral) has no deciding restriction, although
    // the last list looked at may have ended with a permit.
    private static RestrictionStep? Decided(CommandTrace? trace, Outcome? outcome)
        => outcome is { IsRefused: true } && trace?.Decided?.Status != RestrictionStatus.Reject ? null : trace?.Decided;

    private static SettingLine? Locate(MainCf? mainCf, RestrictionStep? decided, string? parameter, Outcome? outcome)
    {
        if (mainCf is null)
        {
            return null;
        }

        // A parameter that the attack names has the last word where no refusal does: outbound TLS is not decided by who was let in.
        if (outcome is not { IsRefused: true } && parameter is not null)
        {
            return Setting(mainCf, parameter);
        }

        if (decided is not null)
        {
            string[] preferred = decided.Parameter is { } list ? [list] : [];
            return mainCf.Locate(decided.Restriction, decided.Argument, preferred)
                ?? mainCf.Locate(decided.Restriction, null, preferred)
                ?? (decided.Parameter is { } unset && mainCf.Find(unset) is null ? SettingLine.Default(mainCf.FileName, unset) : null);
        }

        return parameter is null ? null : Setting(mainCf, parameter);
    }

    private static SettingLine Setting(MainCf mainCf, string parameter) => mainCf.Find(parameter) is { } setting
        ? new SettingLine(mainCf.FileName, setting.Line, setting.Name, setting.Lines[0].Text.Trim())
        : SettingLine.Default(mainCf.FileName, parameter);
}
