using Harness.Core.Postfix.Access.Addresses;
using Harness.Core.Postfix.Access.Evaluating;
using Harness.Core.Postfix.Access.Names;
using Harness.Core.Postfix.Access.Replies;
using Harness.Core.Postfix.Access.Tables;

namespace Harness.Core.Postfix.Access.Restrictions;

/// <summary>What the HELO restrictions share: nothing without a HELO name, and one rule for what begins with a bracket.</summary>
internal abstract class HeloRestriction(Spelling spelling, int invalidCode) : Restriction(spelling)
{
    public sealed override Verdict Evaluate(Evaluation session, in Scope scope)
    {
        if (session.Helo is not { } helo)
            return Verdict.Dunno;
        if (!helo.StartsWith('['))
            return OfName(session, helo);
        string inner = helo is ['[', _, .., ']'] ? helo[1..^1] : helo;
        return HostAddresses.OfMailHost(inner) is not null ? Verdict.Dunno
            : session.Refuse(Refusal.Rejected(invalidCode, "5.5.2", new(helo), ReplyClass.Helo, "invalid ip address"));
    }

    protected abstract Verdict OfName(Evaluation session, string helo);
}

/// <summary>reject_invalid_helo_hostname.</summary>
internal sealed class RejectInvalidHelo(Spelling spelling, int code) : HeloRestriction(spelling, code)
{
    private readonly int _code = code;

    protected override Verdict OfName(Evaluation session, string helo)
    {
        string name = HostNameSyntax.WithoutDot(helo);
        return HostNameSyntax.IsValid(name) || HostAddresses.IsValid(name) ? Verdict.Dunno
            : session.Refuse(Refusal.Rejected(_code, "5.5.2", new(helo), ReplyClass.Helo, "Invalid name"));
    }
}

/// <summary>reject_non_fqdn_helo_hostname.</summary>
internal sealed class RejectNonFqdnHelo(Spelling spelling, int code, int invalidCode) : HeloRestriction(spelling, invalidCode)
{
    protected override Verdict OfName(Evaluation session, string helo)
    {
        string name = HostNameSyntax.WithoutDot(helo);
        return HostNameSyntax.IsValid(name, session.Session.SmtpUtf8) && name.Contains('.') ? Verdict.Dunno
            : session.Refuse(Refusal.Rejected(code, "5.5.2", new(helo), ReplyClass.Helo, "need fully-qualified hostname"));
    }
}

/// <summary>reject_unknown_helo_hostname.</summary>
internal sealed class RejectUnknownHelo(Spelling spelling, int code, int invalidCode, bool defersAtOnce) : HeloRestriction(spelling, invalidCode)
{
    protected override Verdict OfName(Evaluation session, string helo)
    {
        switch (NameQuestions.AnyHost(session.Rules.Names, helo))
        {
            case NameStatus.Found or NameStatus.NullMx:
                return Verdict.Dunno;
            case NameStatus.Unknown:
                return session.Unknown($"DNS of {helo}");
            case NameStatus.Failed:
                return session.DeferOnPermit(
                    Refusal.Rejected(450, "4.7.1", new(helo), ReplyClass.Helo, "Host not found"), defersAtOnce);
            case NameStatus.Malformed:
                return session.Refuse(Refusal.Rejected(code, "4.7.1", new(helo), ReplyClass.Helo, "Malformed DNS server reply"));
            default:
                return session.Refuse(Refusal.Rejected(code, "4.7.1", new(helo), ReplyClass.Helo, "Host not found"));
        }
    }
}

/// <summary>permit_naked_ip_address (before 3.9).</summary>
internal sealed class PermitNakedAddress(Spelling spelling, int invalidCode) : Restriction(spelling)
{
    private static readonly System.Buffers.SearchValues<char> s_numeric = System.Buffers.SearchValues.Create("0123456789.:");

    public override Verdict Evaluate(Evaluation session, in Scope scope)
    {
        if (session.Helo is not { } helo || helo.AsSpan().ContainsAnyExcept(s_numeric))
            return Verdict.Dunno;
        if (HostAddresses.OfMailHost(helo) is not null)
            return Verdict.Ok;
        Verdict refused = session.Refuse(Refusal.Rejected(invalidCode, "5.5.2", new(helo), ReplyClass.Helo, "invalid ip address"));
        return refused == Verdict.Dunno ? Verdict.Ok : refused;
    }
}
