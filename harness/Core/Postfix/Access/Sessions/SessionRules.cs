namespace Harness.Core.Postfix.Access.Sessions;

/// <summary>What smtpd answers to commands by itself, before and after the lists.</summary>
internal sealed record SessionRules
{
    /// <summary>smtpd_helo_required.</summary>
    public required bool NeedsHelo { get; init; }

    /// <summary>smtpd_tls_security_level = encrypt, or smtpd_enforce_tls.</summary>
    public required bool NeedsTls { get; init; }

    /// <summary>smtputf8_enable.</summary>
    public required bool Utf8 { get; init; }

    /// <summary>SMTPUTF8 is offered: smtputf8_enable, and smtpd_discard_ehlo_keywords does not take it back.</summary>
    public required bool TakesUtf8 { get; init; }

    /// <summary>strict_smtputf8.</summary>
    public required bool StrictUtf8 { get; init; }

    /// <summary>disable_vrfy_command.</summary>
    public required bool HasNoVrfy { get; init; }

    /// <summary>smtpd_recipient_limit; 0 for none.</summary>
    public required int MostRecipients { get; init; }

    /// <summary>soft_bounce.</summary>
    public required bool SoftBounce { get; init; }

    /// <summary>myhostname.</summary>
    public required string HostName { get; init; }

    /// <summary>smtpd_banner.</summary>
    public required string Banner { get; init; }

    /// <summary>The sender of address verification probes, rewritten; null where none is let through.</summary>
    public required string? ProbeSender { get; init; }

    /// <summary>fast_flush_domains.</summary>
    public required Tables.HostList FlushDomains { get; init; }

    /// <summary>Why smtpd does not start; null where it does.</summary>
    public required string? Fatal { get; init; }
}
