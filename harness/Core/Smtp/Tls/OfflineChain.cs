using System.Security.Cryptography.X509Certificates;

namespace Harness.Core.Smtp.Tls;

/// <summary>
/// How the chain of a certificate that a server shows is built: of what it shows and what this machine has. A certificate names addresses
/// at which its issuer and its revocation are to be had, and they are the server's to choose.
/// </summary>
internal static class OfflineChain
{
    /// <summary>A policy that asks nobody.</summary>
    public static X509ChainPolicy Policy() => new() { RevocationMode = X509RevocationMode.NoCheck, DisableCertificateDownloads = true };
}
