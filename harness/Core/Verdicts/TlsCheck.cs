using Harness.Core.Evidence;
using Harness.Core.Scenarios;
using Harness.Core.Smtp.Tls;
using static System.FormattableString;

namespace Harness.Core.Verdicts;

/// <summary>Holds what came of a handshake, or of a hello, against an expectation. Pure: what is valid now was so while the run went on.</summary>
internal static class TlsCheck
{
    /// <summary>What the expectation asks for that cannot be seen from here, although all that can agrees with it; or null.</summary>
    public static string? Unseen(TlsExpectation want, TlsOutcome? seen)
        => seen is null || !seen.Agreed ? null
        : want.WholeChain == true && seen is { Anchored: false, Chain: [.., { IsSelfIssued: false } last] } ? $"whether everybody knows {last.Issuer}, which is not shown, cannot be seen from here"
        : want.NamesServer == true && seen.Hello is not { Offer.ServerName.Length: > 0 } ? "the server's name is not known"
        : want.StapledAsDemanded == true && seen is { Certificate.MustStaple: true, Hello.Stapled: null } ? "what is stapled is encrypted"
        : want is { Resumable: not null } or { SecureRenegotiation: not null } or { Compressed: not null } && seen.Hello?.Ticket is null ? "it is encrypted"
        : null;

    /// <summary>What of the outcome contradicts the expectation, in one phrase; or null.</summary>
    /// <param name="want">The expectation.</param>
    /// <param name="seen">What came of the handshake; null where none was tried.</param>
    /// <param name="run">The run it was seen in.</param>
    public static string? Mismatch(TlsExpectation want, TlsOutcome? seen, RunRecord run)
        => seen is null ? "no handshake was tried"
        : want.Agreed == false ? (seen.Agreed ? $"{seen.Protocol} with {seen.CipherSuite} was agreed on" : null)
        : !seen.Agreed ? seen.Detail ?? "nothing was agreed on"
        : WrongChoice(want, seen) ?? WrongSession(want, seen.Hello) ?? WrongCertificate(want, seen, run);

    private static string? WrongChoice(TlsExpectation want, TlsOutcome seen)
        => want.Protocol.Count > 0 && !want.Protocol.Contains(seen.Protocol!) ? $"{seen.Protocol} was agreed on, not {string.Join(" or ", want.Protocol)}"
        : want.Suites.Count > 0 && SuiteClasses.Of(seen.CipherSuite ?? "") is var suite && !want.Suites.Contains(suite)
            ? $"{seen.CipherSuite} was agreed on, which is {suite ?? "of no class"}, not {string.Join(" or ", want.Suites)}"
        : null;

    private static string? WrongSession(TlsExpectation want, HelloFacts? hello)
        => want.GroupStrength is { } bits && hello?.Group is { } group && group.Strength < bits ? $"the keys are agreed on in {group.Name}, which is worth {group.Strength} bits"
        : want.Resumable is { } resumable && hello?.Ticket is { } ticket && (ticket || hello.SessionId == true) != resumable ? (resumable ? "neither a ticket nor a session identifier is offered" : "the session can be resumed")
        : want.SecureRenegotiation is { } secure && hello?.SecureRenegotiation is { } bound && bound != secure ? (secure ? "renegotiation is not bound to the session" : "renegotiation is bound to the session")
        : want.Compressed is { } compressed && hello?.Compressed is { } squeezed && squeezed != compressed ? (compressed ? "nothing is compressed" : "what is sent is compressed")
        : null;

    private static string? WrongCertificate(TlsExpectation want, TlsOutcome seen, RunRecord run)
    {
        bool isAboutCertificates = want is { ValidNow: not null } or { NamesServer: not null } or { KeyStrength: not null } or { SoundSignatures: not null } or { WholeChain: not null } or { StapledAsDemanded: not null };
        return !isAboutCertificates ? null
            : seen.Certificate is not { } own ? "no certificate was shown"
            : (want.ValidNow == true ? seen.Chain.Select(c => Outdated(c, run)).FirstOrDefault(w => w is not null) : null)
            ?? (want.NamesServer == true && seen.Hello is { Offer.ServerName: { Length: > 0 } name } && !own.Names.Any(n => Names(n, name)) ? $"the certificate is for {Listed(own)}, not for {name}" : null)
            ?? (want.KeyStrength is { } bits ? seen.Chain.Select(c => Weak(c, bits)).FirstOrDefault(w => w is not null) : null)
            // RFC 5246 §7.4.2: nobody looks at the signature under a root.
            ?? (want.SoundSignatures == true && seen.Chain.FirstOrDefault(c => !c.IsSelfIssued && SignatureNames.IsForgeable(c.SignedWith)) is { } forgeable ? $"{Called(forgeable)} is signed with {forgeable.SignedWith}" : null)
            ?? (want.WholeChain == true ? Gap(seen.Chain) : null)
            ?? (want.StapledAsDemanded == true && own.MustStaple && seen.Hello?.Stapled == false ? "the certificate demands a stapled response, and none comes with it" : null);
    }

    // Certificates of the lab are made while the run goes on.
    private static string? Outdated(PresentedCertificate certificate, RunRecord run)
        => run.Started > certificate.NotAfter ? Invariant($"{Called(certificate)} expired on {certificate.NotAfter:yyyy-MM-dd}")
        : run.Started.AddSeconds(run.Seconds) < certificate.NotBefore ? Invariant($"{Called(certificate)} is valid only from {certificate.NotBefore:yyyy-MM-dd}")
        : null;

    private static string? Weak(PresentedCertificate certificate, int bits)
        => KeyStrength.Of(certificate.KeyType, certificate.KeyBits) is { } worth && worth >= bits ? null
        : $"the key of {Called(certificate)} is {certificate.KeyType} with {certificate.KeyBits} bits";

    private static string? Gap(IReadOnlyList<PresentedCertificate> chain)
    {
        for (int i = 1; i < chain.Count; i++)
        {
            if (chain[i - 1].Issuer != chain[i].Subject)
            {
                return $"after {Called(chain[i - 1])}, which {chain[i - 1].Issuer} issued, comes {Called(chain[i])}";
            }
        }

        return null;
    }

    // RFC 9525 §6.3: a star stands for one whole label, the first, and for nothing else.
    private static bool Names(string pattern, string name)
        => pattern.StartsWith("*.", StringComparison.Ordinal)
            ? name.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot && Same(pattern.AsSpan(1), name.AsSpan(dot))
            : Same(pattern, name);

    private static bool Same(ReadOnlySpan<char> one, ReadOnlySpan<char> other) => one.TrimEnd('.').Equals(other.TrimEnd('.'), StringComparison.OrdinalIgnoreCase);

    private static string Listed(PresentedCertificate own) => own.Names.Count == 0 ? $"no DNS name ({Called(own)})" : string.Join(", ", own.Names.Take(5));

    private static string Called(PresentedCertificate certificate) => certificate.Subject.Length > 0 ? certificate.Subject : "a certificate that cannot be read";
}
