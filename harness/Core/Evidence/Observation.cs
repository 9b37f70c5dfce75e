using Harness.Core.Postfix.Configuration;
using Harness.Core.Postfix.MailLog;
using Harness.Core.Postfix.Trace;
using Harness.Core.Smtp;
using Harness.Core.Smtp.Tls;

namespace Harness.Core.Evidence;

/// <summary>The client a session was played from.</summary>
/// <param name="Kind">The name of its kind, as attacks use it: <c>outsider</c>, <c>inside</c>.</param>
/// <param name="Address">Its IP address.</param>
/// <param name="Name">The name its address resolves to, or null.</param>
public sealed record ClientSeen(string Kind, string Address, string? Name);

/// <summary>One reply and what asked for it.</summary>
/// <param name="Stage">The stage of the command.</param>
/// <param name="Sent">What the client sent, escaped; empty for the greeting.</param>
/// <param name="Code">The reply code.</param>
/// <param name="Enhanced">The enhanced status code, or null.</param>
/// <param name="Lines">The reply's lines without code, escaped.</param>
public sealed record Exchange(Stage Stage, string Sent, int Code, string? Enhanced, IReadOnlyList<string> Lines);

/// <summary>A message that a host of <c>world</c>, or a mailbox, received.</summary>
/// <param name="Host">The host's name in the lab, or <c>mailbox</c>.</param>
/// <param name="Recipient">The envelope recipient, escaped.</param>
/// <param name="Sender">The envelope sender, escaped.</param>
/// <param name="Tls">Protocol version and cipher of the connection, or null in clear.</param>
public sealed record Arrival(string Host, string Recipient, string Sender, string? Tls)
{
    /// <summary>The host of what arrived in a mailbox of the server itself.</summary>
    public const string Mailbox = "mailbox";

    /// <summary>How much of a message is kept, in octets.</summary>
    public const int MostOctets = 16 * 1024;

    /// <summary>
    /// Its octets as they arrived, escaped, or as many of them as are kept: outside as they came over the connection, dots stuffed, in
    /// a mailbox with CR LF for its line ends. Null where they cannot be read.
    /// </summary>
    public string? Message { get; init; }

    /// <summary>The name with which the server introduced itself there, escaped; null where that was not taken down.</summary>
    public string? Helo { get; init; }
}

/// <summary>What the server did about a client that was slow, silent or deaf.</summary>
/// <param name="Ended">Whether it ended the connection.</param>
/// <param name="Seconds">How long after the client began to be slow it did so, or for how long it did not.</param>
public sealed record Shedding(bool Ended, double Seconds);

/// <summary>What became of the connections of a flood.</summary>
/// <param name="Tried">How many were asked for.</param>
/// <param name="Greeted">How many were answered with 2xx.</param>
/// <param name="TurnedAway">How many were refused: by a reply, by closing them, or by not taking them.</param>
public sealed record FloodSeen(int Tried, int Greeted, int TurnedAway)
{
    /// <summary>How many had no answer for as long as they were held.</summary>
    public int Unanswered => Tried - Greeted - TurnedAway;
}

/// <summary>Ordinary mail that was tried because of an attack.</summary>
/// <param name="When"><see cref="During"/> or <see cref="After"/>.</param>
/// <param name="Accepted">Whether the server took it.</param>
/// <param name="Detail">Its last reply, or what went wrong.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Address">The client's address; null where no client was to be had.</param>
public sealed record MailTried(string When, bool Accepted, string Detail, double Seconds, string? Address)
{
    /// <summary>While the attack's client was connected.</summary>
    public const string During = "during";

    /// <summary>When its session was over.</summary>
    public const string After = "after";
}

/// <summary>What one session left behind: everything the judge may look at.</summary>
public sealed record Observation
{
    /// <summary>The attack the session belongs to.</summary>
    public required string Attack { get; init; }

    /// <summary>Whether it is the attack's negative control.</summary>
    public bool IsControl { get; init; }

    /// <summary>The variant of the attack that was played, by name; null where it has none, and for its control.</summary>
    public string? Variant { get; init; }

    /// <summary>Who spoke; null when no such client is to be had.</summary>
    public ClientSeen? Client { get; init; }

    /// <summary>What became of the session; null when it could not be played.</summary>
    public Outcome? Outcome { get; init; }

    /// <summary>Every reply, in order.</summary>
    public IReadOnlyList<Exchange> Exchanges { get; init; } = [];

    /// <summary>Every octet, in order; long lines and long runs of lines are cut, with a remark in their place.</summary>
    public IReadOnlyList<TranscriptLine> Transcript { get; init; } = [];

    /// <summary>What STARTTLS came to, or null when it was not tried.</summary>
    public TlsOutcome? Tls { get; init; }

    /// <summary>What the server did about a client that was slow; null where the client was not.</summary>
    public Shedding? Shed { get; init; }

    /// <summary>What became of a flood; null where the session was none.</summary>
    public FloodSeen? Flood { get; init; }

    /// <summary>Ordinary mail that was tried beside the session and after it.</summary>
    public IReadOnlyList<MailTried> Mail { get; init; } = [];

    /// <summary>The ordinary mail-log lines of the session; null where the mail log is not to be had.</summary>
    public IReadOnlyList<string>? Log { get; init; }

    /// <summary>The refusals among those lines, by field.</summary>
    public IReadOnlyList<Rejection> Rejections { get; init; } = [];

    /// <summary>The restrictions smtpd looked at for the command it answered last; null where there is no trace.</summary>
    public IReadOnlyList<RestrictionStep>? Trace { get; init; }

    /// <summary>The restriction that decided the last answer, or null where no list was looked at.</summary>
    public RestrictionStep? Decided { get; init; }

    /// <summary>The main.cf line on which that restriction, or the deciding parameter, stands.</summary>
    public SettingLine? DecidedAt { get; init; }

    /// <summary>What the access model foretold; null where the session is none of its, and where there is no configuration.</summary>
    public Prediction? Predicted { get; init; }

    /// <summary>The messages that arrived; null where arrivals cannot be watched.</summary>
    public IReadOnlyList<Arrival>? Arrivals { get; init; }

    /// <summary>What was looked up or read in the place of a session; null where a session was played.</summary>
    public Examined? Examined { get; init; }

    /// <summary>Evidence that should be there and is not: the session cannot be judged by it.</summary>
    public string? Missing { get; init; }

    /// <summary>What the attack needs and this target has not: the claim cannot be asked of it from here.</summary>
    public string? Lacking { get; init; }

    /// <summary>
    /// The temporary refusal that came first, and how long after it the session was played again: what stands in
    /// <see cref="Outcome"/> is the second answer (greylisting, RFC 6647).
    /// </summary>
    public string? FirstAnswer { get; init; }

    /// <summary>A fault of the harness itself while it played the session.</summary>
    public string? Fault { get; init; }
}
