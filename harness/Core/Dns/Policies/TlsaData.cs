using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Harness.Core.Dns.Policies;

/// <summary>What a TLSA record says of a certificate (RFC 6698 §2).</summary>
/// <param name="Usage">0 and 1: of a public authority, which SMTP does not use (RFC 7672 §3.1.3); 2: an issuer; 3: the server's own.</param>
/// <param name="Selector">0: the whole certificate; 1: its public key.</param>
/// <param name="Matching">0: the octets themselves; 1: SHA-256; 2: SHA-512.</param>
/// <param name="Data">The octets, in hexadecimal digits.</param>
public sealed record TlsaData(int Usage, int Selector, int Matching, string Data)
{
    /// <summary>Whether SMTP goes by it.</summary>
    public bool IsUsable => Usage is 2 or 3 && Selector is 0 or 1 && (Matching, Data.Length) is (0, > 0) or (1, 64) or (2, 128);

    /// <summary>Reads the data of a record; null where it is none.</summary>
    public static TlsaData? Parse(string data) => data.Split(' ', 4) is [var usage, var selector, var matching, var hex]
        && byte.TryParse(usage, CultureInfo.InvariantCulture, out byte u) && byte.TryParse(selector, CultureInfo.InvariantCulture, out byte s) && byte.TryParse(matching, CultureInfo.InvariantCulture, out byte m)
        ? new TlsaData(u, s, m, hex.Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant())
        : null;

    /// <summary>The record that a certificate needs.</summary>
    /// <exception cref="CryptographicException">The octets are no certificate.</exception>
    public static TlsaData Of(byte[] certificate, int usage, int selector, int matching)
    {
        byte[] octets = certificate;
        if (selector == 1)
        {
            using X509Certificate2 read = X509CertificateLoader.LoadCertificate(certificate);
            octets = read.PublicKey.ExportSubjectPublicKeyInfo();
        }

        byte[] matched = matching switch { 1 => SHA256.HashData(octets), 2 => SHA512.HashData(octets), _ => octets };
        return new TlsaData(usage, selector, matching, Convert.ToHexStringLower(matched));
    }

    /// <summary>Whether it is one of a chain: the server's own certificate first.</summary>
    public bool Matches(IReadOnlyList<byte[]> chain)
        => (Usage == 3 ? chain.Take(1) : chain).Any(c => Matches(c));

    private bool Matches(byte[] certificate)
    {
        try
        {
            return Of(certificate, Usage, Selector, Matching).Data == Data;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    /// <summary>As a zone file spells it.</summary>
    public override string ToString() => $"{Usage} {Selector} {Matching} {Data}";
}
