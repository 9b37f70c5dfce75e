using Harness.Core.Postfix.Access.Addresses;
using Harness.Core.Postfix.Access.Names;
using Harness.Core.Postfix.Tables;

namespace Harness.Core.Postfix.Access.Evaluating;

/// <summary>What every restriction of a configuration goes by.</summary>
internal sealed class AccessRules
{
    /// <summary>What the server finds in the DNS.</summary>
    public required DnsFacts Names { get; init; }

    /// <summary>Addresses, resolved.</summary>
    public required AddressBook Addresses { get; init; }

    /// <summary>The types of address of a host, in the order in which they are looked at (getaddrinfo(3), inet_protocols).</summary>
    public required IReadOnlyList<NameType> HostTypes { get; init; }

    /// <summary>allow_untrusted_routing.</summary>
    public required bool TrustsRouting { get; init; }

    /// <summary>recipient_delimiter.</summary>
    public required string Delimiters { get; init; }

    /// <summary>Whether a domain is the server's own: myorigin, mydestination, own addresses.</summary>
    public required Func<string, LookupStatus> IsLocal { get; init; }

    /// <summary>parent_domain_matches_subdomains has smtpd_access_maps.</summary>
    public required bool BareParents { get; init; }

    /// <summary>smtpd_null_access_lookup_key.</summary>
    public required string NullKey { get; init; }

    /// <summary>access_map_reject_code and access_map_defer_code.</summary>
    public required (int Reject, int Defer) MapCodes { get; init; }

    /// <summary>smtpd_proxy_filter is set.</summary>
    public required bool HasProxyFilter { get; init; }

    /// <summary>smtpd_delay_reject.</summary>
    public required bool DelaysReject { get; init; }

    /// <summary>Looks a resolved address up in a row of tables of mailboxes or aliases.</summary>
    public LookupResult OfMailbox(MapList tables, ResolvedAddress address)
        => tables.Tables.Count == 0 ? LookupResult.Missing : KeyWalk.Recipient(tables, address.Recipient, Delimiters, IsLocal);
}
