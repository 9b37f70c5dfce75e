using System.Net;
using Harness.Core.Postfix.Access.Addresses;
using Harness.Core.Postfix.Access.Evaluating;
using Harness.Core.Postfix.Access.Names;
using Harness.Core.Postfix.Access.Replies;
using Harness.Core.Postfix.Access.Tables;
using Harness.Core.Postfix.Configuration;
using Harness.Core.Postfix.Tables;

namespace Harness.Core.Postfix.Access.Restrictions;

/// <summary>permit_mx_backup: the DNS says that this server is a secondary MX of the recipient's domain.</summary>
internal sealed class PermitMxBackup : Restriction
{
    private readonly OwnAddresses _own;
    private readonly NetworkList? _primaries;

    public PermitMxBackup(Spelling spelling, ServiceParameters parameters, TableOpener tables, OwnAddresses own) : base(spelling)
    {
        _own = own;
        IReadOnlyList<PlacedWord> networks = parameters.Words("permit_mx_backup_networks");
        _primaries = networks.Count == 0 ? null
            : new(networks, tables, parameters.MatchesSubdomains("permit_mx_backup_networks"));
    }

    public override Verdict Evaluate(Evaluation session, in Scope scope)
    {
        if (session.Recipient is null)
            return Verdict.Dunno;
        ResolvedAddress recipient = session.RecipientResolved!;
        Verdict own = AuthorizedDestination.Of(session, recipient);
        if (own != Verdict.Dunno || (recipient.Routed && !session.Rules.TrustsRouting) || recipient.Domain is ['[', .., ']'])
            return own;
        string domain = HostNameSyntax.ForLookup(recipient.Domain);
        NameAnswer answer = session.Rules.Names.Ask(domain, NameType.Mx);
        switch (answer.Status)
        {
            case NameStatus.Unknown:
                return session.Unknown($"DNS of {domain}");
            case NameStatus.Failed:
                return session.DeferOnReject(Refused(session, "Unable to look up mail exchanger information: ", "Host not found, try again"));
            case not NameStatus.Found:
                return Verdict.Dunno;
        }
        int best = answer.Preferences.Count > 0 ? answer.Preferences.Min() : 0;
        var hosts = answer.Hosts.Select((host, i) => (host, First: (i < answer.Preferences.Count ? answer.Preferences[i] : 0) == best)).ToList();
        string[] primaries = [.. hosts.Where(h => h.First).Select(h => h.host)];
        string[] backups = [.. hosts.Where(h => !h.First).Select(h => h.host)];
        if (AmI(session, primaries) is not Verdict.Dunno and var primary)
            return primary == Verdict.Ok ? Verdict.Dunno : primary;
        Verdict backup = AmI(session, backups);
        return backup == Verdict.Ok && _primaries is not null ? Allowed(session, primaries) : backup;
    }

    private Verdict AmI(Evaluation session, string[] hosts)
    {
        foreach (string host in hosts)
        {
            if (session.Rules.Addresses.IsDestination(host).Status == LookupStatus.Found)
                return Verdict.Ok;
        }
        foreach (string host in hosts)
        {
            if (Addresses(session, host) is not { } addresses)
                return session.Unknown($"DNS of {host}");
            if (addresses.Length == 0)
                session.DeferOnReject(Refused(session, "Unable to look up mail exchanger host ", $"{host}: {NoAddress(session, host, "Temporary failure in name resolution", "Name or service not known")}"));
            foreach (IPAddress address in addresses)
            {
                Tables.MatchAnswer mine = _own.Match(address);
                if (mine.Status == LookupStatus.Unknown)
                    return session.Unknown(mine.Table);
                if (mine.Status == LookupStatus.Found)
                    return Verdict.Ok;
            }
        }
        return Verdict.Dunno;
    }

    private Verdict Allowed(Evaluation session, string[] primaries)
    {
        foreach (string host in primaries)
        {
            if (Addresses(session, host) is not { } addresses)
                return session.Unknown($"DNS of {host}");
            if (addresses.Length == 0)
                return session.DeferOnReject(Refused(session, "Unable to look up host ", $"{host} as mail exchanger: {NoAddress(session, host, "Host not found, try again", "Host not found")}"));
            foreach (IPAddress address in addresses)
            {
                ListAnswer listed = _primaries!.Find(host, HostAddresses.Text(address));
                if (listed.Status == LookupStatus.Unknown)
                    return session.Unknown(listed.Item?.Word ?? "permit_mx_backup_networks");
                if (listed.Status == LookupStatus.Failed)
                    return session.DeferOnReject(Refused(session, "Unable to verify host ", $"{host} as mail exchanger"));
                if (listed.Status != LookupStatus.Found)
                    return Verdict.Dunno;
            }
        }
        return Verdict.Ok;
    }

    // Of the families that inet_protocols names; null where nobody knows them.
    private static IPAddress[]? Addresses(Evaluation session, string host)
    {
        NameAnswer[] answers = [.. session.Rules.HostTypes.Select(t => session.Rules.Names.Ask(host, t))];
        return Array.Exists(answers, a => a.Status == NameStatus.Unknown) ? null : [.. answers.SelectMany(a => a.Addresses)];
    }

    private static string NoAddress(Evaluation session, string host, string forNow, string forGood)
        => session.Rules.HostTypes.Any(t => session.Rules.Names.Ask(host, t).Status == NameStatus.Failed) ? forNow : forGood;

    private static Refusal Refused(Evaluation session, string text, string why)
        => Refusal.Rejected(450, "4.4.4", new(session.Recipient!), ReplyClass.Recipient, text, why);
}
