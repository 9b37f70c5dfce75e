using Harness.Core.Postfix.Access.Addresses;
using Harness.Core.Postfix.Access.Evaluating;
using Harness.Core.Postfix.Access.Replies;
using Harness.Core.Postfix.Tables;

namespace Harness.Core.Postfix.Access.Restrictions;

/// <summary>
/// Whether an address of ours is in the tables of its class (smtpd_check.c, check_rcpt_maps): reject_unlisted_recipient,
/// reject_unlisted_sender, and what runs at the end of the lists by itself.
/// </summary>
internal sealed class UnlistedAddress
{
    private static readonly Mailboxes s_none = new(new([]));

    /// <summary>recipient_canonical_maps, canonical_maps, virtual_alias_maps; those of senders have sender_canonical_maps too.</summary>
    public required Mailboxes[] RecipientAliases { get; init; }

    /// <summary>The same for senders.</summary>
    public required Mailboxes[] SenderAliases { get; init; }

    /// <summary>local_recipient_maps.</summary>
    public required Mailboxes Local { get; init; }

    /// <summary>virtual_mailbox_maps.</summary>
    public required Mailboxes Mailbox { get; init; }

    /// <summary>relay_recipient_maps.</summary>
    public required Mailboxes Relay { get; init; }

    /// <summary>unknown_local_recipient_reject_code and its kin.</summary>
    public required (int Local, int Alias, int Mailbox, int Relay) Codes { get; init; }

    /// <summary>show_user_unknown_table_name.</summary>
    public required bool NamesTable { get; init; }

    /// <summary>double_bounce_sender.</summary>
    public required string DoubleBounce { get; init; }

    /// <summary>receive_override_options has no_unknown_recipient_checks.</summary>
    public required bool Off { get; init; }

    /// <summary>Refuses an address that nobody has.</summary>
    public Verdict Check(Evaluation session, EnvelopeSide side)
    {
        bool sender = side == EnvelopeSide.Sender;
        if (Off || (sender ? session.SenderChecked : session.RecipientChecked))
            return Verdict.Dunno;
        if (session.WarnDepth == 0)
        {
            session.SenderChecked |= sender;
            session.RecipientChecked |= !sender;
        }
        string raw = (sender ? session.Sender : session.Recipient)!;
        ResolvedAddress address = (sender ? session.SenderResolved : session.RecipientResolved)!;
        if (address.Certainty.Status != LookupStatus.Found)
            return session.Uncertain(address, raw);
        MailboxAnswer answer = sender
            ? address.AsSender ??= Ask(session.Rules, address, SenderAliases)
            : address.AsRecipient ??= Ask(session.Rules, address, RecipientAliases);
        if (answer.Table.Length > 0)
            session.Trace?.Note($"in {answer.Table}", answer.Place);
        return answer.Status switch
        {
            LookupStatus.Found => Verdict.Dunno,
            LookupStatus.Missing when address.Transport.Length > 0 => Undeliverable(session, side, raw, address),
            LookupStatus.Missing => Unlisted(session, side, raw, address.Class),
            _ => session.Unanswered(answer.Status, answer.Table, raw),
        };
    }

    // What cannot be read here decides only where nothing that can be read has the address: any entry will do.
    private MailboxAnswer Ask(AccessRules rules, ResolvedAddress address, Mailboxes[] aliases)
    {
        string unread = "";
        foreach (Mailboxes row in aliases)
        {
            MailboxAnswer alias = row.Find(rules, address);
            if (alias.Status is LookupStatus.Found or LookupStatus.Failed)
                return alias;
            if (alias.Status == LookupStatus.Unknown && unread.Length == 0)
                unread = alias.Table;
        }
        if (address.Transport.Length == 0)
        {
            (Mailboxes tables, _, _) = OfClass(address.Class);
            if (tables.IsEmpty || (address.Class == DomainClass.Local && IsReserved(address.Recipient)))
                return MailboxAnswer.Taken;
            MailboxAnswer user = tables.Find(rules, address);
            if (user.Status != LookupStatus.Missing)
                return user;
        }
        return unread.Length > 0 ? new(LookupStatus.Unknown, unread, null) : new(LookupStatus.Missing, "", null);
    }

    private (Mailboxes Tables, int Code, string Name) OfClass(DomainClass found) => found switch
    {
        DomainClass.Local => (Local, Codes.Local, " in local recipient table"),
        DomainClass.Mailbox => (Mailbox, Codes.Mailbox, " in virtual mailbox table"),
        DomainClass.Relay => (Relay, Codes.Relay, " in relay recipient table"),
        _ => (s_none, 0, ""),
    };

    private Verdict Unlisted(Evaluation session, EnvelopeSide side, string raw, DomainClass found)
    {
        (_, int code, string name) = OfClass(found);
        return session.Refuse(Refusal.Rejected(code, side == EnvelopeSide.Sender ? "5.1.0" : "5.1.1",
            new(raw), EnvelopeAddress.Subject(side), "User unknown", NamesTable ? name : null));
    }

    private Verdict Undeliverable(Evaluation session, EnvelopeSide side, string raw, ResolvedAddress address)
    {
        bool retry = address.Transport == "retry";
        string missing = (retry ? "4.1." : "5.1.") + (side == EnvelopeSide.Sender ? '0' : '1');
        (string dsn, string text) = StatusCode.Split(missing, address.Reason);
        ReplyClass subject = EnvelopeAddress.Subject(side);
        int code = retry ? 450 : address.Class == DomainClass.Alias ? Codes.Alias : 550;
        return session.Refuse(Refusal.Rejected(code, StatusCode.For(dsn, subject), new(raw), subject, text));
    }

    private bool IsReserved(string address)
    {
        ReadOnlySpan<char> local = address.AsSpan(0, address.IndexOf('@'));
        return local.Equals(DoubleBounce, StringComparison.OrdinalIgnoreCase) || local is "postmaster" or "mailer-daemon";
    }
}

/// <summary>reject_unlisted_recipient and reject_unlisted_sender where a list names them.</summary>
internal sealed class RejectUnlisted(Spelling spelling, UnlistedAddress tables, EnvelopeSide side) : Restriction(spelling)
{
    public override Verdict Evaluate(Evaluation session, in Scope scope)
        => EnvelopeAddress.Of(session, side, out _, out _) ? tables.Check(session, side) : Verdict.Dunno;
}
