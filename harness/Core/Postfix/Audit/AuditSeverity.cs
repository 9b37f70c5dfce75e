namespace Harness.Core.Postfix.Audit;

/// <summary>How much a finding matters.</summary>
public enum AuditSeverity
{
    /// <summary>Mail is refused, lost, or relayed for strangers, or a program of Postfix stops.</summary>
    Error,

    /// <summary>A line does something else than it says, or nothing.</summary>
    Warning,

    /// <summary>Worth knowing; nothing is wrong as long as it is meant.</summary>
    Note,
}
