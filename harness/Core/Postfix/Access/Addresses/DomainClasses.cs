using Harness.Core.Postfix.Access.Tables;
using Harness.Core.Postfix.Tables;

namespace Harness.Core.Postfix.Access.Addresses;

/// <summary>The lists of domains and the tables that say what becomes of a recipient (ADDRESS_CLASS_README; resolve.c).</summary>
internal sealed class DomainClasses
{
    private sealed record DomainFacts(string Domain, DomainClass Class, MatchAnswer Certainty);

    private const int Places = 4096;

    private readonly DomainFacts?[] _known = new DomainFacts?[Places];

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

    /// <summary>The same for a domain that was neither looked at nor stripped before.</summary>
    public ResolvedAddress Complete(string address, ReadOnlySpan<char> domain, bool routed)
    {
        ref DomainFacts? place = ref _known[string.GetHashCode(domain) & (Places - 1)];
        DomainFacts? known = Volatile.Read(ref place);
        if (known is null || !domain.SequenceEqual(known.Domain))
        {
            string name = domain.ToString();
            MatchAnswer local = IsLocal(name);
            bool remote = local.Status != LookupStatus.Found;
            (DomainClass found, MatchAnswer certainty) = local.Status == LookupStatus.Missing ? Other(name)
                : (remote ? DomainClass.Default : DomainClass.Local, local);
            Volatile.Write(ref place, known = new(name, found, certainty));
        }
        return Complete(address, known.Domain, known.Class, routed, known.Certainty);
    }

    /// <summary>The class and the transport of an address whose domain is known.</summary>
    public ResolvedAddress Complete(string address, string domain, bool remote, bool routed, MatchAnswer certainty)
    {
        DomainClass found = remote ? DomainClass.Default : DomainClass.Local;
        if (remote && certainty.Status == LookupStatus.Found)
        {
            (found, certainty) = Other(domain);
        }
        return Complete(address, domain, found, routed, certainty);
    }

    private ResolvedAddress Complete(string address, string domain, DomainClass found, bool routed, MatchAnswer certainty)
    {
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
