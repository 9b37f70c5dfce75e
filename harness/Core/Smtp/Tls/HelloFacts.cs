namespace Harness.Core.Smtp.Tls;

/// <summary>What a server made of a <see cref="ClientHello"/>.</summary>
public enum HelloEnd
{
    /// <summary>It chose a version and a suite of those that were offered.</summary>
    Agreed,

    /// <summary>It refused, with a fatal alert or by closing the connection.</summary>
    Refused,

    /// <summary>It broke off inside its answer.</summary>
    BrokenOff,

    /// <summary>Its answer was not whole when the deadline passed.</summary>
    TimedOut,

    /// <summary>What it sent is no answer to a ClientHello.</summary>
    Garbled,
}

/// <summary>What came of a ClientHello of the harness's own, besides version, suite and certificates.</summary>
/// <param name="Offer">What was offered.</param>
/// <param name="End">What the server made of it.</param>
/// <param name="Alert">The name of the fatal alert, such as <c>protocol_version</c>; null where none came.</param>
/// <param name="Group">In which group the keys are agreed on; null where the suite has none.</param>
public sealed record HelloFacts(ClientHello Offer, HelloEnd End, string? Alert, AgreedGroup? Group)
{
    /// <summary>Whether a response of the issuer was stapled to the certificate; null from TLS 1.3 on, where it is encrypted.</summary>
    public bool? Stapled { get; init; }

    /// <summary>Whether the session can be resumed by a ticket (RFC 5077); null from TLS 1.3 on.</summary>
    public bool? Ticket { get; init; }

    /// <summary>Whether the session has an identifier, under which a server may remember it; null from TLS 1.3 on.</summary>
    public bool? SessionId { get; init; }

    /// <summary>Whether renegotiation is bound to the session (RFC 5746); null from TLS 1.3 on, which has none.</summary>
    public bool? SecureRenegotiation { get; init; }

    /// <summary>Whether what is sent is compressed (CVE-2012-4929); null from TLS 1.3 on, which has no compression.</summary>
    public bool? Compressed { get; init; }
}
