using Harness.Core.Postfix.Access.Addresses;
using Harness.Core.Postfix.Access.Evaluating;
using Harness.Core.Postfix.Access.Replies;
using Harness.Core.Postfix.Access.Tables;
using Harness.Core.Postfix.Tables;

namespace Harness.Core.Postfix.Access.Restrictions;

/// <summary>Which logins the sender login restrictions look at.</summary>
[Flags]
internal enum LoginRule
{
    /// <summary>An authenticated client must own the sender.</summary>
    Authenticated = 1,

    /// <summary>A sender with an owner needs a login.</summary>
    Unauthenticated = 2,

    /// <summary>Senders without an owner are free.</summary>
    KnownOnly = 4,
}

/// <summary>reject_authenticated_sender_login_mismatch, …known…, …unauthenticated… (smtpd_sender_login_maps).</summary>
internal sealed class SenderLogin(Spelling spelling, MapList owners, LoginRule rule) : Restriction(spelling)
{
    public override Verdict Evaluate(Evaluation session, in Scope scope)
    {
        string? login = session.Session.Login;
        if (!EnvelopeAddress.Of(session, EnvelopeSide.Sender, out string sender, out ResolvedAddress resolved)
            || !rule.HasFlag(login is null ? LoginRule.Unauthenticated : LoginRule.Authenticated))
            return Verdict.Dunno;
        if (resolved.Certainty.Status != LookupStatus.Found)
            return session.Uncertain(resolved, sender);
        LookupResult owner = session.Rules.OfMailbox(owners, resolved);
        if (owner.Status is LookupStatus.Failed or LookupStatus.Unknown)
            return session.Unanswered(owner.Status, Unread.In(owners), sender);
        bool owned = owner.Status == LookupStatus.Found;
        if (login is null)
        {
            return owned ? session.Refuse(Refusal.Named(553, "5.7.1", new(sender), ">: Sender address rejected: not logged in"))
                : Verdict.Dunno;
        }
        bool fits = owned && owner.Value.Split([' ', '\t', '\r', '\n', ','], StringSplitOptions.RemoveEmptyEntries)
            .Contains(login, StringComparer.OrdinalIgnoreCase);
        return fits || (!owned && rule.HasFlag(LoginRule.KnownOnly)) ? Verdict.Dunno
            : session.Refuse(Refusal.Named(553, "5.7.1", new(sender), ">: Sender address rejected: not owned by user ", login));
    }
}
