using System.Collections.Concurrent;
using System.Net;

namespace Harness.Core.Deliverability;

/// <summary>Speaks to each exchanger once, however many checks want to know.</summary>
internal sealed class KeptExchangers(IExchangers below) : IExchangers
{
    private readonly ConcurrentDictionary<(string, IPAddress), Lazy<Task<ExchangerSeen>>> _seen = new();

    public Task<ExchangerSeen> SeeAsync(string host, IPAddress address, IReadOnlyList<string> recipients, CancellationToken cancel)
        => _seen.GetOrAdd((host, address), key => new(() => below.SeeAsync(key.Item1, key.Item2, recipients, cancel))).Value;
}

/// <summary>Fetches a policy once.</summary>
internal sealed class KeptPolicies(IPolicyFiles below) : IPolicyFiles
{
    private readonly ConcurrentDictionary<string, Lazy<Task<PolicyFile>>> _files = new();

    public Task<PolicyFile> FetchAsync(string domain, CancellationToken cancel)
        => _files.GetOrAdd(domain, key => new(() => below.FetchAsync(key, cancel))).Value;
}
