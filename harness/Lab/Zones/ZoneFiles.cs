using System.Net;
using System.Net.Sockets;
using System.Text;
using Harness.Core.Dns;
using Harness.Lab.Clients;

namespace Harness.Lab.Zones;

/// <summary>The lab's DNS data: what unbound and rbldnsd serve, made from the clients and the world.</summary>
internal static class ZoneFiles
{
    // containers/internet/list counts the ports in the same order.
    private const int FirstListPort = 5301;

    /// <summary>unbound's local data, and the stub zones that lead to the lists.</summary>
    public static string Unbound(IReadOnlyList<LabClient> clients)
    {
        var text = new StringBuilder();
        foreach (ZoneRecord record in LabNames.Records(clients))
        {
            text.Append($"local-data: '{record.Name}. IN {record.Type} {record.Value}'\n");
        }

        foreach ((string address, string name) in LabNames.Pointers(clients))
        {
            text.Append($"local-data-ptr: \"{address} {name}\"\n");
        }

        // Who listens on that port answers SERVFAIL.
        text.Append($"local-zone: \"{LabNames.Failing}.\" typetransparent\n");
        text.Append($"stub-zone:\n  name: \"{LabNames.Failing}\"\n  stub-addr: 127.0.0.1@{FirstListPort - 1}\nserver:\n");
        foreach (string zone in KnownClients.Zones)
        {
            text.Append($"local-zone: \"{zone}.\" typetransparent\n");
        }

        foreach ((string zone, int index) in KnownClients.Zones.Order(StringComparer.Ordinal).Select((z, i) => (z, i)))
        {
            text.Append($"stub-zone:\n  name: \"{zone}\"\n  stub-addr: 127.0.0.1@{FirstListPort + index}\n");
        }

        return text.ToString();
    }

    /// <summary>rbldnsd's data for one zone and one address family (rbldnsd(8), ip4trie and ip6trie).</summary>
    public static string List(string zone, IReadOnlyList<LabClient> clients, bool ipv6)
    {
        var text = new StringBuilder(ipv6 ? "" : $"127.0.0.2 :127.0.0.2:{Reason(zone, "127.0.0.2")}\n");
        foreach (LabClient client in clients.Where(c => !c.IsLoopback && c.Listings.ContainsKey(zone)))
        {
            if (IsIpv6(client.Address) == ipv6)
            {
                text.Append(Entry(client, zone));
            }
        }

        return text.ToString();
    }

    /// <summary>The line that lists one client on a zone.</summary>
    public static string Entry(LabClient client, string zone)
        => $"{client.Address} :{client.Listings[zone]}:{Reason(client.Address, client.Listings[zone])}\n";

    /// <summary>The same as records: what a list that does as it should answers.</summary>
    public static IEnumerable<ZoneRecord> Listings(string zone, IReadOnlyList<LabClient> clients) => clients
        .Where(c => !c.IsLoopback && c.Listings.ContainsKey(zone))
        .Select(c => (c.Address, Code: c.Listings[zone], Reason: Reason(c.Address, c.Listings[zone])))
        .Prepend(("127.0.0.2", "127.0.0.2", Reason(zone, "127.0.0.2")))
        .SelectMany(l => new[]
        {
            new ZoneRecord(DnsList.QueryName(IPAddress.Parse(l.Item1), zone), "A", l.Item2),
            new ZoneRecord(DnsList.QueryName(IPAddress.Parse(l.Item1), zone), "TXT", $"\"{l.Item3}\""),
        });

    private static string Reason(string address, string code) => $"listed as {code}, see the removal page for {address}";

    private static bool IsIpv6(string address) => IPAddress.Parse(address).AddressFamily == AddressFamily.InterNetworkV6;
}
