using System.Net;
using System.Net.Sockets;

namespace Harness.Lab.Clients;

/// <summary>
/// Finds addresses to speak from that are inside the configuration's own <c>mynetworks</c> (postconf(5)), so that no line of
/// it has to be changed for the lab.
/// </summary>
internal static class InsideClients
{
    // Where in a network clients stand; the second one is put on the lists.
    private const int Place = 77;

    /// <summary>
    /// One client of the kind <c>inside</c> and one <c>inside-listed</c>, from the first network that the lab can speak from;
    /// none where mynetworks names nothing but tables.
    /// </summary>
    /// <param name="mynetworks">The parameter's value with every <c>$name</c> filled.</param>
    /// <param name="underlay">The lab's Docker network, whose addresses are taken.</param>
    public static IReadOnlyList<LabClient> Of(string mynetworks, IPNetwork underlay)
    {
        IPNetwork[] networks = [.. mynetworks.Split([',', ' ', '\t'], StringSplitOptions.RemoveEmptyEntries).Select(Read).OfType<IPNetwork>()];
        IPNetwork[] outside = [.. networks.Where(n => !IPAddress.IsLoopback(n.BaseAddress) && !underlay.Contains(n.BaseAddress))];
        IPNetwork? lan = outside.Where(n => n.PrefixLength is >= 8 and <= 24).Cast<IPNetwork?>().FirstOrDefault()
            ?? outside.Where(n => n.PrefixLength is > 24 and <= 29).Cast<IPNetwork?>().FirstOrDefault();
        return lan is { } network ? On(network)
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

    private static LabClient[] On(IPNetwork network)
    {
        int place = network.PrefixLength <= 24 ? Place : 4;
        return
        [
            Client("inside", Add(network.BaseAddress, place)),
            Client("inside-listed", Add(network.BaseAddress, place + 1)) with { Listings = OnBoth },
        ];
    }

    private static LabClient Client(string kind, IPAddress address) => new(kind, address.ToString(), null);

    private static IPAddress Add(IPAddress network, int place)
    {
        byte[] octets = network.GetAddressBytes();
        octets[^1] += (byte)place;
        return new IPAddress(octets);
    }

    // An entry may be an address, a network, !pattern, /file or type:table; only the first two name an address to use.
    private static IPNetwork? Read(string entry)
    {
        string text = entry.Contains('/', StringComparison.Ordinal) ? entry : $"{entry}/32";
        return IPNetwork.TryParse(text, out IPNetwork network) && network.BaseAddress.AddressFamily == AddressFamily.InterNetwork
            ? network
            : null;
    }
}
