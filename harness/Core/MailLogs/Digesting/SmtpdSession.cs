namespace Harness.Core.MailLogs.Digesting;

/// <summary>What one smtpd process is at: a session at a time.</summary>
internal sealed class SmtpdSession
{
    /// <summary>Whether TLS was established.</summary>
    public bool Tls { get; set; }

    /// <summary>The refusals of the session.</summary>
    public long Refusals { get; set; }

    /// <summary>The last reason.</summary>
    public ReasonCount? Reason { get; set; }

    /// <summary>The login name, where a line of the session tells it.</summary>
    public byte[]? User { get; set; }

    /// <summary>Whether the refusals were counted as a user's already.</summary>
    public bool IsTold { get; set; }

    /// <summary>Another client has connected.</summary>
    public void Begin() => (Tls, Refusals, Reason, User, IsTold) = (false, 0, null, null, false);
}
