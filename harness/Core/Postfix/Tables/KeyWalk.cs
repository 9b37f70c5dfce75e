namespace Harness.Core.Postfix.Tables;

/// <summary>
/// The keys that smtpd(8) looks up for a name, an address or a mail address, in order, until one is found or an error ends
/// the search (access(5); check_domain_access, check_addr_access, check_mail_access in smtpd_check.c).
/// </summary>
public static class KeyWalk
{
    /// <summary>A host name: the whole name, then its parents, top-level domain included; of an address only the whole.</summary>
    /// <param name="tables">The access table.</param>
    /// <param name="name">The name; a trailing dot stays.</param>
    /// <param name="hasBareParents">
    /// Parents without their dot: parent_domain_matches_subdomains has smtpd_access_maps. Else <c>.example.com</c>.
    /// </param>
    public static LookupResult Domain(MapList tables, string name, bool hasBareParents)
    {
        var answer = tables.Find(name);
        if (answer.Status != LookupStatus.Missing || CidrPattern.TryAddress(name, out _, out _))
            return answer;
        return Parents(tables, name, hasBareParents);
    }

    /// <summary>An address: the whole, then cut at each <c>.</c>, or <c>:</c> for IPv6, from the right.</summary>
    public static LookupResult Address(MapList tables, string address)
    {
        var answer = tables.Find(address);
        char separator = address.Contains(':', StringComparison.Ordinal) ? ':' : '.';
        var part = address.AsSpan();
        while (answer.Status == LookupStatus.Missing && part.LastIndexOf(separator) is >= 0 and var at)
        {
            part = part[..at];
            answer = tables.FindPart(part);
        }
        return answer;
    }

    /// <summary>
    /// A mail address in an access table: user+ext@domain, user@domain, the domain and its parents, user+ext@, user@. An
    /// address whose local part needs quotes is looked up with them first, then without.
    /// </summary>
    /// <param name="tables">The access table.</param>
    /// <param name="address">The resolved address, unquoted, with a domain; one without is nowhere.</param>
    /// <param name="delimiters">recipient_delimiter.</param>
    /// <param name="hasBareParents">As for <see cref="Domain"/>.</param>
    public static LookupResult Mail(MapList tables, string address, string delimiters, bool hasBareParents)
    {
        int at = address.LastIndexOf('@');
        if (at < 0)
            return LookupResult.Missing;
        string? bare = MailExtension.Without(address, delimiters);
        var answer = Whole(tables, address, bare);
        if (answer.Status == LookupStatus.Missing)
            answer = DomainPart(tables, address[(at + 1)..], hasBareParents);
        if (answer.Status == LookupStatus.Missing)
            answer = Quoted(tables, address[..(at + 1)], isPartial: true);
        if (answer.Status == LookupStatus.Missing && bare is not null)
            answer = Quoted(tables, bare[..(bare.LastIndexOf('@') + 1)], isPartial: true);
        return answer;
    }

    /// <summary>
    /// A mail address in canonical, virtual alias or recipient tables (mail_addr_find(3)): user+ext@domain, user@domain,
    /// user+ext and user where the domain is this server's own, @domain.
    /// </summary>
    /// <param name="tables">The tables of the parameter.</param>
    /// <param name="address">The address, unquoted.</param>
    /// <param name="delimiters">recipient_delimiter.</param>
    /// <param name="isLocal">
    /// Whether the domain is $myorigin, in $mydestination, or an address of this server. Failed and unknown end the search.
    /// </param>
    public static LookupResult Recipient(MapList tables, string address, string delimiters, Func<string, LookupStatus> isLocal)
    {
        string? bare = MailExtension.Without(address, delimiters);
        var answer = Whole(tables, address, bare);
        int at = address.LastIndexOf('@');
        if (answer.Status != LookupStatus.Missing || at < 0)
            return answer;
        switch (isLocal(address[(at + 1)..]))
        {
            case LookupStatus.Failed:
                return LookupResult.Failed;
            case LookupStatus.Unknown:
                return LookupResult.Unknown;
            case LookupStatus.Found:
                answer = Quoted(tables, address[..at], isPartial: true, isLocalPart: true);
                if (answer.Status == LookupStatus.Missing && bare is not null)
                    answer = Quoted(tables, bare[..bare.LastIndexOf('@')], isPartial: true, isLocalPart: true);
                break;
        }
        return answer.Status == LookupStatus.Missing ? tables.FindPart(address.AsSpan(at)) : answer;
    }

    private static LookupResult Whole(MapList tables, string address, string? bare)
    {
        var answer = Quoted(tables, address, isPartial: false);
        return answer.Status == LookupStatus.Missing && bare is not null ? Quoted(tables, bare, isPartial: true) : answer;
    }

    // The domain of a mail address is a part of it from the start, and is split also where it is an address.
    private static LookupResult DomainPart(MapList tables, string domain, bool hasBareParents)
    {
        var answer = tables.FindPart(domain);
        return answer.Status == LookupStatus.Missing ? Parents(tables, domain, hasBareParents) : answer;
    }

    private static LookupResult Parents(MapList tables, string name, bool hasBareParents)
    {
        var part = name.AsSpan();
        while (part.Length > 1 && part[1..].IndexOf('.') is >= 0 and var dot)
        {
            part = part[(dot + (hasBareParents ? 2 : 1))..];
            if (part.IsEmpty)
                break;
            var answer = tables.FindPart(part);
            if (answer.Status != LookupStatus.Missing)
                return answer;
        }
        return LookupResult.Missing;
    }

    private static LookupResult Quoted(MapList tables, string address, bool isPartial, bool isLocalPart = false)
    {
        string quoted = MailQuoting.Quote(address, isLocalPart);
        var answer = isPartial ? tables.FindPart(quoted) : tables.Find(quoted);
        if (answer.Status != LookupStatus.Missing || ReferenceEquals(quoted, address))
            return answer;
        return isPartial ? tables.FindPart(address) : tables.Find(address);
    }
}
