using System.Net;

namespace Harness.Core.Postfix.Access.Names;

/// <summary>
/// A DNS as an administrator supposes it: DNS lists have nobody but whom the caller says, every other name exists. What was
/// supposed is written down. For one thread.
/// </summary>
/// <param name="zones">The DNS lists of the configuration.</param>
/// <param name="listed">Those that have the client, with the address they answer.</param>
public sealed class AssumedNames(IReadOnlyList<string> zones, IReadOnlyDictionary<string, IPAddress> listed) : DnsFacts
{
    private readonly List<string> _assumptions = [];

    /// <summary>What was supposed, each once, in the order in which it was asked for.</summary>
    public IReadOnlyList<string> Assumptions => _assumptions;

    /// <inheritdoc/>
    public override NameAnswer Ask(ReadOnlySpan<char> name, NameType type)
    {
        foreach (string zone in zones)
        {
            if (!name.EndsWith("." + zone, StringComparison.OrdinalIgnoreCase))
                continue;
            if (listed.TryGetValue(zone, out IPAddress? answer))
                return type == NameType.A ? NameAnswer.Of(answer) : NameAnswer.Missing;
            Assume($"not listed on {zone}");
            return NameAnswer.Missing;
        }
        Assume($"{name} exists in the DNS");
        return new(NameStatus.Found);
    }

    private void Assume(string what)
    {
        if (!_assumptions.Contains(what, StringComparer.OrdinalIgnoreCase))
            _assumptions.Add(what);
    }
}
