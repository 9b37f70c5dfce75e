using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Harness.Core.Dns.Lookup;
using Harness.Core.Dns.Policies;
using Harness.Core.Smtp.Tls;

namespace Harness.Core.Deliverability.Live;

/// <summary>Fetches policies over https, at the addresses that the resolver gives, without following anything (RFC 8461 §3.3).</summary>
/// <param name="dns">Finds the address of <c>mta-sts.DOMAIN</c>.</param>
/// <param name="port">443, but in tests.</param>
/// <param name="authorities">Certificates to trust in the place of the machine's own; empty but in tests.</param>
/// <param name="patience">For the whole fetch; §3.3 suggests a minute.</param>
public sealed class HttpsPolicyFiles(IDnsLookup dns, int port, X509Certificate2Collection authorities, TimeSpan patience) : IPolicyFiles
{
    /// <inheritdoc/>
    public async Task<PolicyFile> FetchAsync(string domain, CancellationToken cancel)
    {
        string host = $"mta-sts.{domain}";
        DnsAnswer[] looked = [await dns.AskAsync(host, "A", cancel), await dns.AskAsync(host, "AAAA", cancel)];
        IPAddress[] addresses = [.. looked.SelectMany(l => l.Data).Select(IPAddress.Parse)];
        if (addresses.Length == 0)
        {
            return looked.FirstOrDefault(l => l.Status == DnsStatus.Failed) is { } failed
                ? new PolicyFile(null, $"the resolver did not answer {host}: {failed.Failure}", IsUnreached: true)
                : new PolicyFile(null, $"{host} has no address");
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(patience);
        try
        {
            using HttpMessageInvoker client = new(Handler(addresses));
            using var request = new HttpRequestMessage(HttpMethod.Get, new UriBuilder(Uri.UriSchemeHttps, host, port, "/.well-known/mta-sts.txt").Uri);
            using HttpResponseMessage answer = await client.SendAsync(request, limit.Token);
            return answer.StatusCode != HttpStatusCode.OK ? new PolicyFile(null, $"the web server answers {(int)answer.StatusCode}, not 200")
                : answer.Content.Headers.ContentType?.MediaType is var type && type != "text/plain" ? new PolicyFile(null, $"the policy is served as {type ?? "nothing"}, not as text/plain")
                : await BodyAsync(answer.Content, limit.Token) is { } text ? new PolicyFile(text, null)
                : new PolicyFile(null, $"the policy is longer than {MtaStsPolicy.MostOctets} octets");
        }
        catch (Exception failed) when (failed is HttpRequestException or IOException or SocketException || (failed is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            bool unreached = failed is OperationCanceledException or SocketException or HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError };
            return new PolicyFile(null, failed is OperationCanceledException ? "no answer in time" : (failed.InnerException?.Message ?? failed.Message).ReplaceLineEndings(" "), unreached);
        }
    }

    private SocketsHttpHandler Handler(IPAddress[] addresses)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            MaxResponseHeadersLength = 16,
            ConnectCallback = async (_, cancel) =>
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
                try
                {
                    await socket.ConnectAsync(addresses, port, cancel);
                    return new NetworkStream(socket, ownsSocket: true);
                }
                catch
                {
                    socket.Dispose();
                    throw;
                }
            },
        };
        X509ChainPolicy policy = OfflineChain.Policy();
        if (authorities.Count > 0)
        {
            policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            policy.CustomTrustStore.AddRange(authorities);
        }

        handler.SslOptions.CertificateChainPolicy = policy;
        return handler;
    }

    // One octet too many is enough to know.
    private static async Task<string?> BodyAsync(HttpContent content, CancellationToken cancel)
    {
        await using Stream stream = await content.ReadAsStreamAsync(cancel);
        byte[] octets = new byte[MtaStsPolicy.MostOctets + 1];
        int read = await stream.ReadAtLeastAsync(octets, octets.Length, throwOnEndOfStream: false, cancel);
        return read > MtaStsPolicy.MostOctets ? null : Encoding.UTF8.GetString(octets, 0, read);
    }
}
