namespace Harness.Core.Postfix.Access.Explaining;

/// <summary>What one restriction came to.</summary>
public enum StepResult
{
    /// <summary>It has nothing against the session: the next one is asked.</summary>
    Passed,

    /// <summary>It permits: its list is over.</summary>
    Permitted,

    /// <summary>It refuses: everything is over.</summary>
    Refused,

    /// <summary>smtpd closes the connection, or dies.</summary>
    Ended,

    /// <summary>It would have to know what cannot be known here.</summary>
    Unknown,
}
