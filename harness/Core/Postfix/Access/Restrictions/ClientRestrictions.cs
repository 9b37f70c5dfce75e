using Harness.Core.Postfix.Access.Addresses;
using Harness.Core.Postfix.Access.Evaluating;
using Harness.Core.Postfix.Access.Replies;
using Harness.Core.Postfix.Access.Tables;
using Harness.Core.Postfix.Tables;

namespace Harness.Core.Postfix.Access.Restrictions;

/// <summary>permit_mynetworks.</summary>
internal sealed class PermitMyNetworks(Spelling spelling, HostList networks) : Restriction(spelling)
{
    public override Verdict Evaluate(Evaluation session, in Scope scope)
    {
        MatchAnswer answer = networks.Match(session.Session.ClientName, session.Client);
        return answer.Status switch
        {
            LookupStatus.Found => Verdict.Ok,
            LookupStatus.Missing => Verdict.Dunno,
            LookupStatus.Failed => session.Fail(Refusal.LookupFailure(scope.Name)),
            _ => session.Unknown(answer.Table),
        };
    }
}

/// <summary>permit_inet_interfaces.</summary>
internal sealed class PermitInetInterfaces(Spelling spelling, OwnAddresses own) : Restriction(spelling)
{
    public override Verdict Evaluate(Evaluation session, in Scope scope)
    {
        if (session.Client is null)
            return Verdict.Dunno;
        MatchAnswer answer = own.Match(session.Client);
        return answer.Status switch
        {
            LookupStatus.Found => Verdict.Ok,
            LookupStatus.Unknown => session.Unknown(answer.Table),
            _ => Verdict.Dunno,
        };
    }
}

/// <summary>permit_sasl_authenticated.</summary>
/// <param name="spelling">Where it is written.</param>
/// <param name="enabled">smtpd_sasl_auth_enable.</param>
/// <param name="needsTls">smtpd_tls_auth_only.</param>
/// <param name="trustsXClient">From 3.9.14 and 3.10 on, XCLIENT LOGIN counts with SASL off as well.</param>
internal sealed class PermitSaslAuthenticated(Spelling spelling, bool enabled, bool needsTls, bool trustsXClient) : Restriction(spelling)
{
    public override Verdict Evaluate(Evaluation session, in Scope scope)
        => session.Session.Login is not null && (trustsXClient || (enabled && (!needsTls || session.Session.Tls)))
            ? Verdict.Ok : Verdict.Dunno;
}

/// <summary>reject_unknown_client_hostname and reject_unknown_reverse_client_hostname.</summary>
internal sealed class RejectUnknownClientName(Spelling spelling, int code, bool reverse) : Restriction(spelling)
{
    public override Verdict Evaluate(Evaluation session, in Scope scope)
    {
        AccessSession client = session.Session;
        if ((reverse ? client.ReverseName : client.ClientName) != "unknown")
            return Verdict.Dunno;
        int answer = client.NameIsTemporary ? 450 : code;
        return session.Refuse(reverse
            ? Refusal.Plain(answer, "4.7.1", "Client host rejected: cannot find your reverse hostname, [", session.ClientAddress, "]")
            : Refusal.Plain(answer, "4.7.25", "Client host rejected: cannot find your hostname, [", session.ClientAddress, "]"));
    }
}

/// <summary>reject_plaintext_session.</summary>
internal sealed class RejectPlaintextSession(Spelling spelling, int code) : Restriction(spelling)
{
    public override Verdict Evaluate(Evaluation session, in Scope scope)
        => session.Session.Tls ? Verdict.Dunno : session.Refuse(Refusal.Plain(code, "4.7.1", "Session encryption is required"));
}
