using System.Net;
using System.Net.Sockets;

namespace Harness.Lab.Clients;

/// <summary>
/// Finds addresses to speak from that are inside the configuration's own <c>mynetworks</c> (postconf(5)), so that no line of
/// it has to be changed for the lab.
/// </summary>
internal static class InsideClients
{
    // Where in a network clients stand, in order of preference; the second one is put on the lists.
    private static readonly int[] _places = [77, 78, 79, 80, 140, 141, 201, 202];
    private const int Most = 4;

    /// <summary>
    /// Clients of the kind <c>inside</c>, as many as can speak side by side, and one <c>inside-listed</c>, from the first network that the lab can speak from;
    /// none where mynetworks names nothing but tables.
    /// </summary>
    /// <param name="mynetworks">The parameter's value with every <c>$name</c> filled.</param>
    /// <param name="underlay">The lab's Docker network, whose addresses are taken.</param>
    public static IReadOnlyList<LabClient> Of(string mynetworks, IPNetwork underlay)
    {
        IPNetwork[] networks = Networks(mynetworks);
        IPNetwork[] outside = [.. networks.Where(n => !IPAddress.IsLoopback(n.BaseAddress) && !underlay.Contains(n.BaseAddress))];
        IPNetwork? lan = outside.Where(n => n.PrefixLength is >= 8 and <= 24).Cast<IPNetwork?>().FirstOrDefault()
            ?? outside.Where(n => n.PrefixLength is > 24 and <= 29).Cast<IPNetwork?>().FirstOrDefault();
        return lan is { } network && On(network, Excluded(mynetworks)) is { Length: > 0 } clients ? clients
            : networks.Any(n => n.Contains(IPAddress.Loopback)) ? Loopback
            : outside is [var single, ..] && single.PrefixLength >= 30 ? [Client("inside", single.BaseAddress)]
            : [];
    }

    /// <summary>
    /// The server's own loopback addresses. 127.0.0.2 is the test point that every list answers for (RFC 5782 §5).
    /// </summary>
    public static readonly IReadOnlyList<LabClient> Loopback =
    [
        new LabClient("inside", "127.0.0.1", "localhost"),
        new LabClient("inside-listed", "127.0.0.2", null) { Listings = OnBoth },
    ];

    private static Dictionary<string, string> OnBoth => KnownClients.Zones.ToDictionary(z => z, _ => "127.0.0.2");

    /// <summary>The entry of mynetworks that makes a network of the lab's outsiders an inside one, or null.</summary>
    /// <remarks>Everybody (0.0.0.0/0) is meant as it stands; a documentation network of RFC 5737 is left from an example.</remarks>
    public static string? NamesOutsiders(string mynetworks)
        => Networks(mynetworks).Where(n => n.PrefixLength >= 12 && KnownClients.Outsiders.Concat(KnownClients.Crowd).Concat(KnownClients.Slow).Any(o => n.Contains(IPAddress.Parse(o.Address))))
            .Select(n => n.ToString()).FirstOrDefault();

    private static LabClient[] On(IPNetwork network, IPNetwork[] excluded)
    {
        int[] places = [.. (network.PrefixLength <= 24 ? _places : [4, 5])
            .Where(p => !excluded.Any(e => e.Contains(Add(network.BaseAddress, p))))
            // In the server's own subnet somebody may stand already.
            .Where(p => KnownClients.All.All(c => c.Address != Add(network.BaseAddress, p).ToString()))
            .Take(Most)];
        return places is not [var first, var second, .. var further] ? [] :
        [
            Client("inside", Add(network.BaseAddress, first)),
            Client("inside-listed", Add(network.BaseAddress, second)) with { Listings = OnBoth },
            .. further.Select(p => Client("inside", Add(network.BaseAddress, p))),
        ];
    }

    private static IPNetwork[] Networks(string mynetworks) => [.. Entries(mynetworks).Select(Read).OfType<IPNetwork>()];

    // "!pattern" takes addresses out of a network that comes after it.
    private static IPNetwork[] Excluded(string mynetworks)
        => [.. Entries(mynetworks).Where(e => e.StartsWith('!')).Select(e => Read(e[1..])).OfType<IPNetwork>()];

    private static string[] Entries(string mynetworks) => mynetworks.Split([',', ' ', '\t'], StringSplitOptions.RemoveEmptyEntries);

    private static LabClient Client(string kind, IPAddress address) => new(kind, address.ToString(), null);

    private static IPAddress Add(IPAddress network, int place)
    {
        byte[] octets = network.GetAddressBytes();
        octets[^1] += (byte)place;
        return new IPAddress(octets);
    }

    private static IPNetwork? Read(string entry)
        => BorderClients.Read(entry) is { BaseAddress.AddressFamily: AddressFamily.InterNetwork } network ? network : null;
}
