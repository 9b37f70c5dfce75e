using System.Net;
using System.Net.Sockets;
using Harness.Core.Storm;
using Harness.Lab.Clients;
using Harness.Lab.Servers;

namespace Harness.Lab.Zones;

/// <summary>
/// What exists in the lab's DNS beside the lists that rbldnsd serves: the one source of the resolver's data and of what the access
/// model is told.
/// </summary>
internal static class LabNames
{
    /// <summary>The zone whose server answers SERVFAIL to every question.</summary>
    public const string Failing = "servfail.example";

    /// <summary>Names of which configurations ask what hosts, mail exchangers and name servers they have.</summary>
    private static readonly IReadOnlyList<ZoneRecord> _domains =
    [
        // The resolver has these of itself.
        new("localhost", "A", "127.0.0.1"),
        new("localhost", "AAAA", "::1"),
        // The domain attacks send from: it exists and takes mail, as an honest sender's does.
        new("sender.example", "MX", "10 mx.tls.example."),
        // Where the mail of a storm goes.
        new(StormPlan.Domain, "MX", $"10 mx.{StormPlan.Domain}."),
        new($"mx.{StormPlan.Domain}", "A", StormGround.NextHop),
        new("a-only.example", "A", "198.51.100.60"),
        new("aaaa-only.example", "AAAA", "2001:db8:e::60"),
        new("txt-only.example", "TXT", "\"no host\""),
        // RFC 7505.
        new("null-mx.example", "MX", "0 ."),
        new("mx-missing.example", "MX", "10 gone.mx-missing.example."),
        new("many-mx.example", "MX", "20 mx2.many-mx.example."),
        new("many-mx.example", "MX", "10 mx1.many-mx.example."),
        new("mx1.many-mx.example", "A", "198.51.100.64"),
        new("mx2.many-mx.example", "A", "198.51.100.65"),
        new("mx2.many-mx.example", "AAAA", "2001:db8:e::65"),
        new("delegated.example", "NS", "ns1.delegated.example."),
        new("delegated.example", "NS", "ns2.delegated.example."),
        new("ns1.delegated.example", "A", "198.51.100.80"),
        new("ns2.delegated.example", "A", "198.51.100.81"),
        new("host.delegated.example", "A", "198.51.100.82"),
        // The server under test is the second mail exchanger of one domain and the first of another.
        new("backup-mx.example", "MX", "10 primary.backup-mx.example."),
        new("backup-mx.example", "MX", "20 mx.example.test."),
        new("primary.backup-mx.example", "A", "198.51.100.61"),
        new("other-backup.example", "MX", "10 mx.tls.example."),
        new("other-backup.example", "MX", "20 mx.example.test."),
        new("primary-mx.example", "MX", "10 mx.example.test."),
        new("mx.example.test", "A", LabInternet.Mx),
    ];

    /// <summary>Lists that no attack switches: of names, of friends, and one that answers twice.</summary>
    private static readonly IReadOnlyList<ZoneRecord> _lists =
    [
        new("listed-domain.example.dbl.spamhaus.org", "A", "127.0.1.2"),
        new("listed-domain.example.dbl.spamhaus.org", "TXT", "\"a name of spammers\""),
        new("sub.listed-domain.example.dbl.spamhaus.org", "A", "127.0.1.255"),
        new("mail.listed-domain.example.dbl.spamhaus.org", "A", "127.0.1.4"),
        new("rhswl-listed.example.rhswl.example", "A", "127.0.0.2"),
        new("74.2.0.192.multi.list.example", "A", "127.0.0.2"),
        new("74.2.0.192.multi.list.example", "A", "127.0.0.9"),
        new("74.2.0.192.multi.list.example", "TXT", "\"twice; see $client\""),
        new("75.2.0.192.multi.list.example", "A", "127.0.0.3"),
        new("76.2.0.192.multi.list.example", "A", "203.0.113.99"),
        new("77.2.0.192.list.dnswl.org", "A", "127.0.5.2"),
        new("78.2.0.192.list.dnswl.org", "A", "127.0.5.0"),
    ];

    /// <summary>Every record of these clients' lab; names of addresses are not among them.</summary>
    public static IReadOnlyList<ZoneRecord> Records(IReadOnlyList<LabClient> clients) =>
    [
        .. Named(clients).Select(c => Host(c.Name!, c.Address)),
        .. LabInternet.World.SelectMany(h => new[] { new ZoneRecord(h.Domain, "MX", $"10 {h.Name}."), Host(h.Name, h.Address) }),
        // The other mail servers: some ask whether a sender in their own domain exists.
        new(KnownServers.Domain, "MX", $"10 {KnownServers.HostName}."),
        .. KnownServers.All.Select(s => Host(KnownServers.HostName, s.Address)),
        .. _domains,
        .. _lists,
    ];

    /// <summary>The names of addresses (PTR), with the name without its dot.</summary>
    public static IReadOnlyList<(string Address, string Name)> Pointers(IReadOnlyList<LabClient> clients) =>
    [
        .. Named(clients).Select(c => (c.Address, c.Name!)),
        .. LabInternet.World.Select(h => (h.Address, h.Name)),
        .. KnownServers.All.Select(s => (s.Address, KnownServers.HostName)),
    ];

    private static IEnumerable<LabClient> Named(IReadOnlyList<LabClient> clients) => clients.Where(c => c.Name is not null && !c.IsLoopback);

    private static ZoneRecord Host(string name, string address)
        => new(name, IPAddress.Parse(address).AddressFamily == AddressFamily.InterNetworkV6 ? "AAAA" : "A", address);
}
