using Harness.Core.Postfix.Access.Addresses;
using Harness.Core.Postfix.Access.Evaluating;
using Harness.Core.Postfix.Access.Names;
using Harness.Core.Postfix.Access.Replies;

namespace Harness.Core.Postfix.Access.Restrictions;

/// <summary>reject_non_fqdn_sender and reject_non_fqdn_recipient: of the address as it was sent, before any rewriting.</summary>
internal sealed class RejectNonFqdnAddress(Spelling spelling, EnvelopeSide side, int code) : Restriction(spelling)
{
    public override Verdict Evaluate(Evaluation session, in Scope scope)
    {
        if (side == EnvelopeSide.Sender ? string.IsNullOrEmpty(session.Sender) : session.Recipient is null)
            return Verdict.Dunno;
        string address = (side == EnvelopeSide.Sender ? session.Sender : session.Recipient)!;
        return IsQualified(address, session.Session.SmtpUtf8) ? Verdict.Dunno
            : session.Refuse(Refusal.Rejected(code, "4.5.2", new(address), EnvelopeAddress.Subject(side), "need fully-qualified address"));
    }

    private static bool IsQualified(string address, bool utf8)
    {
        int sign = address.LastIndexOf('@');
        ReadOnlySpan<char> domain = sign < 0 ? [] : address.AsSpan(sign + 1);
        if (domain is ['[', .., ']'])
            return true;
        if (domain is [.., not '.', '.'])
            domain = domain[..^1];
        if (!domain.Contains('.'))
            return false;
        return HostNameSyntax.IsAscii(domain) || !utf8 ? HostNameSyntax.IsValid(domain) : HostNameSyntax.IsValid(domain.ToString(), true);
    }
}

/// <summary>reject_unknown_sender_domain and reject_unknown_recipient_domain.</summary>
internal sealed class RejectUnknownDomain(Spelling spelling, EnvelopeSide side, int code, bool defersAtOnce) : Restriction(spelling)
{
    public override Verdict Evaluate(Evaluation session, in Scope scope)
    {
        if (!EnvelopeAddress.Of(session, side, out string address, out ResolvedAddress resolved))
            return Verdict.Dunno;
        if (resolved.Certainty.Status != Postfix.Tables.LookupStatus.Found)
            return session.Uncertain(resolved, address);
        if (resolved.IsFinal || resolved.Domain is ['[', .., ']'])
            return Verdict.Dunno;
        string domain = HostNameSyntax.ForLookup(resolved.Domain);
        ReplyClass subject = EnvelopeAddress.Subject(side);
        string dsn = side == EnvelopeSide.Sender ? "4.1.8" : "4.1.2";
        switch (NameQuestions.MailHost(session.Rules.Names, domain))
        {
            case NameStatus.Found:
                return Verdict.Dunno;
            case NameStatus.Unknown:
                return session.Unknown($"DNS of {domain}");
            case NameStatus.NullMx:
                return session.Refuse(Refusal.Rejected(side == EnvelopeSide.Sender ? 550 : 556,
                    side == EnvelopeSide.Sender ? "4.7.27" : "4.1.10", new(address), subject,
                    "Domain ", $"{domain} does not accept mail (nullMX)"));
            case NameStatus.Failed:
                return session.DeferOnPermit(Refusal.Rejected(450, dsn, new(address), subject, "Domain not found"), defersAtOnce);
            case NameStatus.Malformed:
                return session.Refuse(Refusal.Rejected(code, dsn, new(address), subject, "Malformed DNS server reply"));
            default:
                return session.Refuse(Refusal.Rejected(code, dsn, new(address), subject, "Domain not found"));
        }
    }
}

/// <summary>reject_multi_recipient_bounce.</summary>
internal sealed class RejectMultiRecipientBounce(Spelling spelling, int code) : Restriction(spelling)
{
    public override Verdict Evaluate(Evaluation session, in Scope scope)
        => session.Sender is "" && session.Accepted > (session.Where == AccessCommand.Rcpt ? 0 : 1)
            ? session.Refuse(Refusal.Rejected(code, "5.5.3", scope.Name, scope.Subject, "Multi-recipient bounce")) : Verdict.Dunno;
}

/// <summary>What only a service of its own can tell: reject_unverified_sender, reject_unverified_recipient, check_policy_service.</summary>
internal sealed class AskedElsewhere(Spelling spelling, EnvelopeSide? side) : Restriction(spelling)
{
    public override Verdict Evaluate(Evaluation session, in Scope scope)
        => side is { } one && !EnvelopeAddress.Of(session, one, out _, out _) ? Verdict.Dunno
            : session.Unknown(Spelling.Argument is null ? Spelling.Name : $"{Spelling.Name} {Spelling.Argument}");
}
