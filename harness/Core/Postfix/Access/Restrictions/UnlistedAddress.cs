using Harness.Core.Postfix.Access.Addresses;
using Harness.Core.Postfix.Access.Evaluating;
using Harness.Core.Postfix.Access.Replies;
using Harness.Core.Postfix.Access.Tables;
using Harness.Core.Postfix.Tables;

namespace Harness.Core.Postfix.Access.Restrictions;

/// <summary>
/// Whether an address of ours is in the tables of its class (smtpd_check.c, check_rcpt_maps): reject_unlisted_recipient,
/// reject_unlisted_sender, and what runs at the end of the lists by itself.
/// </summary>
internal sealed class UnlistedAddress
{
    /// <summary>recipient_canonical_maps, canonical_maps, virtual_alias_maps; for senders sender_canonical_maps too.</summary>
    public required TableRow[] RecipientAliases { get; init; }

    /// <summary>The same for senders.</summary>
    public required TableRow[] SenderAliases { get; init; }

    /// <summary>local_recipient_maps.</summary>
    public required TableRow Local { get; init; }

    /// <summary>virtual_mailbox_maps.</summary>
    public required TableRow Mailbox { get; init; }

    /// <summary>relay_recipient_maps.</summary>
    public required TableRow Relay { get; init; }

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
        TableKey[] keys = session.Rules.MailboxKeys(address);
        foreach (TableRow row in sender ? SenderAliases : RecipientAliases)
        {
            LookupResult alias = row.Find(keys, out string table);
            if (alias.Status == LookupStatus.Found)
            {
                session.Trace?.Note($"rewritten by {table}", alias.Place);
                return Verdict.Dunno;
            }
            if (alias.Status != LookupStatus.Missing)
                return session.Unanswered(alias.Status, table, raw);
        }
        return address.Transport.Length > 0 ? Undeliverable(session, side, raw, address) : InClass(session, side, raw, address, keys);
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

    private Verdict InClass(Evaluation session, EnvelopeSide side, string raw, ResolvedAddress address, TableKey[] keys)
    {
        (TableRow row, int code, string name) = address.Class switch
        {
            DomainClass.Local => (Local, Codes.Local, " in local recipient table"),
            DomainClass.Mailbox => (Mailbox, Codes.Mailbox, " in virtual mailbox table"),
            DomainClass.Relay => (Relay, Codes.Relay, " in relay recipient table"),
            _ => (s_none, 0, ""),
        };
        if (row.IsEmpty || (address.Class == DomainClass.Local && IsReserved(address.Recipient)))
            return Verdict.Dunno;
        LookupResult user = row.Find(keys, out string table);
        return user.Status switch
        {
            LookupStatus.Found => Verdict.Dunno,
            LookupStatus.Missing => session.Refuse(Refusal.Rejected(code, side == EnvelopeSide.Sender ? "5.1.0" : "5.1.1",
                new(raw), EnvelopeAddress.Subject(side), "User unknown", NamesTable ? name : null)),
            _ => session.Unanswered(user.Status, table, raw),
        };
    }

    private static readonly TableRow s_none = new([]);

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
