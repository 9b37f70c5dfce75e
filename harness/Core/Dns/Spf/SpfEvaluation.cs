using System.Net;
using Harness.Core.Dns.Lookup;

namespace Harness.Core.Dns.Spf;

/// <summary>Asks the SPF records of a domain about a client: check_host() of RFC 7208 §4.</summary>
public sealed class SpfEvaluation
{
    /// <summary>How many terms may ask the DNS (§4.6.4).</summary>
    public const int MostLookups = 10;

    /// <summary>How many look-ups may have no answer (§4.6.4).</summary>
    public const int MostVoid = 2;

    // Of the mx, and of the names of the client: more are an error, or are left out (§4.6.4).
    private const int MostHosts = 10;

    // What a walk past the limits still counts, to tell by how much it is over.
    private const int MostCounted = 100;
    private const int MostDeep = 20;

    private readonly IDnsLookup _dns;
    private readonly SpfQuestion _asked;
    private readonly bool _walk;
    private int _lookups;
    private int _void;

    private SpfEvaluation(IDnsLookup dns, SpfQuestion asked, bool walk) => (_dns, _asked, _walk) = (dns, asked, walk);

    /// <summary>Asks about a client.</summary>
    public static Task<SpfVerdict> OfAsync(IDnsLookup dns, SpfQuestion asked, CancellationToken cancel)
        => new SpfEvaluation(dns, asked, walk: false).WholeAsync(cancel);

    /// <summary>
    /// Goes through the records as for a client whom no term but <c>all</c> matches, and past the limits: what the whole costs, and
    /// what is said of strangers.
    /// </summary>
    public static Task<SpfVerdict> OfStrangerAsync(IDnsLookup dns, string domain, CancellationToken cancel)
        => new SpfEvaluation(dns, new SpfQuestion(IPAddress.Parse("192.0.2.1"), domain, $"postmaster@{domain}", domain), walk: true).WholeAsync(cancel);

    private async Task<SpfVerdict> WholeAsync(CancellationToken cancel)
    {
        try
        {
            (SpfResult result, string because) = await DomainAsync(_asked.Domain, 0, cancel);
            return new SpfVerdict(result, because, _lookups, _void);
        }
        catch (SpfErrorException error)
        {
            return new SpfVerdict(error.Result, error.Message, _lookups, _void);
        }
    }

    private async Task<(SpfResult Result, string Because)> DomainAsync(string domain, int depth, CancellationToken cancel)
    {
        if (depth > MostDeep)
        {
            throw new SpfErrorException(SpfResult.PermError, $"the records of {domain} include each other");
        }

        DnsAnswer answer = await AskAsync(domain, "TXT", countsVoid: false, cancel);
        string[] records = [.. answer.Data.Where(SpfRecord.IsSpf)];
        if (records.Length != 1)
        {
            return records.Length == 0 ? (SpfResult.None, $"{domain} has no SPF record") : throw new SpfErrorException(SpfResult.PermError, $"{domain} has {records.Length} SPF records");
        }

        (SpfRecord? record, string? wrong) = SpfRecord.Parse(records[0]);
        if (record is null)
        {
            throw new SpfErrorException(SpfResult.PermError, $"{domain}: {wrong}");
        }

        foreach (SpfTerm term in record.Terms)
        {
            if (term.AsksDns)
            {
                Count(domain, term.Text);
            }

            if (await MatchesAsync(term, domain, depth, cancel))
            {
                return (term.Result, $"{term.Text} of {domain}");
            }
        }

        if (record.Redirect is not { } redirect)
        {
            return (SpfResult.Neutral, $"no term of {domain} matches");
        }

        Count(domain, $"redirect={redirect}");
        string target = await ExpandedAsync(redirect, domain, cancel);
        (SpfResult result, string because) = await DomainAsync(target, depth + 1, cancel);
        // §6.1
        return result == SpfResult.None ? throw new SpfErrorException(SpfResult.PermError, $"redirect={redirect} of {domain}: {because}") : (result, because);
    }

