using Harness.Core.Dns.Lookup;

namespace Harness.Tests.Deliverability;

/// <summary>Answers from a list of records; every name that is not in it does not exist.</summary>
internal sealed class ZoneInMemory(IReadOnlyList<DnsRecord> records, bool validated = true) : IDnsLookup
{
    /// <summary>Names about which nothing is answered; of a name and a type, about which nothing of that type is.</summary>
    public ISet<string> Silent { get; } = new HashSet<string>();

    public static ZoneInMemory Of(params string[] lines) => new([.. lines.Select(l => l.Split(' ', 3)).Select(p => new DnsRecord(p[0], p[1], p[2]))]);

    public Task<DnsAnswer> AskAsync(string name, string type, CancellationToken cancel) => Task.FromResult(Answer(DnsNames.Plain(name), type));

    public DnsAnswer Answer(string name, string type)
    {
        if (Silent.Contains(name) || Silent.Contains($"{name} {type}"))
        {
            return new DnsAnswer(name, type, DnsStatus.Failed, [], Failure: "ServerFailure");
        }

        List<DnsRecord> found = [];
        string at = name;
        while (type != "CNAME" && records.FirstOrDefault(r => r.Name == at && r.Type == "CNAME") is { } alias && found.Count < 8)
        {
            found.Add(alias);
            at = alias.Data;
        }

        found.AddRange(records.Where(r => r.Name == at && r.Type == type));
        bool exists = records.Any(r => r.Name == at || r.Name.EndsWith("." + at, StringComparison.Ordinal));
        DnsStatus status = found.Any(r => r.Type == type) ? DnsStatus.Answered : exists ? DnsStatus.NoData : DnsStatus.NoName;
        return new DnsAnswer(name, type, status, found, validated);
    }
}
