using System.Collections.Concurrent;

namespace Harness.Core.Postfix.Access.Addresses;

/// <summary>
/// Addresses that were resolved before, as smtpd keeps its last hundred (smtpd_resolve.c). What an address comes to does not
/// change while the configuration does not.
/// </summary>
internal sealed class AddressBook(AddressResolving resolving, bool strict, DomainClasses classes)
{
    private const int Most = 20_000;

    private readonly ConcurrentDictionary<string, ResolvedAddress> _resolved = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, SentAddress> _sent = new(StringComparer.Ordinal);

    /// <summary>What MAIL or RCPT makes of an address that was sent in brackets.</summary>
    public SentAddress Read(string sent)
    {
        if (_sent.TryGetValue(sent, out SentAddress? known))
            return known;
        if (_sent.Count >= Most)
            _sent.Clear();
        return _sent[sent] = SentAddress.Read(sent, strict, this);
    }

    /// <summary>Whether mail for a domain ends here because it is local.</summary>
    public Tables.MatchAnswer IsDestination(string domain) => classes.IsLocal(domain);

    /// <summary>The address, resolved; it is not empty.</summary>
    public ResolvedAddress Resolve(string address)
    {
        if (_resolved.TryGetValue(address, out ResolvedAddress? known))
            return known;
        if (_resolved.Count >= Most)
            _resolved.Clear();
        return _resolved[address] = resolving.Resolve(address);
    }
}
