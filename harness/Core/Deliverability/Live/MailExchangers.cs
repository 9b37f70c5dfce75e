using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Harness.Core.Smtp;
using Harness.Core.Smtp.Tls;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;

namespace Harness.Core.Deliverability.Live;

/// <summary>Speaks to exchangers with MailKit, as an ordinary sender would, and goes before a message.</summary>
/// <param name="port">25, but in tests.</param>
/// <param name="heloName">The name to introduce itself with; null: MailKit's choice.</param>
/// <param name="authorities">Certificates to trust besides the machine's own; empty but in tests.</param>
/// <param name="deadlines">The patience.</param>
public sealed class MailExchangers(int port, string? heloName, X509Certificate2Collection authorities, Deadlines deadlines) : IExchangers
{
    /// <inheritdoc/>
    public async Task<ExchangerSeen> SeeAsync(string host, IPAddress address, IReadOnlyList<string> recipients, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(deadlines.Connect + deadlines.Tls + deadlines.Reply);
        try
        {
            return await SpeakAsync(host, address, recipients, SecureSocketOptions.StartTlsWhenAvailable, new Presented(), limit.Token);
        }
        catch (SslHandshakeException broken)
        {
            // Whether it takes mail for somebody can be asked in clear as well.
            try
            {
                return await SpeakAsync(host, address, recipients, SecureSocketOptions.None, new Presented(), limit.Token) with { OffersTls = true, Trusted = Line(broken.InnerException?.Message ?? broken.Message) };
            }
            catch (Exception silent) when (IsTheirs(silent, cancel))
            {
                return ExchangerSeen.Unreached(host, address, Line(silent.Message));
            }
        }
        catch (Exception silent) when (IsTheirs(silent, cancel))
        {
            return ExchangerSeen.Unreached(host, address, silent is OperationCanceledException ? "no answer in time" : Line(silent.Message));
        }
    }

    private async Task<ExchangerSeen> SpeakAsync(string host, IPAddress address, IReadOnlyList<string> recipients, SecureSocketOptions security, Presented seen, CancellationToken cancel)
    {
        using var client = new AskingClient { CheckCertificateRevocation = false };
        client.LocalDomain = heloName ?? client.LocalDomain;
        client.ServerCertificateValidationCallback = (_, certificate, chain, errors) => seen.Take(host, certificate, chain, errors, authorities);
        await using var connection = new BoundedStream(await Tcp.OpenAsync(new IPEndPoint(address, port), cancel), ReplyScan.MaxOctets);
        await client.ConnectAsync(connection, host, port, security, cancel);
        bool offers = client.IsSecure || client.Capabilities.HasFlag(SmtpCapabilities.StartTLS);
        Dictionary<string, string> answers = [];
        string sender = await client.AskAsync("MAIL FROM:<>", cancel);
        foreach (string recipient in recipients)
        {
            answers[recipient] = sender.StartsWith('2') ? await client.AskAsync($"RCPT TO:<{recipient}>", cancel) : sender;
        }

        await client.DisconnectAsync(true, cancel);
        return new ExchangerSeen(host, address, null, offers, seen.Chain, seen.Wrong, answers);
    }

    private static bool IsTheirs(Exception silent, CancellationToken cancel)
        => silent is SocketException or IOException or ProtocolException or CommandException or NotSupportedException or ServiceNotConnectedException or AuthenticationException
        || (silent is OperationCanceledException && !cancel.IsCancellationRequested);

    private static string Line(string text) => Visible.Escape(text.ReplaceLineEndings(" ").Trim());

    private sealed class AskingClient : SmtpClient
    {
        protected override SslClientAuthenticationOptions GetSslClientAuthenticationOptions(string host, RemoteCertificateValidationCallback remoteCertificateValidationCallback)
        {
            SslClientAuthenticationOptions options = base.GetSslClientAuthenticationOptions(host, remoteCertificateValidationCallback);
            options.CertificateChainPolicy = OfflineChain.Policy();
            return options;
        }

        public async Task<string> AskAsync(string command, CancellationToken cancel)
        {
            SmtpResponse answer = await SendCommandAsync(command + "\r\n", cancel);
            return Visible.Escape($"{(int)answer.StatusCode} {answer.Response}");
        }
    }

    private sealed class Presented
    {
        public IReadOnlyList<byte[]> Chain { get; private set; } = [];

        public string? Wrong { get; private set; }

        public bool Take(string host, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors, X509Certificate2Collection authorities)
        {
            if (certificate is not X509Certificate2 own)
            {
                return true;
            }

            Chain = [own.RawData, .. (chain?.ChainPolicy.ExtraStore ?? []).Select(c => c.RawData).Where(c => !c.AsSpan().SequenceEqual(own.RawData))];
            bool anchored = !errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors) || (authorities.Count > 0 && IsAnchored(own, chain, authorities));
            Wrong = DateTime.Now > own.NotAfter || DateTime.Now < own.NotBefore ? $"the certificate is valid from {own.NotBefore:yyyy-MM-dd} to {own.NotAfter:yyyy-MM-dd}"
                : !own.MatchesHostname(host, allowWildcards: true, allowCommonName: false) ? $"the certificate ({own.Subject}) is not one of {host}"
                : !anchored ? $"the certificate ({own.Subject}) is of no authority that is trusted"
                : null;
            return true;
        }

        private static bool IsAnchored(X509Certificate2 own, X509Chain? shown, X509Certificate2Collection authorities)
        {
            using var chain = new X509Chain();
            chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
            chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
            chain.ChainPolicy.DisableCertificateDownloads = true;
            chain.ChainPolicy.ExtraStore.AddRange(shown?.ChainPolicy.ExtraStore ?? []);
            return chain.Build(own);
        }
    }
}
