using System.Net;

namespace Harness.Lab.Clients;

/// <summary>Clients at the borders of the configuration's own <c>mynetworks</c>: the server itself, and the first network that is not meant.</summary>
internal static class BorderClients
{
    /// <summary>
    /// <c>own</c> and <c>own-ipv6</c> where 127.0.0.1 and ::1 are inside; <c>beyond</c> in the other half of a network twice as large
    /// as the one in which the clients of the kind <c>inside</c> stand, where that half is outside.
    /// </summary>
    /// <param name="mynetworks">The parameter's value with every <c>$name</c> filled.</param>
    /// <param name="inside">The clients inside.</param>
    /// <param name="underlay">The lab's Docker network, whose addresses are taken.</param>
    public static IEnumerable<LabClient> Of(string mynetworks, IReadOnlyList<LabClient> inside, IPNetwork underlay)
    {
        IPNetwork[] networks = [.. mynetworks.Split([',', ' ', '\t'], StringSplitOptions.RemoveEmptyEntries).Select(Read).OfType<IPNetwork>()];
        if (networks.Any(n => n.Contains(IPAddress.Loopback)) && inside.All(c => c.Address != "127.0.0.1"))
        {
            yield return new LabClient("own", "127.0.0.1", "localhost");
        }

        if (networks.Any(n => n.Contains(IPAddress.IPv6Loopback)))
        {
            yield return new LabClient("own-ipv6", "::1", "localhost");
        }

        if (inside.FirstOrDefault(c => c.Kind == "inside" && !c.IsLoopback) is { } neighbour
            && networks.FirstOrDefault(n => n.Contains(IPAddress.Parse(neighbour.Address))) is { PrefixLength: > 0 and < 32 } network
            && OtherHalf(IPAddress.Parse(neighbour.Address), network.PrefixLength) is var other
            && !networks.Append(underlay).Any(n => n.Contains(other))
            && KnownClients.All.All(c => c.Address != $"{other}"))
        {
            // smtpd traces those whom debug_peer_list names.
            yield return new LabClient("beyond", $"{other}", null) { IsFollowed = false };
        }
    }

    private static IPAddress OtherHalf(IPAddress address, int prefix)
    {
        byte[] octets = address.GetAddressBytes();
        octets[(prefix - 1) / 8] ^= (byte)(0x80 >> ((prefix - 1) % 8));
        return new IPAddress(octets);
    }

    /// <summary>An address or a network of mynetworks; null for <c>!pattern</c>, <c>/file</c> and <c>type:table</c>, which name no address to use.</summary>
    public static IPNetwork? Read(string entry)
    {
        string text = entry.Replace("[", "", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal);
        text = text.Contains('/', StringComparison.Ordinal) ? text : text.Contains(':', StringComparison.Ordinal) ? $"{text}/128" : $"{text}/32";
        return IPNetwork.TryParse(text, out IPNetwork network) ? network : null;
    }
}
