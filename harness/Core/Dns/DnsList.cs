using System.Net;
using System.Net.Sockets;
using DnsClient;

namespace Harness.Core.Dns;

/// <summary>A DNS-based list of addresses (RFC 5782): DNSBL or DNSWL.</summary>
/// <param name="zone">The list's zone, as in <c>zen.spamhaus.org</c>.</param>
/// <param name="dns">The resolver to ask.</param>
public sealed class DnsList(string zone, IDnsQuery dns)
{
    /// <summary>The test point that every list must list (RFC 5782 §5).</summary>
    public static readonly IPAddress ListedTestPoint = IPAddress.Parse("127.0.0.2");

    /// <summary>The test point that no list may list (RFC 5782 §5).</summary>
    public static readonly IPAddress UnlistedTestPoint = IPAddress.Loopback;

    /// <summary>The list's zone.</summary>
    public string Zone { get; } = zone;

    /// <summary>The name to ask about an address: octets or nibbles in reverse (RFC 5782 §2.1, §2.4).</summary>
    public static string QueryName(IPAddress address, string zone)
    {
        byte[] octets = address.GetAddressBytes();
        IEnumerable<string> labels = address.AddressFamily == AddressFamily.InterNetworkV6
            ? octets.SelectMany(o => new[] { $"{o >> 4:x}", $"{o & 15:x}" })
            : octets.Select(o => $"{o}");
        return string.Join('.', labels.Reverse().Append(zone));
    }

    /// <summary>The codes the list answers for an address; none: not listed.</summary>
    /// <exception cref="DnsResponseException">The list did not answer: SERVFAIL, REFUSED, a timeout.</exception>
    public async Task<IReadOnlyList<IPAddress>> CodesAsync(IPAddress address, CancellationToken cancel)
    {
        IDnsQueryResponse answer = await dns.QueryAsync(QueryName(address, Zone), QueryType.A, cancellationToken: cancel);
        return answer.HasError && answer.Header.ResponseCode != DnsHeaderResponseCode.NotExistentDomain
            ? throw new DnsResponseException((DnsResponseCode)answer.Header.ResponseCode, answer.ErrorMessage)
            : [.. answer.Answers.ARecords().Select(a => a.Address)];
    }
}
