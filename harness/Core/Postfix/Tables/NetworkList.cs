using System.Buffers;
using System.Net;
using Harness.Core.Postfix.Configuration;

namespace Harness.Core.Postfix.Tables;

/// <summary>
/// Clients by address or name: mynetworks, smtpd_authorized_xclient_hosts, smtpd_client_event_limit_exceptions,
/// permit_mx_backup_networks (namadr_list(3), addr_match_list(3)).
/// </summary>
public sealed class NetworkList : MatchList
{
    private static readonly SearchValues<char> AddressCharacters = SearchValues.Create("0123456789abcdefABCDEF.:");
    private static readonly SearchValues<char> IPv4Characters = SearchValues.Create("0123456789.");
    private static readonly SearchValues<char> PatternCharacters = SearchValues.Create("0123456789abcdefABCDEF.:[]/");

    private readonly bool _matchesSubdomains;

    /// <summary>Reads a list.</summary>
    /// <param name="words">The words of the list.</param>
    /// <param name="opener">Opens the tables.</param>
    /// <param name="matchesSubdomains">The parameter is named in parent_domain_matches_subdomains.</param>
    public NetworkList(IEnumerable<PlacedWord> words, TableOpener opener, bool matchesSubdomains = false)
        : base(words, opener)
    {
        _matchesSubdomains = matchesSubdomains;
        foreach (var item in Items.Where(i => i.Table is null && i.Fixed is null && IsNetwork(i.Pattern)))
        {
            if (!CidrPattern.TryRead(item.Pattern, out _, out string complaint))
                Complain(new(item.Word.Place, complaint) { IsFatal = true });
        }
    }

    /// <summary>Whether <see cref="Networks"/> is all of it: no name, no table, nothing negated, nothing that cannot be read.</summary>
    internal bool IsNetworksAlone => Networks().Count() == Items.Count;

    /// <summary>The networks that the list names, in its order, negated ones and names of hosts left out.</summary>
    public IEnumerable<(IPNetwork Network, PlacedWord Word)> Networks()
    {
        foreach (var item in Items.Where(i => i is { Table: null, Fixed: null, IsNegated: false }))
        {
            if (CidrPattern.TryRead(item.Pattern, out var pattern, out _))
                yield return (pattern.ToNetwork(), item.Word);
        }
    }

    /// <summary>Whether a client is in the list.</summary>
    /// <param name="name">The client's name; <c>unknown</c> where Postfix knows none. Null: only the address is compared.</param>
    /// <param name="address">The address as Postfix spells it; IPv4 in IPv6 is IPv4.</param>
    public ListAnswer Find(string? name, string address)
    {
        string? foldedName = name is null ? null : CaseFold.Of(name);
        string folded = CaseFold.Of(address);
        return Find(item =>
        {
            var status = foldedName is null ? LookupStatus.Missing : HostNames.Match(item, foldedName, _matchesSubdomains);
            if (status is LookupStatus.Found or LookupStatus.Failed)
                return status;
            // A table that cannot be read is asked twice; that the address is in it settles nothing less.
            var second = MatchAddress(item, folded);
            return second == LookupStatus.Missing ? status : second;
        });
    }

    private static LookupStatus MatchAddress(ListItemPattern item, string address)
    {
        if (address.AsSpan().IndexOfAnyExcept(AddressCharacters) >= 0)
            return LookupStatus.Missing;
        if (item.Table is not null)
            return item.Ask(address);
        string pattern = item.Pattern;
        if (string.Equals(pattern, address, StringComparison.Ordinal)
            || (pattern.Length == address.Length + 2 && pattern[0] == '[' && pattern[^1] == ']' && pattern.AsSpan(1, address.Length).SequenceEqual(address)))
            return LookupStatus.Found;
        if (pattern.Contains(':', StringComparison.Ordinal) != address.Contains(':', StringComparison.Ordinal) || !IsNetwork(pattern))
            return LookupStatus.Missing;
        if (!CidrPattern.TryRead(pattern, out var network, out _))
            return LookupStatus.Failed;
        return CidrPattern.TryAddress(address, out bool isIPv6, out var parsed) && network.Contains(isIPv6, parsed)
            ? LookupStatus.Found : LookupStatus.Missing;
    }

    // match_hostaddr() leaves alone what is neither an IPv6 address nor a network, and what could be a host's name.
    private static bool IsNetwork(string pattern) =>
        pattern.AsSpan().IndexOfAny(':', '/') >= 0
        && pattern.AsSpan().IndexOfAnyExcept(IPv4Characters) >= 0
        && pattern.AsSpan().IndexOfAnyExcept(PatternCharacters) < 0;
}
