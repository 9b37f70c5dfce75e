namespace Harness.Core.Scenarios;

/// <summary>What must have come of a handshake, or of a hello. Everything that is set must hold.</summary>
public sealed record TlsExpectation
{
    /// <summary>Whether version and suite must have been agreed on; where not, the server must have refused.</summary>
    public bool? Agreed { get; init; }

    /// <summary>Versions (<see cref="Smtp.Tls.TlsVersions"/>), of which one must have been agreed on. Empty accepts every one.</summary>
    public IReadOnlyList<string> Protocol { get; init; } = [];

    /// <summary>Classes (<see cref="Smtp.Tls.SuiteClasses"/>), of which the suite must be of one. Empty accepts every one.</summary>
    public IReadOnlyList<string> Suites { get; init; } = [];

    /// <summary>Whether every certificate shown must have been valid while the run went on (RFC 5280 §4.1.2.5).</summary>
    public bool? ValidNow { get; init; }

    /// <summary>Whether the certificate must have the name the client asked for among its DNS names (RFC 9525 §6.3).</summary>
    public bool? NamesServer { get; init; }

    /// <summary>How many bits every certificate's key must be worth at least (<see cref="Smtp.Tls.KeyStrength"/>).</summary>
    public int? KeyStrength { get; init; }

    /// <summary>How many bits the group of the session's keys must be worth at least, where there is one.</summary>
    public int? GroupStrength { get; init; }

    /// <summary>Whether no certificate may be signed in a way that can be forged (<see cref="Smtp.Tls.SignatureNames"/>).</summary>
    public bool? SoundSignatures { get; init; }

    /// <summary>Whether each certificate must be followed by its issuer's, up to one that everybody has (RFC 5246 §7.4.2).</summary>
    public bool? WholeChain { get; init; }

    /// <summary>Whether a certificate that demands a stapled response must have one (RFC 7633 §4.3).</summary>
    public bool? StapledAsDemanded { get; init; }

    /// <summary>Whether the session could be resumed, by a ticket or an identifier. Below TLS 1.3 only.</summary>
    public bool? Resumable { get; init; }

    /// <summary>Whether renegotiation must be bound to the session (RFC 5746). Below TLS 1.3 only.</summary>
    public bool? SecureRenegotiation { get; init; }

    /// <summary>Whether what is sent is compressed. Below TLS 1.3 only.</summary>
    public bool? Compressed { get; init; }
}
