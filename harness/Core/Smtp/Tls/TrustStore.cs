using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Harness.Core.Smtp.Tls;

/// <summary>What this machine's own store of root certificates knows about a chain. Nothing is fetched to find out.</summary>
internal static class TrustStore
{
    /// <summary>
    /// Whether the chain, as it was shown, leads to a root that this machine trusts, whatever its names and dates are; null for a
    /// self-signed certificate, a chain that cannot be read, and none.
    /// </summary>
    /// <param name="chain">The certificates in DER, the server's own first.</param>
    public static bool? Anchors(IReadOnlyList<byte[]> chain)
    {
        X509Certificate2Collection shown = [];
        try
        {
            foreach (byte[] der in chain)
            {
                shown.Add(X509CertificateLoader.LoadCertificate(der));
            }

            return shown.Count == 0 || shown[0].SubjectName.RawData.AsSpan().SequenceEqual(shown[0].IssuerName.RawData) ? null : Anchors(shown);
        }
        catch (CryptographicException)
        {
            return null;
        }
        finally
        {
            foreach (X509Certificate2 certificate in shown)
            {
                certificate.Dispose();
            }
        }
    }

    private static bool Anchors(X509Certificate2Collection shown)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        // A certificate names addresses at which its issuer is to be had; they are the server's to choose.
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.ExtraStore.AddRange(shown);
        chain.ChainPolicy.VerificationFlags = X509VerificationFlags.IgnoreNotTimeValid;
        _ = chain.Build(shown[0]);
        foreach (X509ChainElement element in chain.ChainElements)
        {
            element.Certificate.Dispose();
        }

        return !chain.ChainStatus.Any(s => s.Status is X509ChainStatusFlags.PartialChain or X509ChainStatusFlags.UntrustedRoot or X509ChainStatusFlags.NotSignatureValid);
    }
}
