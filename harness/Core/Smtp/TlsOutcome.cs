namespace Harness.Core.Smtp;

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
    string? Detail);
