using Harness.Core.Postfix.Access.Tables;
using Harness.Core.Postfix.Tables;

namespace Harness.Core.Postfix.Access.Addresses;

/// <summary>The lists of domains and the tables that say what becomes of a recipient (ADDRESS_CLASS_README; resolve.c).</summary>
internal sealed class DomainClasses
{
    /// <summary>mydestination.</summary>
    public required HostList Local { get; init; }

    /// <summary>virtual_alias_domains.</summary>
    public required HostList Alias { get; init; }

    /// <summary>virtual_mailbox_domains.</summary>
    public required HostList Mailbox { get; init; }

    /// <summary>relay_domains.</summary>
    public required HostList Relay { get; init; }

    /// <summary>Own addresses, for literals.</summary>
    public required OwnAddresses Own { get; init; }

    /// <summary>Where a transport is said to be <c>error</c> or <c>retry</c>.</summary>
    public required TransportChoice Transports { get; init; }

    /// <summary>Whether the server itself is the destination (resolve_local(3)).</summary>
    public MatchAnswer IsLocal(string domain)
    {
        string name = domain.EndsWith('.') ? domain[..^1] : domain;
        if (name.Length == 0 || name.EndsWith('.'))
            return MatchAnswer.Missing;
        MatchAnswer listed = Local.Match(name, null);
        if (listed.Status != LookupStatus.Missing)
            return listed;
        return name is ['[', .., ']'] && HostAddresses.OfMailHost(name[1..^1]) is { } address ? Own.Match(address) : MatchAnswer.Missing;
    }

    /// <summary>The class and the transport of an address whose domain is known.</summary>
    public ResolvedAddress Complete(string address, string domain, bool remote, bool routed, MatchAnswer certainty)
    {
        DomainClass found = remote ? DomainClass.Default : DomainClass.Local;
        if (remote && certainty.Status == LookupStatus.Found)
        {
            (found, certainty) = Other(domain);
        }
        (string transport, string reason) = certainty.Status == LookupStatus.Found
            ? Transports.Of(address, domain, found, ref certainty) : ("", "");
        return new()
        {
            Recipient = address,
            Routed = routed,
            Class = found,
            Certainty = certainty,
            Transport = transport,
            Reason = reason,
        };
    }

    private (DomainClass Class, MatchAnswer Certainty) Other(string domain)
    {
        MatchAnswer answer = Alias.Match(domain, null);
        if (answer.Status != LookupStatus.Missing)
            return (DomainClass.Alias, answer);
        answer = Mailbox.Match(domain, null);
        if (answer.Status != LookupStatus.Missing)
            return (DomainClass.Mailbox, answer);
        answer = Relay.Match(domain, null);
        return answer.Status == LookupStatus.Missing ? (DomainClass.Default, MatchAnswer.Found) : (DomainClass.Relay, answer);
    }
}
