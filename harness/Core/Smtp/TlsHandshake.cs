using System.ComponentModel;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Harness.Core.Smtp;

/// <summary>The client's side of a TLS handshake that accepts and records any certificate: judging it is for others.</summary>
internal static class TlsHandshake
{
    /// <returns>The encrypted stream when established, else null with the plain stream left open.</returns>
    public static async Task<(SslStream? Stream, TlsOutcome Outcome)> RunAsync(
        Stream plain, string targetHost, TimeSpan deadline, CancellationToken ct)
    {
        PresentedCertificate? certificate = null;
        var options = new SslClientAuthenticationOptions
        {
            TargetHost = targetHost,
            CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
#pragma warning disable CA5359 // SMTP is encrypted to whoever answers (RFC 3207 §4.1); a bad certificate is a finding, not an end.
            RemoteCertificateValidationCallback = (_, shown, _, _) =>
            {
                if (shown is X509Certificate2 x509)
                    certificate = PresentedCertificate.Of(x509);
                return true;
            },
#pragma warning restore CA5359
        };

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(deadline);
        var tls = new SslStream(plain, leaveInnerStreamOpen: true);
        try
        {
            await tls.AuthenticateAsClientAsync(options, limit.Token).ConfigureAwait(false);
            return (tls, new TlsOutcome(
                true, Name(tls.SslProtocol), tls.NegotiatedCipherSuite.ToString(), certificate, null));
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            await tls.DisposeAsync().ConfigureAwait(false);
            return (null, new TlsOutcome(false, null, null, certificate, $"timed out after {deadline.TotalSeconds:0.###} s"));
        }
        catch (Exception failure) when (failure is AuthenticationException or IOException or SocketException or Win32Exception)
        {
            await tls.DisposeAsync().ConfigureAwait(false);
            return (null, new TlsOutcome(false, null, null, certificate, Why(failure)));
        }
        catch
        {
            await tls.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    // By name: the constants of the versions that must not be used any more are obsolete, the servers are not.
    private static string Name(SslProtocols protocol) => protocol.ToString() switch
    {
        "Tls" => "TLSv1",
        "Tls11" => "TLSv1.1",
        "Tls12" => "TLSv1.2",
        "Tls13" => "TLSv1.3",
        var other => other,
    };

    private static string Why(Exception failure) =>
        failure.InnerException is { } cause ? $"{failure.Message} {Why(cause)}" : failure.Message;
}
