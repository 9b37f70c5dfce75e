using System.Net;
using Harness.Core.Postfix.Access.Addresses;
using Harness.Core.Postfix.Access.Evaluating;
using Harness.Core.Postfix.Access.Names;
using Harness.Core.Postfix.Access.Replies;
using Harness.Core.Postfix.Access.Tables;
using Harness.Core.Postfix.Tables;

namespace Harness.Core.Postfix.Access.Restrictions;

/// <summary>check_*_a_access, check_*_mx_access and check_*_ns_access (smtpd_check.c, check_server_access).</summary>
internal sealed class CheckServers(Spelling spelling, MapList table, TableActions actions, ListedThing thing, NameType type)
    : TableCheck(spelling, table, actions)
{
    private const int MostAddresses = 100;

    public override Verdict Evaluate(Evaluation session, in Scope scope)
    {
        if (ListedThings.Of(session, thing) is not { Length: > 0 } value)
            return Verdict.Dunno;
        ReplyName name = thing == ListedThing.ClientName ? session.ClientName : new(value);
        var inner = new Scope(name, ListedThings.Subject(thing), scope.Default);
        return WithoutPermission(session, OfDomain(session, value[(value.LastIndexOf('@') + 1)..], inner));
    }

    private Verdict OfDomain(Evaluation session, string domain, in Scope scope)
    {
        if (domain.StartsWith('['))
        {
            return type is NameType.A or NameType.Mx && domain is ['[', .., ']'] && HostAddresses.OfMailHost(domain[1..^1]) is { } literal
                ? Follow(session, KeyWalk.Address(Table, literal), scope.Name, scope.Subject, scope) : Verdict.Dunno;
        }
        string ascii = HostNameSyntax.ForLookup(domain);
        if (type == NameType.A)
            return OfHosts(session, [ascii], byName: false, scope);
        NameAnswer servers = Servers(session.Rules.Names, ascii);
        return servers.Status switch
        {
            NameStatus.Found => OfHosts(session, servers.Hosts, byName: true, scope),
            NameStatus.Unknown => session.Unknown($"DNS of {ascii}"),
            _ => Verdict.Dunno,
        };
    }

    // A name without MX is its own; a name without NS has its parent's.
    private NameAnswer Servers(DnsFacts names, string domain)
    {
        NameAnswer answer = names.Lookup(domain, type);
        if (answer.Status != NameStatus.Missing)
            return answer;
        if (type == NameType.Mx)
            return new(NameStatus.Found) { Hosts = [domain] };
        for (int dot = domain.IndexOf('.'); dot >= 0 && dot + 1 < domain.Length && answer.Status == NameStatus.Missing; dot = domain.IndexOf('.'))
        {
            domain = domain[(dot + 1)..];
            answer = names.Lookup(domain, type);
        }
        return answer;
    }

    private Verdict OfHosts(Evaluation session, IReadOnlyList<string> hosts, bool byName, in Scope scope)
    {
        int count = 0;
        foreach (string host in hosts)
        {
            if (HostAddresses.IsValid(host))
            {
                LookupResult numeric = KeyWalk.Address(Table, host);
                if (numeric.Status != LookupStatus.Missing)
                    return Follow(session, numeric, scope.Name, scope.Subject, scope);
                continue;
            }
            LookupResult named = byName ? KeyWalk.Domain(Table, host, session.Rules.BareParents) : LookupResult.Missing;
            if (named.Status != LookupStatus.Missing)
                return Follow(session, named, scope.Name, scope.Subject, scope);
            NameAnswer[] answers = [.. session.Rules.HostTypes.Select(t => session.Rules.Names.Ask(host, t))];
            if (answers.Any(a => a.Status == NameStatus.Unknown))
                return session.Unknown($"DNS of {host}");
            foreach (IPAddress address in answers.SelectMany(a => a.Addresses))
            {
                if (++count > MostAddresses)
                    return Verdict.Dunno;
                LookupResult answer = KeyWalk.Address(Table, HostAddresses.Text(address));
                if (answer.Status != LookupStatus.Missing)
                    return Follow(session, answer, scope.Name, scope.Subject, scope);
            }
        }
        return Verdict.Dunno;
    }
}
