using System.Net;
using Harness.Core.Postfix.Access.Names;

namespace Harness.Core.Postfix.Access.Matrix.Derived;

/// <summary>
/// The DNS of derived sessions: clients and domains are on the lists that were made for them, a few names are missing or broken,
/// every other name exists. Safe for use by many threads once it is filled.
/// </summary>
public sealed class MatrixNames : DnsFacts
{
    /// <summary>A name that does not exist, as a host and as a domain.</summary>
    public static readonly IReadOnlyList<string> Missing = ["no-such-host.example", "no-such-domain.example"];

    /// <summary>A domain whose servers answer with a failure.</summary>
    public const string Failing = "servfail.example";

    /// <summary>A domain that says it takes no mail (RFC 7505).</summary>
    public const string NullMx = "null-mx.example";

    private readonly Dictionary<string, IPAddress> _listings = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _zones = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>What the lists say: the name that is asked for, and the answer.</summary>
    public IReadOnlyDictionary<string, IPAddress> Listings => _listings;

    /// <summary>Makes a list exist, which has nobody yet.</summary>
    public void AddZone(string zone) => _zones.Add(zone);

    /// <summary>Puts a client or a domain on a list.</summary>
    /// <param name="listed">The domain, or the address backwards.</param>
    /// <param name="zone">The list.</param>
    /// <param name="answer">What it answers.</param>
    public void List(string listed, string zone, IPAddress answer)
    {
        _zones.Add(zone);
        _listings[$"{listed}.{zone}"] = answer;
    }

    /// <summary>Puts on the lists what was recorded: <c>2.2.0.192.list.example=127.0.0.2</c>; anything else is left out.</summary>
    public void Restore(IEnumerable<string> recorded)
    {
        foreach (string[] one in recorded.Select(r => r.Split('=', 2)))
        {
            if (one is [var name, var answer] && IPAddress.TryParse(answer, out IPAddress? address))
                _listings[name] = address;
        }
    }

    /// <summary>What the lists say about a session: about its client, its HELO name, the domains of its addresses.</summary>
    public IEnumerable<(string Name, IPAddress Answer, string? Zone)> ListingsAbout(AccessSession session)
    {
        string? client = session.Client is { } address ? Backwards(address) : null;
        string[] asked = [.. NamesOf(session)];
        foreach ((string name, IPAddress answer) in _listings)
        {
            if (client is not null && name.StartsWith(client + ".", StringComparison.Ordinal))
                yield return (name, answer, name[(client.Length + 1)..]);
            else if (asked.Any(a => name.StartsWith(a + ".", StringComparison.OrdinalIgnoreCase)))
                yield return (name, answer, null);
        }
    }

    /// <summary>The names that a session has, each once.</summary>
    public static IEnumerable<string> NamesOf(AccessSession session)
        => new[] { session.ClientName, session.ReverseName, session.Helo ?? "", Domain(session.Sender) }.Concat(session.Recipients.Select(Domain))
            .Where(n => n.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase);

    private static string Domain(string? address) => address is null || address.LastIndexOf('@') is not (>= 0 and var sign) ? "" : address[(sign + 1)..];

    /// <inheritdoc/>
    public override NameAnswer Ask(ReadOnlySpan<char> name, NameType type)
    {
        if (_listings.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out IPAddress? answer))
            return type == NameType.A ? NameAnswer.Of(answer) : NameAnswer.Missing;
        foreach (string zone in _zones)
        {
            if (name.Length > zone.Length && name[name.Length - zone.Length - 1] == '.' && name.EndsWith(zone, StringComparison.OrdinalIgnoreCase))
                return NameAnswer.Missing;
        }
        return Odd(name) switch
        {
            "missing" => NameAnswer.Missing,
            "failing" => NameAnswer.Failed,
            "null-mx" => type == NameType.Mx ? NameAnswer.NullMx : NameAnswer.Missing,
            _ => new(NameStatus.Found),
        };
    }

    /// <summary>A DNS with these lists' entries on top.</summary>
    public DnsFacts Over(DnsFacts names) => new Layered(this, names);

    private sealed class Layered(MatrixNames lists, DnsFacts names) : DnsFacts
    {
        public override NameAnswer Ask(ReadOnlySpan<char> name, NameType type)
            => lists._listings.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out IPAddress? answer) && names.Ask(name, NameType.A).Status != NameStatus.Found
                ? type == NameType.A ? NameAnswer.Of(answer) : NameAnswer.Missing
                : names.Ask(name, type);
    }

    /// <summary>What is wrong with a name: <c>missing</c>, <c>failing</c>, <c>null-mx</c>; null for one that exists.</summary>
    public static string? Odd(ReadOnlySpan<char> name)
    {
        foreach (string missing in Missing)
        {
            if (name.Equals(missing, StringComparison.OrdinalIgnoreCase))
                return "missing";
        }
        return name.Equals(Failing, StringComparison.OrdinalIgnoreCase) ? "failing" : name.Equals(NullMx, StringComparison.OrdinalIgnoreCase) ? "null-mx" : null;
    }

    /// <summary>An address as lists are asked for it; null for IPv6.</summary>
    public static string? Backwards(IPAddress address)
    {
        byte[] octets = address.GetAddressBytes();
        return octets.Length == 4 ? $"{octets[3]}.{octets[2]}.{octets[1]}.{octets[0]}" : null;
    }
}
