using System.ComponentModel;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Harness.Core.Smtp.Tls;

/// <summary>The client's side of a TLS handshake that accepts and records any certificate: judging it is for others.</summary>
internal static class TlsHandshake
{
    /// <returns>The encrypted stream when established, else null with the plain stream left open.</returns>
    public static async Task<(SslStream? Stream, TlsOutcome Outcome)> RunAsync(
        Stream plain, string targetHost, TimeSpan deadline, CancellationToken ct)
    {
        IReadOnlyList<byte[]> chain = [];
        var options = new SslClientAuthenticationOptions
        {
            TargetHost = targetHost,
            // A session that is resumed shows the certificate of the one before it.
            AllowTlsResume = false,
            CertificateChainPolicy = OfflineChain.Policy(),
#pragma warning disable CA5359 // SMTP is encrypted to whoever answers (RFC 3207 §4.1); a bad certificate is a finding, not an end.
            RemoteCertificateValidationCallback = (_, shown, built, _) =>
            {
                chain = Shown(shown, built);
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
            return (tls, Outcome(true, TlsVersions.Name(tls.SslProtocol), tls.NegotiatedCipherSuite.ToString(), chain, null));
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            await tls.DisposeAsync().ConfigureAwait(false);
            return (null, Outcome(false, null, null, chain, $"timed out after {deadline.TotalSeconds:0.###} s") with { IsLate = true });
        }
        catch (Exception failure) when (failure is AuthenticationException or IOException or SocketException or Win32Exception)
        {
            await tls.DisposeAsync().ConfigureAwait(false);
            return (null, Outcome(false, null, null, chain, Why(failure)));
        }
        catch
        {
            await tls.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static TlsOutcome Outcome(bool established, string? protocol, string? suite, IReadOnlyList<byte[]> chain, string? detail)
    {
        PresentedCertificate[] shown = [.. chain.Select(PresentedCertificate.Of)];
        return new TlsOutcome(established, protocol, suite, shown.FirstOrDefault(), detail)
        {
            Issuers = [.. shown.Skip(1)],
            Anchored = TrustStore.Anchors(chain),
        };
    }

    // The stream hands over what else the server showed among what the chain may be built from.
    private static byte[][] Shown(X509Certificate? own, X509Chain? built)
    {
        byte[]? first = own?.GetRawCertData();
        return first is null ? []
            : [first, .. (built?.ChainPolicy.ExtraStore ?? []).Select(c => c.RawData).Where(c => !c.AsSpan().SequenceEqual(first)).Take(ServerFlight.MostCertificates)];
    }

    private static string Why(Exception failure) =>
        failure.InnerException is { } cause ? $"{failure.Message} {Why(cause)}" : failure.Message;
}
