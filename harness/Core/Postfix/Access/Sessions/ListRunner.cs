using Harness.Core.Postfix.Access.Evaluating;
using Harness.Core.Postfix.Access.Replies;
using Harness.Core.Postfix.Access.Restrictions;

namespace Harness.Core.Postfix.Access.Sessions;

/// <summary>Which lists run at which command, and what is remembered between them (smtpd_check.c, smtpd_check_client and its kin).</summary>
internal sealed class ListRunner(AccessLists lists, UnlistedAddress unlisted)
{
    private bool _permitClient;
    private bool _permitHelo;
    private bool _permitSender;

    /// <summary>Forgets the session before.</summary>
    public void Begin() => _permitClient = _permitHelo = _permitSender = false;

    /// <summary>smtpd_client_restrictions.</summary>
    public bool Client(Evaluation session)
    {
        session.DeferIfPermit.Active = false;
        session.BeginLists();
        bool refused = Run(session, lists.Client, new(session.ClientName, ReplyClass.Client, AccessSubject.Client));
        _permitClient = session.DeferIfPermit.Active;
        return refused;
    }

    /// <summary>smtpd_helo_restrictions; nothing without a HELO name.</summary>
    public bool Helo(Evaluation session)
    {
        if (session.Helo is null)
            return false;
        session.DeferIfPermit.Active = _permitClient;
        session.BeginLists();
        bool refused = Run(session, lists.Helo, new(new(session.Helo), ReplyClass.Helo, AccessSubject.Helo));
        _permitHelo = session.DeferIfPermit.Active;
        return refused;
    }

    /// <summary>smtpd_sender_restrictions; nothing without MAIL.</summary>
    public bool Sender(Evaluation session)
    {
        if (session.Sender is null)
            return false;
        session.DeferIfPermit.Active = _permitClient | _permitHelo;
        session.SenderChecked = false;
        session.BeginLists();
        bool refused = Run(session, lists.Sender, new(new(session.Sender), ReplyClass.Sender, AccessSubject.Sender));
        _permitSender = session.DeferIfPermit.Active;
        if (lists.RejectsUnlistedSender && !refused && !session.SenderChecked && !session.Discarded && session.Sender.Length > 0)
            refused = Unlisted(session, EnvelopeSide.Sender, "smtpd_reject_unlisted_sender");
        return refused;
    }

    /// <summary>smtpd_relay_restrictions and smtpd_recipient_restrictions, with what was put off until now.</summary>
    public bool Recipient(Evaluation session)
    {
        session.RecipientChecked = false;
        if (session.Rules.DelaysReject && (Client(session) || Helo(session) || Sender(session)))
            return true;
        session.DeferIfPermit.Active = _permitSender;
        session.BeginLists();
        var scope = new Scope(new(session.Recipient!), ReplyClass.Recipient, AccessSubject.Recipient);
        if (Run(session, lists.FirstOfRecipient, scope) || Run(session, lists.SecondOfRecipient, scope) || Put(session))
            return true;
        return lists.RejectsUnlistedRecipient && !session.RecipientChecked && !session.Discarded
            && Unlisted(session, EnvelopeSide.Recipient, "smtpd_reject_unlisted_recipient");
    }

    /// <summary>smtpd_etrn_restrictions.</summary>
    public bool Etrn(Evaluation session)
    {
        if (session.Rules.DelaysReject && (Client(session) || Helo(session)))
            return true;
        session.DeferIfPermit.Active = _permitClient | _permitHelo;
        session.BeginLists();
        return Run(session, lists.Etrn, new(new(session.Etrn!), ReplyClass.Etrn, AccessSubject.Etrn)) || Put(session);
    }

    /// <summary>smtpd_data_restrictions or smtpd_end_of_data_restrictions: what was put off before counts no more.</summary>
    public bool Data(Evaluation session, bool ended)
    {
        session.DeferIfPermit.Active = false;
        session.BeginLists();
        return Run(session, ended ? lists.EndOfData : lists.Data,
            new(new(ended ? "END-OF-MESSAGE" : "DATA"), ended ? ReplyClass.EndOfData : ReplyClass.Data, null)) || Put(session);
    }

    private static bool Run(Evaluation session, RestrictionList list, in Scope scope)
        => !list.IsEmpty && list.Evaluate(session, scope) == Verdict.Reject;

    // A deferral that was put off: what went before might have refused had it been able to.
    private static bool Put(Evaluation session)
    {
        if (!session.DeferIfPermit.Active)
            return false;
        session.Current = null;
        session.Trace?.Note("the deferral remembered by defer_if_permit is sent");
        session.Fail(session.DeferIfPermit.Refusal);
        session.Cause = session.DeferIfPermit.Cause;
        return true;
    }

    private bool Unlisted(Evaluation session, EnvelopeSide side, string name)
    {
        session.Current = null;
        session.Trace?.Enter(name, [], session);
        Verdict verdict = unlisted.Check(session, side);
        session.Trace?.Leave(verdict, session);
        return verdict == Verdict.Reject;
    }
}
