using System.Net;
using Harness.Core.Postfix.Access.Names;

namespace Harness.Lab.Zones;

/// <summary>The lab's DNS with names and listings on top that a mail log implies, as its resolver serves it once it is told (<see cref="HarnessLab.FreezeAsync"/>).</summary>
public sealed class FrozenNames : DnsFacts
{
    private const int LongestName = 253;
    private const int LongestLabel = 63;
    private const string Exchanger = "mx.tls.example";

    private static readonly IPAddress _host = IPAddress.Parse("198.51.100.99");

    private readonly DnsFacts _lab;
    private readonly HashSet<string> _existing = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, IPAddress> _listings = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Puts them together.</summary>
    /// <param name="lab">The lab's DNS.</param>
    /// <param name="existing">Names that exist; what is no name of a host, or is in the lab's DNS already, is left out.</param>
    /// <param name="listings">What lists are asked, with their answer.</param>
    public FrozenNames(DnsFacts lab, IEnumerable<string> existing, IEnumerable<(string Name, IPAddress Answer)> listings)
    {
        _lab = lab;
        foreach (string name in existing.Where(n => IsHost(n) && lab.Ask(n, NameType.A).Status == NameStatus.Missing && lab.Ask(n, NameType.Mx).Status == NameStatus.Missing))
            _existing.Add(name);
        // What the lab's own list says already has a text besides.
        foreach ((string name, IPAddress answer) in listings.Where(l => IsHost(l.Name) && !lab.Ask(l.Name, NameType.A).Addresses.SequenceEqual([l.Answer])))
            _listings[name] = answer;
    }

    /// <summary>The records, as unbound's local-data takes them.</summary>
    internal IEnumerable<string> Records =>
    [
        .. _existing.SelectMany(n => new[] { $"{n}. 0 IN A {_host}", $"{n}. 0 IN MX 10 {Exchanger}." }),
        .. _listings.Select(l => $"{l.Key}. 0 IN A {l.Value}"),
    ];

    /// <inheritdoc/>
    public override NameAnswer Ask(ReadOnlySpan<char> name, NameType type)
    {
        if (type == NameType.A && _listings.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out IPAddress? answer))
            return NameAnswer.Of(answer);
        if (!_existing.GetAlternateLookup<ReadOnlySpan<char>>().Contains(name))
            return _lab.Ask(name, type);
        return type switch
        {
            NameType.A => NameAnswer.Of(_host),
            NameType.Mx => new(NameStatus.Found) { Hosts = [Exchanger], Preferences = [10] },
            _ => NameAnswer.Missing,
        };
    }

    // What a stranger said in a log goes to a command: nothing but letters, digits, dot, hyphen and underscore.
    private static bool IsHost(string name) => name.Length is > 0 and <= LongestName && name.Contains('.')
        && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_') && name.Split('.').All(l => l.Length is > 0 and <= LongestLabel);
}
