using System.Net;
using System.Net.Sockets;
using DnsClient;
using DnsClient.Protocol;

namespace Harness.Core.Dns.Lookup;

/// <summary>Asks a resolver, with the DO bit set so that it says what it has validated.</summary>
public sealed class ResolverLookup : IDnsLookup
{
    // More than any honest name has; a resolver may be hostile.
    private const int MostRecords = 200;
    private const int LongestData = 8 * 1024;

    private readonly LookupClient _client;

    /// <summary>Asks this resolver, or the machine's own.</summary>
    /// <param name="resolver">Address and port; null: what the machine uses.</param>
    /// <param name="tcpOnly">For a resolver that is only reached over TCP.</param>
    public ResolverLookup(IPEndPoint? resolver, bool tcpOnly = false)
    {
        LookupClientOptions options = resolver is null ? new LookupClientOptions() : new LookupClientOptions(resolver);
        options.UseCache = false;
        options.Timeout = TimeSpan.FromSeconds(5);
        options.Retries = 1;
        options.ThrowDnsErrors = false;
        options.RequestDnsSecRecords = true;
        options.UseTcpOnly = tcpOnly;
        options.ContinueOnDnsError = false;
        options.ContinueOnEmptyResponse = false;
        _client = new LookupClient(options);
    }

    /// <inheritdoc/>
    public async Task<DnsAnswer> AskAsync(string name, string type, CancellationToken cancel)
    {
        string plain = DnsNames.Plain(name);
        if (!DnsNames.CanBeAsked(plain))
        {
            return new DnsAnswer(plain, type, DnsStatus.NoName, []);
        }

        try
        {
            IDnsQueryResponse answer = await _client.QueryAsync(plain + ".", Enum.Parse<QueryType>(type), QueryClass.IN, cancel);
            DnsRecord[] records = [.. answer.Answers.Take(MostRecords).Select(Read).OfType<DnsRecord>()];
            bool authentic = answer.Header.IsAuthenticData;
            return answer.Header.ResponseCode switch
            {
                DnsHeaderResponseCode.NotExistentDomain => new DnsAnswer(plain, type, DnsStatus.NoName, records, authentic),
                DnsHeaderResponseCode.NoError => new DnsAnswer(plain, type, records.Any(r => r.Type == type) ? DnsStatus.Answered : DnsStatus.NoData, records, authentic),
                var code => new DnsAnswer(plain, type, DnsStatus.Failed, [], Failure: $"{code}"),
            };
        }
        catch (Exception silent) when (silent is DnsResponseException or SocketException or IOException or OperationCanceledException or ArgumentException or InvalidOperationException && !cancel.IsCancellationRequested)
        {
            return new DnsAnswer(plain, type, DnsStatus.Failed, [], Failure: silent is OperationCanceledException || silent.Message.Contains("timed out", StringComparison.Ordinal) ? "no answer in time" : silent.Message.ReplaceLineEndings(" "));
        }
    }

    private static DnsRecord? Read(DnsResourceRecord record)
    {
        (string Type, string Data)? read = record switch
        {
            MxRecord mx => ("MX", $"{mx.Preference} {Name(mx.Exchange)}"),
            ARecord a => ("A", $"{a.Address}"),
            AaaaRecord aaaa => ("AAAA", $"{aaaa.Address}"),
            PtrRecord ptr => ("PTR", Name(ptr.PtrDomainName)),
            CNameRecord alias => ("CNAME", Name(alias.CanonicalName)),
            NsRecord ns => ("NS", Name(ns.NSDName)),
            TxtRecord txt => ("TXT", string.Concat(txt.Text)),
            TlsaRecord tlsa => ("TLSA", $"{(int)tlsa.CertificateUsage} {(int)tlsa.Selector} {(int)tlsa.MatchingType} {Convert.ToHexStringLower([.. tlsa.CertificateAssociationData])}"),
            _ => null,
        };
        return read is not { } known ? null
            : new DnsRecord(Name(record.DomainName), known.Type, known.Data.Length <= LongestData ? known.Data : known.Data[..LongestData]);
    }

    private static string Name(DnsString name) => name.Value == "." ? "." : DnsNames.Plain(name.Value);
}
