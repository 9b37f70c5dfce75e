using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Harness.Core.Smtp;

/// <summary>
/// The certificate a server showed in its handshake, as facts and without a judgement on them. A field that the
/// certificate spells so badly that it cannot be read is empty. Names are hostile text.
/// </summary>
/// <param name="Subject">The subject's distinguished name.</param>
/// <param name="Issuer">The issuer's distinguished name; equal to the subject for a self-signed certificate.</param>
/// <param name="NotBefore">The first moment of validity, in UTC.</param>
/// <param name="NotAfter">The last moment of validity, in UTC.</param>
/// <param name="Sha256">The SHA-256 fingerprint of the DER octets: 64 lower-case hexadecimal digits.</param>
/// <param name="KeyType"><c>RSA</c>, <c>ECDSA</c>, or the algorithm's object identifier.</param>
/// <param name="KeyBits">The size of the public key in bits; 0 when the type is neither RSA nor ECDSA.</param>
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
    internal static PresentedCertificate Of(X509Certificate2 certificate)
    {
        var (type, bits) = Readable(() => Key(certificate), ("", 0));
        return new PresentedCertificate(
            Readable(() => certificate.Subject, ""),
            Readable(() => certificate.Issuer, ""),
            Readable(() => new DateTimeOffset(certificate.NotBefore).ToUniversalTime(), default),
            Readable(() => new DateTimeOffset(certificate.NotAfter).ToUniversalTime(), default),
            Convert.ToHexStringLower(SHA256.HashData(certificate.RawDataMemory.Span)),
            type,
            bits,
            Readable<IReadOnlyList<string>>(() => Alternatives(certificate), []));
    }

    private static (string Type, int Bits) Key(X509Certificate2 certificate)
    {
        using var rsa = certificate.GetRSAPublicKey();
        if (rsa is not null)
            return ("RSA", rsa.KeySize);
        using var ecdsa = certificate.GetECDsaPublicKey();
        return ecdsa is not null ? ("ECDSA", ecdsa.KeySize) : (certificate.GetKeyAlgorithm(), 0);
    }

    private static string[] Alternatives(X509Certificate2 certificate) =>
        [.. certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().SelectMany(names => names.EnumerateDnsNames())];

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
