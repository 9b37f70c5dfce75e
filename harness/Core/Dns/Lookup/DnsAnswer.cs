namespace Harness.Core.Dns.Lookup;

/// <summary>How a question about a record was answered.</summary>
public enum DnsStatus
{
    /// <summary>There are records.</summary>
    Answered,

    /// <summary>The name exists and has no record of that type, or an empty answer came.</summary>
    NoData,

    /// <summary>NXDOMAIN: there is no such name (RFC 8020).</summary>
    NoName,

    /// <summary>SERVFAIL, REFUSED, a timeout: nothing is known.</summary>
    Failed,
}

/// <summary>One record of an answer.</summary>
/// <param name="Name">Its owner, in lower case without the dot at the end.</param>
/// <param name="Type">Its type's mnemonic.</param>
/// <param name="Data">
/// Its data: an address; a name without the dot at the end; <c>10 mx.example.no</c>; the strings of a TXT record put together
/// (RFC 7208 §3.3); <c>3 1 1</c> and hexadecimal digits of a TLSA record.
/// </param>
public sealed record DnsRecord(string Name, string Type, string Data);

/// <summary>The answer to one question.</summary>
/// <param name="Name">What was asked for, in lower case without the dot at the end.</param>
/// <param name="Type">Which type.</param>
/// <param name="Status">How it was answered.</param>
/// <param name="Records">The records, aliases on the way among them.</param>
/// <param name="Authentic">Whether the resolver has validated it (the AD bit, RFC 4035 §3.2.3).</param>
/// <param name="Failure">Why there is no answer; null where there is one.</param>
public sealed record DnsAnswer(string Name, string Type, DnsStatus Status, IReadOnlyList<DnsRecord> Records, bool Authentic = false, string? Failure = null)
{
    /// <summary>The data of the records of the type that was asked for.</summary>
    public IReadOnlyList<string> Data => [.. Records.Where(r => r.Type == Type).Select(r => r.Data)];

    /// <summary>The answer as lines for a report, as a zone file spells them.</summary>
    public IEnumerable<string> Lines() => Status switch
    {
        DnsStatus.Answered when Records.Count > 0 => Records.Select(r => $"{r.Name}. {r.Type} {Spelt(r)}{(Authentic ? "  ; validated" : "")}"),
        DnsStatus.Failed => [$"{Name}. {Type}: no answer: {Failure}"],
        DnsStatus.NoName => [$"{Name}. {Type}: no such name (NXDOMAIN)"],
        _ => [$"{Name}. {Type}: no such record"],
    };

    private static string Spelt(DnsRecord record) => record.Type == "TXT" ? $"\"{record.Data}\"" : record.Data;
}
