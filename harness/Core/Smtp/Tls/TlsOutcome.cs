using System.Text.Json.Serialization;

namespace Harness.Core.Smtp.Tls;

/// <summary>What came of a TLS handshake.</summary>
/// <param name="Established">True when the session goes on encrypted.</param>
/// <param name="Protocol">The version agreed on, such as <c>TLSv1.3</c>; null without agreement.</param>
/// <param name="CipherSuite">The IANA name of the suite, such as <c>TLS_AES_256_GCM_SHA384</c>; null without agreement.</param>
/// <param name="Certificate">The server's certificate, accepted whatever it says; null when none was shown.</param>
/// <param name="Detail">Why the handshake failed; null when it did not.</param>
public sealed record TlsOutcome(
    bool Established,
    string? Protocol,
    string? CipherSuite,
    PresentedCertificate? Certificate,
    string? Detail)
{
    /// <summary>The certificates that were shown after the server's own, in the server's order.</summary>
    public IReadOnlyList<PresentedCertificate> Issuers { get; init; } = [];

    /// <summary>
    /// Whether the chain as it was shown leads to a root that the harness's own machine trusts, whatever its names and dates are;
    /// null for a self-signed certificate, and where none was shown.
    /// </summary>
    public bool? Anchored { get; init; }

    /// <summary>Whether the deadline passed before the handshake had come to an end.</summary>
    [JsonIgnore]
    public bool IsLate { get; init; }

    /// <summary>What came of a ClientHello of the harness's own, after which no handshake is finished; null for a whole handshake.</summary>
    public HelloFacts? Hello { get; init; }

    /// <summary>Whether server and client came to terms about version and suite.</summary>
    public bool Agreed => Protocol is not null;

    /// <summary>The whole chain, the server's own certificate first; empty where none was shown.</summary>
    // The serialiser would write a list although it can only be read.
    [JsonIgnore]
    public IReadOnlyList<PresentedCertificate> Chain => Certificate is null ? [] : [Certificate, .. Issuers];
}
