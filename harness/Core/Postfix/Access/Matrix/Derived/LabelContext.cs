using System.Net;
using Harness.Core.Postfix.Access.Names;
using Harness.Core.Postfix.Tables;

namespace Harness.Core.Postfix.Access.Matrix.Derived;

/// <summary>What values are named after.</summary>
internal sealed class LabelContext(IReadOnlyList<MatrixSource> sources, Mentions mentions, DnsFacts names)
{
    private readonly IReadOnlyList<(string Word, NetworkList List)> _inside =
        [.. sources.Select((s, i) => ($"{i}", new NetworkList(s.Parameters.Words("mynetworks"), s.Tables)))];

    public Mentions Mentions { get; } = mentions;

    public IReadOnlyList<string> HostNames { get; } = [.. sources.Select(s => s.Parameters.Text("myhostname").ToLowerInvariant()).Where(n => n.Length > 0).Distinct()];

    /// <summary>In how many of the configurations a client is in mynetworks; negative where that is not known.</summary>
    public int Inside(MatrixClient client)
    {
        if (client.Address is null)
            return 0;
        LookupStatus[] found = [.. _inside.Select(i => i.List.Find(client.Name, client.Address.ToString()).Status)];
        return found.Contains(LookupStatus.Unknown) ? -1 : found.Count(f => f == LookupStatus.Found);
    }

    public int Sources => _inside.Count;

    /// <summary>The lists that have a client, with what they answer.</summary>
    public IEnumerable<(string Zone, IPAddress Answer)> ListingsOf(IPAddress address)
    {
        if (MatrixNames.Backwards(address) is not { } backwards)
            yield break;
        foreach (string zone in Mentions.Zones.Select(z => z.Zone).Distinct())
        {
            if (names.Ask($"{backwards}.{zone}", NameType.A) is { Status: NameStatus.Found, Addresses: [var answer, ..] })
                yield return (zone, answer);
        }
    }

    public bool IsOwn(string domain) => Mentions.Domains.Contains(domain.ToLowerInvariant()) || domain.Equals("localhost", StringComparison.OrdinalIgnoreCase);

    public NameStatus Exists(string name)
    {
        NameStatus mx = names.Ask(name, NameType.Mx).Status;
        return mx == NameStatus.Missing ? names.Ask(name, NameType.A).Status : mx;
    }
}
