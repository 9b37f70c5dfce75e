namespace Harness.Core.Postfix.Trace;

/// <summary>What one restriction said, by the number smtpd logs (SMTPD_CHECK_… in smtpd_check.h).</summary>
public enum RestrictionStatus
{
    /// <summary>No opinion; the list goes on. Also the status of warn_if_reject's target and of a pending deferral.</summary>
    Dunno = 0,

    /// <summary>The list ends here in the client's favour; later lists still run.</summary>
    Permit = 1,

    /// <summary>Refused, for good or for now; no later list runs.</summary>
    Reject = 2,
}
