using System.Net;
using System.Net.Sockets;
using System.Text;
using Harness.Core.Storm;
using Harness.Lab.Clients;
using Harness.Lab.Servers;
using Harness.Lab.Storm;

namespace Harness.Lab.Zones;

/// <summary>The lab's DNS data: what unbound and rbldnsd serve, made from the clients and the world.</summary>
internal static class ZoneFiles
{
    // containers/dns/list counts the ports in the same order.
    private const int FirstListPort = 5301;

    /// <summary>unbound's local data, and the stub zones that lead to the lists.</summary>
    public static string Unbound(IReadOnlyList<LabClient> clients)
    {
        var text = new StringBuilder();
        foreach (LabClient client in clients.Where(c => c.Name is not null && !c.IsLoopback))
        {
            text.Append($"local-data: \"{client.Name}. IN {AddressType(client.Address)} {client.Address}\"\n");
            text.Append($"local-data-ptr: \"{client.Address} {client.Name}\"\n");
        }

        foreach (WorldHost host in LabInternet.World)
        {
            text.Append($"local-data: \"{host.Domain}. IN MX 10 {host.Name}.\"\n");
            text.Append($"local-data: \"{host.Name}. IN A {host.Address}\"\n");
            text.Append($"local-data-ptr: \"{host.Address} {host.Name}\"\n");
        }

        text.Append($"local-data: \"{StormPlan.Domain}. IN MX 10 mx.{StormPlan.Domain}.\"\n");
        text.Append($"local-data: \"mx.{StormPlan.Domain}. IN A {StormGround.NextHop}\"\n");

        // The other mail servers: some ask whether a sender in their own domain exists.
        text.Append($"local-data: \"{KnownServers.Domain}. IN MX 10 {KnownServers.HostName}.\"\n");
        foreach (ServerKind server in KnownServers.All)
        {
            text.Append($"local-data: \"{KnownServers.HostName}. IN A {server.Address}\"\n");
            text.Append($"local-data-ptr: \"{server.Address} {KnownServers.HostName}\"\n");
        }

        // The domain attacks send from: it exists and takes mail, as an honest sender's does.
        text.Append("local-data: \"sender.example. IN MX 10 mx.tls.example.\"\n");
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

    private static string Reason(string address, string code) => $"listed as {code}, see the removal page for {address}";

    private static string AddressType(string address) => IsIpv6(address) ? "AAAA" : "A";

    private static bool IsIpv6(string address) => IPAddress.Parse(address).AddressFamily == AddressFamily.InterNetworkV6;
}
