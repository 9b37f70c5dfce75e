namespace Harness.Core.Dns.Lookup;

/// <summary>Something that answers questions about DNS records: a resolver, or a zone in memory.</summary>
public interface IDnsLookup
{
    /// <summary>Asks one question. A resolver that does not answer is an answer (<see cref="DnsStatus.Failed"/>), never an exception.</summary>
    /// <param name="name">The owner, with or without the dot at the end.</param>
    /// <param name="type">The type's mnemonic in capitals: <c>MX</c>, <c>TXT</c>, <c>TLSA</c>.</param>
    /// <param name="cancel">Gives up.</param>
    Task<DnsAnswer> AskAsync(string name, string type, CancellationToken cancel);
}
