using System.Net;
using Harness.Core.Postfix.Access.Names;
using Harness.Lab.Clients;

namespace Harness.Lab.Zones;

/// <summary>What the server under test finds in the lab's DNS, from the same records that the resolver serves.</summary>
internal sealed class LabDnsFacts : DnsFacts
{
    private readonly KnownZones _zones = new KnownZones().Complete("");

    /// <summary>The facts of a lab with these clients, all of whose lists are in the mode <c>listed</c>.</summary>
    public LabDnsFacts(IReadOnlyList<LabClient> clients)
    {
        IEnumerable<ZoneRecord> records = LabNames.Records([.. clients, .. KnownClients.TracedDrivers])
            .Concat(KnownClients.Zones.SelectMany(zone => ZoneFiles.Listings(zone, clients)));
        foreach (IGrouping<(string Name, string Type), ZoneRecord> set in records.GroupBy(r => (r.Name, r.Type)))
        {
            _zones.Add(set.Key.Name, Enum.Parse<NameType>(set.Key.Type, ignoreCase: true), Answer(set.Key.Type, [.. set.Select(r => r.Value)]));
        }
    }

    /// <inheritdoc/>
    public override NameAnswer Ask(ReadOnlySpan<char> name, NameType type)
        => name.EndsWith(LabNames.Failing, StringComparison.OrdinalIgnoreCase) && (name.Length == LabNames.Failing.Length || name[^(LabNames.Failing.Length + 1)] == '.')
            ? NameAnswer.Failed
            : _zones.Ask(name, type);

    private static NameAnswer Answer(string type, string[] values) => type switch
    {
        "A" or "AAAA" => NameAnswer.Of([.. values.Select(IPAddress.Parse)]),
        "TXT" => new(NameStatus.Found) { Texts = [.. values.Select(v => v.Trim('"'))] },
        "NS" => new(NameStatus.Found) { Hosts = [.. values.Select(v => v.TrimEnd('.'))] },
        // RFC 7505 §3.
        _ when values is ["0 ."] => NameAnswer.NullMx,
        _ => new(NameStatus.Found)
        {
            Hosts = [.. values.Select(v => v.Split(' ')[1].TrimEnd('.'))],
            Preferences = [.. values.Select(v => int.Parse(v.Split(' ')[0]))],
        },
    };
}
