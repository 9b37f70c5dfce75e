using Harness.Core.Postfix.Configuration;

namespace Harness.Core.Postfix.Access.Matrix.Derived;

/// <summary>
/// Where nobody can log in, nobody is logged in: with AUTH off, or without TLS where smtpd_tls_auth_only asks for it. XCLIENT could say
/// so all the same, and from 3.8.20, 3.9.14 and 3.10 on Postfix would believe it, but no client of the world is like that.
/// </summary>
/// <param name="parameters">A configuration's parameters, expanded.</param>
public sealed class PossibleLogin(ServiceParameters parameters)
{
    private readonly bool _needsTls = parameters.IsOn("smtpd_tls_auth_only");

    /// <summary>Whether anybody can log in at all.</summary>
    public bool IsOffered { get; } = parameters.IsOn("smtpd_sasl_auth_enable");

    /// <summary>The session as it can be with this configuration.</summary>
    public AccessSession Of(AccessSession session)
        => session.Login is not null && (!IsOffered || (_needsTls && !session.Tls)) ? session with { Login = null } : session;
}
