using Harness.Core.Smtp;

namespace Harness.Core.Scenarios;

/// <summary>
/// One acceptable outcome of a session. Everything that is set must hold; a claim lists several
/// expectations where several outcomes keep it.
/// </summary>
public sealed record Expectation
{
    /// <summary>
    /// For a refusal the last stage at which it may come: a server with <c>smtpd_delay_reject = no</c> refuses
    /// earlier and keeps the claim as well. For an acceptance the stage that must have been reached.
    /// </summary>
    public Stage? Stage { get; init; }

    /// <summary>Any of these replies. Empty accepts every reply.</summary>
    public IReadOnlyList<ReplyPattern> Reply { get; init; } = [];

    /// <summary>
    /// Restrictions, of which one must have decided, as globs (<c>*</c>); with <c>LIST/</c> before it in that list. Checked where smtpd's own trace is to be
    /// had (the lab), left out elsewhere.
    /// </summary>
    public IReadOnlyList<string> Restriction { get; init; } = [];

    /// <summary>Texts, each of which the deciding reply must contain, in any case.</summary>
    public IReadOnlyList<string> Says { get; init; } = [];

    /// <summary>Keywords (RFC 5321 §4.1.1.1) that the last EHLO reply must announce.</summary>
    public IReadOnlyList<string> Offers { get; init; } = [];

    /// <summary>
    /// Fragments, each of which must stand in one ordinary mail-log line of the session. Checked where the mail log is
    /// to be had.
    /// </summary>
    public IReadOnlyList<string> Log { get; init; } = [];

    /// <summary>Where the message must have arrived: a host of <c>world</c>, <c>mailbox</c>, or <c>nowhere</c>.</summary>
    public string? Delivered { get; init; }

    /// <summary>
    /// How many deliveries the session must have led to, whatever the server said of them. Checked where deliveries are to be seen.
    /// </summary>
    public int? Arrivals { get; init; }

    /// <summary>Whether the delivery to <c>world</c> must have been encrypted.</summary>
    public bool? Encrypted { get; init; }

    /// <summary>Whether the certificate shown after STARTTLS must be the one the configuration names.</summary>
    public bool? ConfiguredCertificate { get; init; }

    /// <summary>
    /// Whether the mail log must name client, sender, recipient and reason of the refusal in one line. Checked where the mail log
    /// is to be had.
    /// </summary>
    public bool? Logged { get; init; }

    /// <summary>Whether the server must have ended the connection by itself, with or without a last word.</summary>
    public bool? Closed { get; init; }

    /// <summary>How many seconds after the client began to be slow the server must have ended the connection at the latest.</summary>
    public int? ShedWithin { get; init; }

    /// <summary>How many connections of a flood the server must have turned away at the least.</summary>
    public int? TurnedAway { get; init; }

    /// <summary>Keywords (RFC 5321 §4.1.1.1) of which the last EHLO reply must announce none.</summary>
    public IReadOnlyList<string> Withholds { get; init; } = [];

    /// <summary>Texts, none of which the deciding reply may contain, in any case.</summary>
    public IReadOnlyList<string> Omits { get; init; } = [];

    /// <summary>
    /// Whether every answer of the session that accepts or refuses must have an enhanced status code of its class; the greeting
    /// and the answers to HELO and EHLO have none (RFC 2034 §4).
    /// </summary>
    public bool? EnhancedCodes { get; init; }

    /// <summary>
    /// Lines, each of which must stand in every message that arrived.
    /// </summary>
    public IReadOnlyList<string> Carries { get; init; } = [];

    /// <summary>The same as <see cref="Carries"/>, where what arrived can be read, and left out elsewhere.</summary>
    public IReadOnlyList<string> Within { get; init; } = [];

    /// <summary>Texts, none of which may stand in a message that arrived.</summary>
    public IReadOnlyList<string> Without { get; init; } = [];

    /// <summary>
    /// Whether what arrived must have a CR or LF that stands alone, or a NUL, in it. Checked where what arrived can be read, and left
    /// out elsewhere.
    /// </summary>
    public bool? Stray { get; init; }

    /// <summary>
    /// Whether what arrived must have, before its end, something in it that a lenient receiver takes for the end:
    /// <see cref="EndOfData.Early"/>.
    /// </summary>
    public bool? EarlyEnd { get; init; }

    /// <summary>
    /// Whether reply code and enhanced status code must be those of the attack's control: an answer that is the same for
    /// both tells them not apart.
    /// </summary>
    public bool? SameAsControl { get; init; }

    /// <summary>What must have come of the handshake, or of the hello; null: anything may.</summary>
    public TlsExpectation? Tls { get; init; }

    /// <summary>Why the outcome is acceptable, or, for an outcome that makes the claim not applicable, what is missing.</summary>
    public string? Because { get; init; }
}
