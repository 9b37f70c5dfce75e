using Harness.Core.Evidence;
using Harness.Core.Postfix.Configuration;
using Harness.Core.Postfix.Trace;
using Harness.Core.Smtp;
using Harness.Core.Smtp.Tls;

namespace Harness.Testing;

/// <summary>What a session came to, with everything it left behind: transcript, mail log, smtpd's own trace, what arrived where.</summary>
/// <param name="seen">What was observed.</param>
public sealed class SessionOutcome(Observation seen)
{
    /// <summary>All that was observed, as run records have it.</summary>
    public Observation Observation { get; } = seen;

    /// <summary>How the session ended.</summary>
    public Ending Ending => Last.Ending;

    /// <summary>The stage of the command that was answered last.</summary>
    public Stage Stage => Last.Stage;

    /// <summary>The last reply's code; null where none came.</summary>
    public int? Code => Last.Code;

    /// <summary>The last reply's enhanced status code (RFC 3463); null where it has none.</summary>
    public string? Enhanced => Last.Enhanced;

    /// <summary>The last reply's text, escaped; for an end without a reply, what happened.</summary>
    public string Text => Last.Text;

    /// <summary>Whether every command was accepted.</summary>
    public bool IsAccepted => Last.IsAccepted;

    /// <summary>Whether the server answered the last command with a refusal, temporary (4xx) or permanent (5xx).</summary>
    public bool IsRefused => Last.IsRefused;

    /// <summary>Every octet, in order, escaped.</summary>
    public IReadOnlyList<TranscriptLine> Transcript => Observation.Transcript;

    /// <summary>The lines of the mail log that are the session's and its messages', escaped.</summary>
    public IReadOnlyList<string> MailLog => Observation.Log ?? [];

    /// <summary>The restrictions that smtpd looked at for the command it answered last, in their order.</summary>
    public IReadOnlyList<RestrictionStep> Trace => Observation.Trace ?? [];

    /// <summary>The restriction that decided, with its table or zone, as in <c>reject_rbl_client zen.spamhaus.org</c>; null where none did.</summary>
    public string? DecidedBy => Observation.Decided is { } step ? SessionEvidence.Name(step) : null;

    /// <summary>The line of main.cf on which it stands; null where none is known.</summary>
    public SettingLine? Line => Observation.DecidedAt;

    /// <summary>The messages that arrived, in a mailbox of the server or at a host outside.</summary>
    public IReadOnlyList<Arrival> Arrivals => Observation.Arrivals ?? [];

    /// <summary>What STARTTLS came to; null where it was not tried.</summary>
    public TlsOutcome? Tls => Observation.Tls;

    internal Outcome Last => Observation.Outcome
        ?? new Outcome(Ending.Unreachable, Stage.Connect, null, null, Observation.Missing ?? Observation.Lacking ?? "no session came about");

    /// <summary>The whole evidence for a person: client, session, refusals in the mail log, trace, line, what arrived.</summary>
    public override string ToString() => $"{SessionEvidence.Answer(Observation, Last)}\n{SessionEvidence.Of(Observation)}";
}
