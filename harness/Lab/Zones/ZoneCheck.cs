using System.Net;
using DnsClient;
using Harness.Core.Dns;
using Harness.Lab.Clients;

namespace Harness.Lab.Zones;

/// <summary>
/// Asks the lab's resolver whether the world is as the attacks assume: a lab that lies would make findings of its own.
/// </summary>
internal static class ZoneCheck
{
    // A connection through a published port costs tens of milliseconds; one that is there is used again.
    private const int Connections = 4;

    /// <summary>Checks every zone for both test points and every client, and every client's PTR.</summary>
    /// <param name="resolver">The published end of the lab's resolver (TCP).</param>
    /// <param name="clients">The clients of the lab.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="LabException">The first answer that is not as it should be.</exception>
    public static async Task RequireAsync(IPEndPoint resolver, IReadOnlyList<LabClient> clients, CancellationToken cancel)
    {
        var dns = new LookupClient(new LookupClientOptions(resolver)
        {
            UseTcpOnly = true,
            UseCache = false,
            Retries = 1,
            Timeout = TimeSpan.FromSeconds(5),
        });
        LabClient[] onTheLink = [.. clients.Where(c => !c.IsLoopback)];
        IEnumerable<Func<Task>> listings = KnownClients.Zones.Select(z => new DnsList(z, dns)).SelectMany(list => onTheLink
            .Select(Func<Task> (c) => () => RequireListingAsync(list, IPAddress.Parse(c.Address), c.Listings.GetValueOrDefault(list.Zone), cancel))
            .Append(() => RequireListingAsync(list, DnsList.ListedTestPoint, "127.0.0.2", cancel))
            .Append(() => RequireListingAsync(list, DnsList.UnlistedTestPoint, null, cancel)));
        IEnumerable<Func<Task>> names = onTheLink.Select(Func<Task> (c) => () => RequirePtrAsync(dns, c, cancel));
        var few = new ParallelOptions { MaxDegreeOfParallelism = Connections, CancellationToken = cancel };
        try
        {
            await Parallel.ForEachAsync(listings.Concat(names), few, async (check, _) => await check());
        }
        catch (DnsResponseException unanswered)
        {
            throw new LabException($"the lab's resolver does not answer: {unanswered.Message}", unanswered);
        }
    }

    private static async Task RequireListingAsync(DnsList list, IPAddress address, string? code, CancellationToken cancel)
    {
        string? seen = await list.CodesAsync(address, cancel) is [var first, ..] ? first.ToString() : null;
        if (seen != code)
        {
            throw new LabException(
                $"the lab's {list.Zone} answers {seen ?? "nothing"} for {address}, where the attacks assume {code ?? "nothing"}");
        }
    }

    private static async Task RequirePtrAsync(LookupClient dns, LabClient client, CancellationToken cancel)
    {
        IDnsQueryResponse answer = await dns.QueryReverseAsync(IPAddress.Parse(client.Address), cancel);
        string? seen = answer.Answers.PtrRecords().FirstOrDefault()?.PtrDomainName.Value.TrimEnd('.');
        if (seen != client.Name)
        {
            throw new LabException($"the lab's DNS names {client.Address} {seen ?? "nothing"}, where the attacks assume {client.Name ?? "nothing"}");
        }
    }
}
