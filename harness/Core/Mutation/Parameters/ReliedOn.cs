namespace Harness.Core.Mutation.Parameters;

/// <summary>Defaults of Postfix on which a configuration relies without saying so, and how they are commonly spoilt.</summary>
internal static class ReliedOn
{
    /// <summary>Parameter, mistaken value, and what that means: the explicit list. Only parameters that are not set are set.</summary>
    public static readonly IReadOnlyList<(string Parameter, string Value, string Why)> All =
    [
        ("smtpd_relay_restrictions", "", "whether the server relays rests on smtpd_recipient_restrictions alone"),
        ("smtpd_relay_before_recipient_restrictions", "no", "whether the server relays is asked after the spam checks"),
        ("smtpd_delay_reject", "no", "clients are refused before it is known who writes to whom, and the log does not tell"),
        ("smtpd_reject_unlisted_recipient", "no", "mail to mailboxes that do not exist is taken, and bounced to whoever is named as its sender"),
        ("local_recipient_maps", "", "every local mailbox is taken for one that exists"),
        ("relay_domains", "$mydestination", "every host below the server's domain is relayed to"),
        ("relay_domains", "static:all", "every domain is relayed to"),
        ("soft_bounce", "yes", "every refusal is for now only, and is tried again for days"),
        ("unknown_local_recipient_reject_code", "450", "mail to mailboxes that do not exist is tried again for days"),
        ("maps_rbl_reject_code", "450", "listed clients are put off instead of refused"),
        ("non_fqdn_reject_code", "450", "names without a domain are put off instead of refused"),
        ("invalid_hostname_reject_code", "450", "malformed names are put off instead of refused"),
        ("smtpd_authorized_xforward_hosts", "0.0.0.0/0", "everybody may write another client's address into the log"),
        ("smtpd_discard_ehlo_keywords", "starttls", "STARTTLS is not offered"),
        ("smtpd_discard_ehlo_keywords", "pipelining", "PIPELINING is not announced"),
        ("smtpd_tls_wrappermode", "yes", "TLS is expected before the greeting"),
        ("smtpd_tls_protocols", "TLSv1", "only versions of TLS that nobody should speak are spoken"),
        ("smtpd_tls_exclude_ciphers", "AES, CHACHA20", "no cipher of today is left"),
        ("inet_protocols", "ipv4", "clients with IPv6 are not served"),
        ("message_size_limit", "1000", "the size of a message is limited to a thousand octets"),
        ("message_size_limit", "0", "the size of a message is not limited"),
        ("smtpd_recipient_limit", "10", "fewer recipients are taken than RFC 5321 §4.5.3.1.8 demands"),
        ("smtpd_recipient_limit", "100000", "the number of recipients is not limited"),
        ("smtpd_hard_error_limit", "100000", "a client may make mistakes without end"),
        ("smtpd_junk_command_limit", "100000", "a client may waste commands without end"),
        ("smtpd_client_connection_count_limit", "0", "one client may take every connection"),
        ("smtpd_client_connection_count_limit", "1", "one client has one connection"),
        ("smtpd_client_connection_rate_limit", "1", "a client may come once a minute"),
        ("smtpd_client_message_rate_limit", "1", "a client may send a message a minute"),
        ("smtpd_timeout", "1s", "clients that are a little slow are hung up on"),
        ("line_length_limit", "100", "lines that RFC 5321 §4.5.3.1 allows are cut"),
        ("hopcount_limit", "2", "mail that took three hops is refused as a loop"),
        ("hopcount_limit", "100000", "a mail loop ends nowhere"),
        ("default_process_limit", "1", "one session at a time is served"),
    ];
}
