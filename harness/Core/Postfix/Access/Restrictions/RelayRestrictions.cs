using Harness.Core.Postfix.Access.Addresses;
using Harness.Core.Postfix.Access.Evaluating;
using Harness.Core.Postfix.Access.Replies;
using Harness.Core.Postfix.Tables;

namespace Harness.Core.Postfix.Access.Restrictions;

/// <summary>Whether mail for the recipient may come in from anybody (smtpd_check.c, permit_auth_destination).</summary>
internal static class AuthorizedDestination
{
    public static Verdict Of(Evaluation session, ResolvedAddress recipient)
    {
        if (recipient.Failed)
            return session.Uncertain(recipient, session.Recipient!);
        if (recipient.Routed && !session.Rules.TrustsRouting)
            return Verdict.Dunno;
        if (recipient.Certainty.Status != LookupStatus.Found)
            return session.Uncertain(recipient, session.Recipient!);
        return recipient.Class == DomainClass.Default ? Verdict.Dunno : Verdict.Ok;
    }
}

/// <summary>permit_auth_destination.</summary>
internal sealed class PermitAuthDestination(Spelling spelling) : Restriction(spelling)
{
    public override Verdict Evaluate(Evaluation session, in Scope scope)
        => session.Recipient is null ? Verdict.Dunno : AuthorizedDestination.Of(session, session.RecipientResolved!);
}

/// <summary>reject_unauth_destination and defer_unauth_destination; check_relay_domains before 3.9 in its own words.</summary>
internal sealed class RejectUnauthDestination(Spelling spelling, int code, string dsn) : Restriction(spelling)
{
    public override Verdict Evaluate(Evaluation session, in Scope scope)
    {
        if (session.Recipient is null)
            return Verdict.Dunno;
        return AuthorizedDestination.Of(session, session.RecipientResolved!) switch
        {
            Verdict.Ok => Verdict.Dunno,
            Verdict.Dunno => session.Refuse(Refusal.Named(code, dsn, new(session.Recipient), ">: Relay access denied")),
            var ended => ended,
        };
    }
}

/// <summary>check_relay_domains (before 3.9): the client's name counts as well, and what is not refused is permitted.</summary>
internal sealed class CheckRelayDomains(Spelling spelling, int code, Access.Tables.HostList relayDomains) : Restriction(spelling)
{
    public override Verdict Evaluate(Evaluation session, in Scope scope)
    {
        if (session.Recipient is null)
            return Verdict.Dunno;
        Access.Tables.MatchAnswer client = relayDomains.Match(session.Session.ClientName, null);
        if (client.Status == LookupStatus.Found)
            return Verdict.Ok;
        if (client.Status == LookupStatus.Unknown)
            return session.Unknown(client.Table);
        return AuthorizedDestination.Of(session, session.RecipientResolved!) switch
        {
            Verdict.Dunno => session.Refuse(
                Refusal.Rejected(code, "5.7.1", new(session.Recipient), ReplyClass.Recipient, "Relay access denied")),
            var decided => decided,
        };
    }
}
