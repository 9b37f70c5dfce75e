using Harness.Core.Postfix.Access.Addresses;
using Harness.Core.Postfix.Access.Evaluating;
using Harness.Core.Postfix.Access.Replies;
using Harness.Core.Postfix.Access.Tables;
using Harness.Core.Postfix.Tables;

namespace Harness.Core.Postfix.Access.Restrictions;

/// <summary>What the check_*_access restrictions share.</summary>
internal abstract class TableCheck(Spelling spelling, MapList table, TableActions actions) : Restriction(spelling)
{
    // What smtpd puts in the place of an answer when the table fails; it has codes of its own.
    private const string LookupError = "451 4.3.5 Server configuration error";

    protected MapList Table { get; } = table;

    /// <summary>Does what was found, names it in replies, and says whether anything was.</summary>
    protected Verdict Follow(Evaluation session, LookupResult answer, ReplyName name, ReplyClass subject, in Scope scope)
    {
        var inner = new Scope(name, subject, scope.Default);
        return answer.Status switch
        {
            LookupStatus.Missing => Verdict.Dunno,
            LookupStatus.Found => actions.Do(session, answer.Value, answer.Place, inner),
            LookupStatus.Failed => actions.Do(session, LookupError, null, inner),
            _ => session.Unknown(Unread.In(Table)),
        };
    }

    /// <summary>An unverified name must not permit (smtpd_check.c, forbid_allowlist).</summary>
    protected static Verdict WithoutPermission(Evaluation session, Verdict verdict)
    {
        if (verdict != Verdict.Ok || session.Discarded)
            return verdict;
        session.Trace?.Note("OK is not allowed here; use DUNNO");
        return session.ServerError();
    }
}

/// <summary>check_client_access and check_reverse_client_hostname_access.</summary>
internal sealed class CheckClient(Spelling spelling, MapList table, TableActions actions, bool reverse)
    : TableCheck(spelling, table, actions)
{
    public override Verdict Evaluate(Evaluation session, in Scope scope)
    {
        string name = reverse ? session.Session.ReverseName : session.Session.ClientName;
        LookupResult answer = KeyWalk.Domain(Table, name, session.Rules.BareParents);
        if (answer.Status == LookupStatus.Missing)
            answer = KeyWalk.Address(Table, session.ClientAddress);
        if (!reverse)
            return Follow(session, answer, session.ClientName, ReplyClass.Client, scope);
        return WithoutPermission(session, Follow(session, answer, new(name), ReplyClass.ReverseClient, scope));
    }
}

/// <summary>check_helo_access and check_etrn_access.</summary>
internal sealed class CheckHost(Spelling spelling, MapList table, TableActions actions, bool etrn) : TableCheck(spelling, table, actions)
{
    public override Verdict Evaluate(Evaluation session, in Scope scope)
        => (etrn ? session.Etrn : session.Helo) is not { } name ? Verdict.Dunno
            : Follow(session, KeyWalk.Domain(Table, name, session.Rules.BareParents), new(name),
                etrn ? ReplyClass.Etrn : ReplyClass.Helo, scope);
}

/// <summary>check_sender_access and check_recipient_access.</summary>
internal sealed class CheckMail(Spelling spelling, MapList table, TableActions actions, EnvelopeSide side) : TableCheck(spelling, table, actions)
{
    public override Verdict Evaluate(Evaluation session, in Scope scope)
    {
        ReplyClass subject = EnvelopeAddress.Subject(side);
        if (!EnvelopeAddress.Of(session, side, out string address, out ResolvedAddress resolved))
        {
            return side == EnvelopeSide.Sender && session.Sender is ""
                ? Follow(session, Table.Find(session.Rules.NullKey), new(""), subject, scope) : Verdict.Dunno;
        }
        if (resolved.Failed)
            return session.Uncertain(resolved, address);
        LookupResult answer = KeyWalk.Mail(Table, resolved.Recipient, session.Rules.Delimiters, session.Rules.BareParents);
        Verdict verdict = Follow(session, answer, new(address), subject, scope);
        return verdict == Verdict.Ok && side == EnvelopeSide.Recipient && resolved.Routed && !session.Rules.TrustsRouting
            ? Verdict.Dunno : verdict;
    }
}

/// <summary>check_sasl_access, with SASL on.</summary>
internal sealed class CheckLogin(Spelling spelling, MapList table, TableActions actions) : TableCheck(spelling, table, actions)
{
    public override Verdict Evaluate(Evaluation session, in Scope scope)
        => session.Session.Login is not { Length: > 0 } login ? Verdict.Dunno
            : Follow(session, Table.Find(login), new(login), ReplyClass.Login, scope);
}
