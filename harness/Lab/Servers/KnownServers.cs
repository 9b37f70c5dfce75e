namespace Harness.Lab.Servers;

/// <summary>
/// The other mail servers: the explicit list. Each is final for <see cref="Domain"/> with one mailbox, relays for nobody but
/// itself, offers STARTTLS with a certificate of its own making, and is otherwise what its Debian package makes of a host on the
/// internet.
/// </summary>
public static class KnownServers
{
    /// <summary>The domain they are final for.</summary>
    public const string Domain = "yourdomain.no";

    /// <summary>The name they introduce themselves with.</summary>
    public const string HostName = $"mail.{Domain}";

    /// <summary>The mailbox they have.</summary>
    public const string Recipient = $"alice@{Domain}";

    /// <summary>Exim.</summary>
    public static readonly ServerKind Exim = new("exim", "exim", "203.0.113.30");

    /// <summary>OpenSMTPD, without STARTTLS: Debian's cannot do it.</summary>
    public static readonly ServerKind OpenSmtpd = new("opensmtpd", "opensmtpd", "203.0.113.31");

    /// <summary>
    /// Sendmail without its package's bound on connections, behind which nothing else could be seen in the time a test has. The
    /// banner comes after a second, as packaged.
    /// </summary>
    public static readonly ServerKind Sendmail = new("sendmail", "sendmail", "203.0.113.32") { Variant = ("LIMITS", "none") };

    /// <summary>An Exim that relays for everybody.</summary>
    public static readonly ServerKind OpenRelay = new("open-relay", "exim", "203.0.113.33") { Variant = ("RELAY", "open") };

    /// <summary>An Exim that defers each new triplet of client, sender and recipient for two seconds.</summary>
    public static readonly ServerKind Greylisting = new("greylisting", "exim", "203.0.113.34") { Variant = ("GREYLIST", "2") };

    /// <summary>Sendmail as packaged: ten connections a minute from one client.</summary>
    public static readonly ServerKind ThrottledSendmail = new("throttled-sendmail", "sendmail", "203.0.113.35");

    /// <summary>An OpenSMTPD that offers STARTTLS, and every handshake breaks (OpenSMTPD issues 1171 and 1239).</summary>
    public static readonly ServerKind BrokenTls = new("broken-tls", "opensmtpd", "203.0.113.36") { Variant = ("STARTTLS", "offered") };

    /// <summary>
    /// Twisted's SMTP server, as vulnerable as it comes: what is said in clear before the handshake is answered within TLS (CVE-2011-0411 and kin).
    /// </summary>
    public static readonly ServerKind Twisted = new("twisted", "twisted", "203.0.113.37");

    /// <summary>
    /// An Exim 4.94 that relays for everybody: as a client it takes a reply that was added in clear to the answer to STARTTLS (CVE-2021-38371), as
    /// <see cref="OpenRelay"/> of a later release does not.
    /// </summary>
    public static readonly ServerKind OldExim = new("old-exim", "exim", "203.0.113.38") { Variant = ("RELAY", "open"), Suite = PostfixVersion.All[0] };

    /// <summary>All of them; the order gives each its place on the Docker network.</summary>
    public static readonly IReadOnlyList<ServerKind> All = [Exim, OpenSmtpd, Sendmail, OpenRelay, Greylisting, ThrottledSendmail, BrokenTls, Twisted, OldExim];
}