    private async Task<bool> MatchesAsync(SpfTerm term, string domain, int depth, CancellationToken cancel)
    {
        string target = term.Domain is null ? domain : await ExpandedAsync(term.Domain, domain, cancel);
        switch (term.Name)
        {
            case "all":
                return true;
            case "include":
                (SpfResult result, string because) = await DomainAsync(target, depth + 1, cancel);
                // §5.2
                return result == SpfResult.None
                    ? throw new SpfErrorException(SpfResult.PermError, $"{term.Text} of {domain}: {because}")
                    : result == SpfResult.Pass;
            case "ip4" or "ip6":
                return !_walk && term.Covers(_asked.Client, term.Network!);
            case "exists":
                // IPv4 whoever the client is (§5.7).
                return (await AskAsync(target, "A", countsVoid: true, cancel)).Data.Count > 0 && !_walk;
            case "a":
                return await HasAsync(target, term, countsVoid: true, cancel) && !_walk;
            case "mx":
                return await MxAsync(target, term, cancel) && !_walk;
            default:
                return (await NamesAsync(cancel)).Any(n => DnsNames.IsWithin(n, target)) && !_walk;
        }
    }

    private async Task<bool> HasAsync(string host, SpfTerm term, bool countsVoid, CancellationToken cancel)
        => (await AskAsync(host, DnsNames.TypeOf(_asked.Client), countsVoid, cancel)).Data
            .Any(a => IPAddress.TryParse(a, out IPAddress? address) && term.Covers(_asked.Client, address));

    private async Task<bool> MxAsync(string domain, SpfTerm term, CancellationToken cancel)
    {
        IReadOnlyList<string> exchangers = (await AskAsync(domain, "MX", countsVoid: true, cancel)).Data;
        if (exchangers.Count > MostHosts)
        {
            throw new SpfErrorException(SpfResult.PermError, $"{term.Text}: {domain} has {exchangers.Count} exchangers, of which {MostHosts} are allowed");
        }

        bool found = false;
        foreach (string exchanger in exchangers)
        {
            found |= await HasAsync(exchanger.Split(' ')[^1], term, countsVoid: false, cancel);
        }

        return found;
    }

    // The client's names that lead back to it (§5.5). What fails there is no match, never an error.
    private async Task<IReadOnlyList<string>> NamesAsync(CancellationToken cancel)
    {
        List<string> names = [];
        DnsAnswer pointers = await _dns.AskAsync(DnsNames.Reverse(_asked.Client), "PTR", cancel);
        foreach (string name in pointers.Data.Take(MostHosts))
        {
            DnsAnswer addresses = await _dns.AskAsync(name, DnsNames.TypeOf(_asked.Client), cancel);
            if (addresses.Data.Any(a => IPAddress.TryParse(a, out IPAddress? address) && address.Equals(_asked.Client)))
            {
                names.Add(DnsNames.Plain(name));
            }
        }

        return names;
    }

    private async Task<string> ExpandedAsync(string spec, string domain, CancellationToken cancel)
    {
        string name = !SpfMacro.NeedsName(spec) ? "unknown"
            : (await NamesAsync(cancel)).OrderByDescending(n => n == domain).ThenByDescending(n => DnsNames.IsWithin(n, domain)).FirstOrDefault() ?? "unknown";
        return SpfMacro.Expand(spec, _asked, domain, name);
    }

    private void Count(string domain, string term)
    {
        _lookups++;
        if (_lookups > (_walk ? MostCounted : MostLookups))
        {
            throw new SpfErrorException(SpfResult.PermError, $"more than {(_walk ? MostCounted : MostLookups)} terms ask the DNS, the last of them {term} of {domain}");
        }
    }

    private async Task<DnsAnswer> AskAsync(string name, string type, bool countsVoid, CancellationToken cancel)
    {
        if (!DnsNames.CanBeAsked(name))
        {
            return new DnsAnswer(name, type, DnsStatus.NoName, []);
        }

        DnsAnswer answer = await _dns.AskAsync(name, type, cancel);
        if (answer.Status == DnsStatus.Failed)
        {
            throw new SpfErrorException(SpfResult.TempError, $"{name} {type}: {answer.Failure}");
        }

        if (countsVoid && answer.Data.Count == 0 && ++_void > MostVoid && !_walk)
        {
            throw new SpfErrorException(SpfResult.PermError, $"more than {MostVoid} look-ups have no answer, the last of them {name} {type}");
        }

        return answer;
    }

    private sealed class SpfErrorException(SpfResult result, string message) : Exception(message)
    {
        public SpfResult Result { get; } = result;
    }
}
