using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Harness.Core.Smtp.Tls;

/// <summary>
/// The certificate a server showed in its handshake, as facts and without a judgement on them. A field that the
/// certificate spells so badly that it cannot be read is empty. Names are hostile text.
/// </summary>
/// <param name="Subject">The subject's distinguished name.</param>
/// <param name="Issuer">The issuer's distinguished name; equal to the subject for a self-signed certificate.</param>
/// <param name="NotBefore">The first moment of validity, in UTC.</param>
/// <param name="NotAfter">The last moment of validity, in UTC.</param>
/// <param name="Sha256">The SHA-256 fingerprint of the DER octets: 64 lower-case hexadecimal digits.</param>
/// <param name="KeyType"><c>RSA</c>, <c>ECDSA</c>, <c>Ed25519</c>, <c>Ed448</c>, or the algorithm's object identifier.</param>
/// <param name="KeyBits">The size of the public key in bits; 0 when the type is none of these.</param>
/// <param name="Names">The DNS names of the subject alternative name extension (RFC 5280 §4.2.1.6), in their order.</param>
public sealed record PresentedCertificate(
    string Subject,
    string Issuer,
    DateTimeOffset NotBefore,
    DateTimeOffset NotAfter,
    string Sha256,
    string KeyType,
    int KeyBits,
    IReadOnlyList<string> Names)
{
    private const int LongestName = 1000;
    private const int MostNames = 200;

    /// <summary>How it is signed, such as <c>RSA with SHA-256</c>, or the algorithm's object identifier.</summary>
    public string SignedWith { get; init; } = "";

    /// <summary>Whether it demands that a response of its issuer is stapled to it (RFC 7633).</summary>
    public bool MustStaple { get; init; }

    /// <summary>Whether it names itself as its issuer.</summary>
    public bool IsSelfIssued => Subject == Issuer;

    /// <summary>The certificate of DER octets, all fields empty but the fingerprint where they are no certificate.</summary>
    internal static PresentedCertificate Of(byte[] der)
    {
        try
        {
            using X509Certificate2 certificate = X509CertificateLoader.LoadCertificate(der);
            return Of(certificate);
        }
        catch (CryptographicException)
        {
            return new PresentedCertificate("", "", default, default, Convert.ToHexStringLower(SHA256.HashData(der)), "", 0, []);
        }
    }

    internal static PresentedCertificate Of(X509Certificate2 certificate)
    {
        var (type, bits) = Readable(() => Key(certificate), ("", 0));
        return new PresentedCertificate(
            Cut(Readable(() => certificate.Subject, "")),
            Cut(Readable(() => certificate.Issuer, "")),
            Readable(() => new DateTimeOffset(certificate.NotBefore).ToUniversalTime(), default),
            Readable(() => new DateTimeOffset(certificate.NotAfter).ToUniversalTime(), default),
            Convert.ToHexStringLower(SHA256.HashData(certificate.RawDataMemory.Span)),
            type,
            bits,
            Readable<IReadOnlyList<string>>(() => Alternatives(certificate), []))
        {
            SignedWith = SignatureNames.Of(Readable(() => certificate.SignatureAlgorithm.Value, null) ?? ""),
            MustStaple = Readable(() => certificate.Extensions["1.3.6.1.5.5.7.1.24"] is not null, false),
        };
    }

    private static string Cut(string name) => name.Length <= LongestName ? name : name[..LongestName];

    private static (string Type, int Bits) Key(X509Certificate2 certificate)
    {
        using var rsa = certificate.GetRSAPublicKey();
        if (rsa is not null)
            return ("RSA", rsa.KeySize);
        using var ecdsa = certificate.GetECDsaPublicKey();
        return ecdsa is not null ? ("ECDSA", ecdsa.KeySize)
            : certificate.GetKeyAlgorithm() switch
            {
                "1.3.101.112" => ("Ed25519", 256),
                "1.3.101.113" => ("Ed448", 448),
                var other => (other, 0),
            };
    }

    private static string[] Alternatives(X509Certificate2 certificate) =>
        [.. certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().SelectMany(names => names.EnumerateDnsNames()).Take(MostNames).Select(Cut)];

    // The certificate is the server's behaviour, hence data, however broken.
    private static T Readable<T>(Func<T> field, T unreadable)
    {
        try
        {
            return field();
        }
        catch (Exception broken) when (broken is CryptographicException or ArgumentException or FormatException)
        {
            return unreadable;
        }
    }
}
