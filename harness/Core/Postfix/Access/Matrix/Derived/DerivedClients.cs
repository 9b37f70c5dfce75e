using System.Net;
using System.Net.Sockets;
using Harness.Core.Postfix.Access.Evaluating;
using Harness.Core.Postfix.Configuration;

namespace Harness.Core.Postfix.Access.Matrix.Derived;

/// <summary>The clients that configurations tell apart: in each network, just outside it, on each list, with and without a name, logged in.</summary>
internal static class DerivedClients
{
    // Documentation networks (RFC 5737) and some that nobody is expected to have in mynetworks.
    private static readonly string[] _outside = ["192.0.2", "198.51.100", "203.0.113", "233.252.0", "240.0.2"];

    /// <summary>The ordinary outsider first.</summary>
    public static IReadOnlyList<MatrixClient> Of(IReadOnlyList<MatrixSource> sources, Mentions mentions, MatrixNames names)
    {
        string ground = Ground(mentions);
        MatrixClient ordinary = MatrixClient.Of($"{ground}.10", "mail.outsider.example");
        MatrixClient nameless = ordinary with { Address = IPAddress.Parse($"{ground}.60"), Name = "unknown", ReverseName = "unknown" };
        var clients = new List<MatrixClient>
        {
            ordinary, nameless,
            nameless with { Address = IPAddress.Parse($"{ground}.61"), ReverseName = "elsewhere.outsider.example" },
            nameless with { Address = IPAddress.Parse($"{ground}.62"), NameIsTemporary = true },
            MatrixClient.Of("2001:db8:c::10", "mail6.outsider.example"),
            MatrixClient.Of("127.0.0.1", "localhost"),
        };
        clients.AddRange(mentions.Networks.SelectMany(Around));
        clients.AddRange(mentions.Keys.Where(k => k.Subject is AccessSubject.Client or AccessSubject.ReverseClient).SelectMany((k, i) => OfKey(k.Key, ground, i)));
        ListMore(mentions, names, clients);
        clients.AddRange(Listed(mentions.Zones, names, ground));
        if (sources.Any(s => s.Parameters.IsOn("smtpd_sasl_auth_enable")))
            clients.AddRange(mentions.Logins.Append("alice").Distinct().Select(l => ordinary with { Address = IPAddress.Parse($"{ground}.70"), Name = "laptop.outsider.example", ReverseName = "laptop.outsider.example", Login = l }));
        return [.. clients.DistinctBy(c => (c.Address, c.Name, c.ReverseName, c.NameIsTemporary, c.Login))];
    }

    internal static string Ground(Mentions mentions)
        => _outside.FirstOrDefault(g => !mentions.Networks.Any(n => n.PrefixLength >= 4 && n.Contains(IPAddress.Parse($"{g}.10")))) ?? _outside[0];

    /// <summary>The first and the last address of a network and their neighbours outside.</summary>
    internal static IEnumerable<MatrixClient> Around(IPNetwork network)
    {
        byte[] first = network.BaseAddress.GetAddressBytes();
        byte[] last = [.. first];
        int bits = first.Length * 8;
        for (int bit = network.PrefixLength; bit < bits; bit++)
            last[bit / 8] |= (byte)(0x80 >> (bit % 8));
        byte[] inside = [.. first];
        if (network.PrefixLength < bits - 1)
            Step(inside, 1);
        yield return Named(inside);
        if (network.PrefixLength < bits)
            yield return Named(last);
        if (network.PrefixLength == 0)
            yield break;
        if (Step(first, -1) && IsHost(first))
            yield return Named(first);
        if (Step(last, 1) && IsHost(last))
            yield return Named(last);
    }

    private static MatrixClient Named(byte[] octets)
    {
        var address = new IPAddress([.. octets]);
        return address.Equals(IPAddress.Loopback) ? MatrixClient.Of("127.0.0.1", "localhost")
            : MatrixClient.Of(address.ToString(), $"host-{string.Concat(octets.Select(o => $"{o:x2}"))}.example");
    }

