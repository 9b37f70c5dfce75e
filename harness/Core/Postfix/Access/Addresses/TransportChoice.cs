using Harness.Core.Postfix.Access.Tables;
using Harness.Core.Postfix.Tables;

namespace Harness.Core.Postfix.Access.Addresses;

/// <summary>
/// Which addresses go to <c>error</c> or <c>retry</c> (error(8)), for then smtpd refuses them: transport_maps, relocated_maps
/// and the transports of the classes.
/// </summary>
internal sealed class TransportChoice
{
    /// <summary>local_transport.</summary>
    public required string Local { get; init; }

    /// <summary>virtual_transport.</summary>
    public required string Mailbox { get; init; }

    /// <summary>relay_transport.</summary>
    public required string Relay { get; init; }

    /// <summary>default_transport.</summary>
    public required string Default { get; init; }

    /// <summary>transport_maps.</summary>
    public required MapList Transports { get; init; }

    /// <summary>relocated_maps.</summary>
    public required MapList Relocated { get; init; }

    /// <summary>recipient_delimiter.</summary>
    public required string Delimiters { get; init; }

    /// <summary>Whether a domain is the server's own.</summary>
    public required Func<string, LookupStatus> IsLocal { get; init; }

    /// <summary>Whether parent_domain_matches_subdomains names transport_maps.</summary>
    public required bool BareParents { get; init; }

    /// <summary>show_user_unknown_table_name.</summary>
    public required bool NamesTable { get; init; }

    /// <summary>Transport and reason; both empty where mail would be delivered.</summary>
    public (string Transport, string Reason) Of(string address, string domain, DomainClass found, ref MatchAnswer certainty)
    {
        string transport = found switch
        {
            DomainClass.Alias => NamesTable ? "error:5.1.1 User unknown in virtual alias table" : "error:5.1.1 User unknown",
            DomainClass.Local => Local,
            DomainClass.Mailbox => Mailbox,
            DomainClass.Relay => Relay,
            _ => Default,
        };
        (string channel, string next) = Split(transport, domain);
        if (found != DomainClass.Alias && Transports.Tables.Count > 0)
        {
            LookupResult entry = Transport(address, domain);
            if (entry.Status is LookupStatus.Failed or LookupStatus.Unknown)
                certainty = new(entry.Status, Unread.In(Transports));
            else if (entry.Status == LookupStatus.Found)
                (channel, next) = Entry(entry.Value, channel, next, domain);
        }
        if (Relocated.Tables.Count > 0)
        {
            LookupResult moved = KeyWalk.Recipient(Relocated, address, Delimiters, IsLocal);
            if (moved.Status is LookupStatus.Failed or LookupStatus.Unknown)
                certainty = new(moved.Status, Unread.In(Relocated));
            else if (moved.Status == LookupStatus.Found)
                (channel, next) = ("error", $"5.1.6 User has moved to {moved.Value}");
        }
        return channel is "error" or "retry" ? (channel, next) : ("", "");
    }

    // transport(5): the mailbox with and without its extension, the domain and its parents, the wild card.
    private LookupResult Transport(string address, string domain)
    {
        LookupResult answer = Transports.Find(MailQuoting.Quote(address, false));
        if (answer.Status == LookupStatus.Missing && MailExtension.Without(address, Delimiters) is { } bare)
            answer = Transports.FindPart(MailQuoting.Quote(bare, false));
        if (answer.Status == LookupStatus.Missing)
            answer = KeyWalk.Domain(Transports, domain.ToLowerInvariant(), BareParents);
        return answer.Status == LookupStatus.Missing ? Transports.FindPart("*") : answer;
    }

    private static (string Channel, string Next) Split(string transport, string domain)
    {
        int colon = transport.IndexOf(':');
        return colon < 0 ? (transport, domain)
            : (transport[..colon], colon + 1 < transport.Length ? transport[(colon + 1)..] : domain);
    }

    // transport(5): without a transport only the next hop changes, without a next hop it becomes the recipient's domain.
    private static (string Channel, string Next) Entry(string value, string channel, string next, string domain)
    {
        int colon = value.IndexOf(':');
        string to = colon < 0 ? value : value[..colon];
        string host = colon < 0 ? "" : value[(colon + 1)..];
        if (to.Length == 0)
            return (channel, host.Length > 0 ? host : next);
        return (to, host.Length > 0 ? host : to is "error" or "retry" ? "Address is undeliverable" : domain);
    }
}