    private static bool IsHost(byte[] octets) => octets.Length == 16 || octets[0] is > 0 and < 224;

    private static bool Step(byte[] octets, int by)
    {
        for (int i = octets.Length - 1; i >= 0; i--)
        {
            octets[i] = (byte)(octets[i] + by);
            if (octets[i] != (by > 0 ? 0 : 255))
                return true;
        }
        return false;
    }

    private static IEnumerable<MatrixClient> OfKey(string key, string ground, int place)
    {
        if (Mentions.AsNetwork(key) is { } network)
            return Around(network).Take(3);
        // The first octets of an address stand for a network (access(5)).
        string[] parts = key.Split('.');
        if (parts.Length is >= 1 and <= 3 && parts.All(p => byte.TryParse(p, out _)) && Mentions.AsNetwork($"{string.Join('.', parts)}{string.Concat(Enumerable.Repeat(".0", 4 - parts.Length))}/{parts.Length * 8}") is { } octets)
            return Around(octets).Take(3);
        string name = key.StartsWith('.') ? $"host{key}" : key;
        return Addresses.HostNameSyntax.IsValid(name) ? [MatrixClient.Of($"{ground}.{128 + (place % 100)}", name)] : [];
    }

    // On a list although it is let in: who is let in before the lists are asked is told by that.
    private static void ListMore(Mentions mentions, MatrixNames names, List<MatrixClient> clients)
    {
        IEnumerable<IPAddress> friends = mentions.Keys.Where(k => k.Subject == AccessSubject.Client && IsPermission(k.Value)).Select(k => Mentions.AsNetwork(k.Key)).OfType<IPNetwork>().Select(n => n.BaseAddress);
        var listed = friends.ToHashSet();
        foreach (IPNetwork network in mentions.Networks.Where(n => n.BaseAddress.AddressFamily == AddressFamily.InterNetwork && n.PrefixLength is >= 8 and <= 29 && !IPAddress.IsLoopback(n.BaseAddress)).Take(1))
        {
            byte place = 1;
            foreach (MentionedZone zone in mentions.Zones.Where(z => !z.OfNames).DistinctBy(z => z.Zone).Take(4))
            {
                byte[] inside = network.BaseAddress.GetAddressBytes();
                inside[^1] += ++place;
                clients.Add(Named(inside));
                names.List(MatrixNames.Backwards(new IPAddress(inside))!, zone.Zone, ListAnswers.Of(zone.Pattern).First());
            }
        }
        foreach (IPAddress address in listed)
        {
            foreach (MentionedZone zone in mentions.Zones.Where(z => !z.OfNames))
            {
                if (MatrixNames.Backwards(address) is { } backwards)
                    names.List(backwards, zone.Zone, ListAnswers.Of(zone.Pattern).First());
            }
        }
    }

    private static bool IsPermission(string value)
        => value.StartsWith("OK", StringComparison.OrdinalIgnoreCase) || value.StartsWith("permit", StringComparison.OrdinalIgnoreCase) || (value.Length > 0 && value.All(char.IsAsciiDigit));

    /// <summary>A client for each answer that a list may give, and that is told apart; they are put on the list.</summary>
    internal static IEnumerable<MatrixClient> Listed(IEnumerable<MentionedZone> zones, MatrixNames names, string ground)
    {
        int place = 0;
        foreach (var zone in zones.GroupBy(z => (z.Zone, z.OfNames)))
        {
            names.AddZone(zone.Key.Zone);
            IEnumerable<IPAddress> answers = zone.Key.OfNames ? [] : zone.SelectMany(z => ListAnswers.Of(z.Pattern)).Distinct().Take(12);
            foreach (IPAddress answer in answers)
            {
                var address = IPAddress.Parse($"{ground}.{Math.Min(150, 80 + place++)}");
                if (address.AddressFamily == AddressFamily.InterNetwork)
                    names.List(MatrixNames.Backwards(address)!, zone.Key.Zone, answer);
                yield return MatrixClient.Of(address.ToString(), $"listed{place}.outsider.example");
            }
        }
    }
}
