using Harness.Core.Postfix.Configuration;

namespace Harness.Core.Mutation.Parameters;

/// <summary>Who may do what, and who is whose.</summary>
internal static class AccessParameters
{
    /// <summary>The parameters; restriction lists are known by their names, see <see cref="RestrictionNames.Lists"/>.</summary>
    public static readonly IReadOnlyList<Bearing> All =
    [
        new("compatibility_level", Role.Choice, "0", "relay/safety-net", "relay/subdomain", "address/utf-8/*", "relay/*"),
        new("myhostname", Role.Name, null, "address/postmaster/server-name", "tls/certificate/*", "address/must-take/*", "relay/*"),
        new("mydomain", Role.Name, null, "address/must-take/*", "address/unknown-recipient/*"),
        new("myorigin", Role.Name, "$myhostname", "address/origin", "address/postmaster/*", "address/must-take/*"),
        new("mydestination", Role.Domains, "$myhostname localhost.$mydomain localhost", "address/must-take/*", "address/localhost", "address/postmaster/server-name", "relay/outside/*", "address/*"),
        new("mynetworks", Role.Networks, null, "relay/own/*", "relay/beyond", "relay/inside*", "order/inside-listed/*", "relay/outside/*", "dnsbl/unlisted/ipv6", "relay/matrix/*ipv6*"),
        new("mynetworks_style", Role.Choice, "host", "relay/neighbour", "relay/*"),
        new("relay_domains", Role.Domains, "", "relay/subdomain", "relay/outside/*", "relay/*", "address/must-take/*"),
        new("virtual_mailbox_domains", Role.Domains, null, "address/must-take/*", "address/unknown-recipient/*"),
        new("virtual_alias_domains", Role.Domains, null, "address/must-take/*", "address/unknown-recipient/*"),
        new("local_recipient_maps", Role.Tables, null, "address/unknown-recipient/*", "address/must-take/*"),
        new("virtual_mailbox_maps", Role.Tables, "", "address/unknown-recipient/*", "address/must-take/*"),
        new("virtual_alias_maps", Role.Tables, null, "address/must-take/*", "address/*"),
        new("relay_recipient_maps", Role.Tables, "", "address/unknown-recipient/*", "relay/*"),
        new("alias_maps", Role.Tables, null, "address/must-take/*", "address/*"),
        new("smtpd_sender_login_maps", Role.Tables, "", "auth/*", "address/own-sender/*"),
        new("smtpd_helo_required", Role.Flag, "no", "helo/missing/*", "helo/*"),
        new("smtpd_delay_reject", Role.Flag, "yes", "log/whole", "log/refusal/*", "helo/*"),
        new("smtpd_reject_unlisted_recipient", Role.Flag, "yes", "address/unknown-recipient/*"),
        new("smtpd_reject_unlisted_sender", Role.Flag, "no", "address/own-sender/*"),
        new("smtpd_relay_before_recipient_restrictions", Role.Flag, null, "relay/safety-net", "order/*"),
        new("disable_vrfy_command", Role.Flag, "no", "enumeration/*"),
        new("strict_rfc821_envelopes", Role.Flag, "no", "address/*"),
        new("allow_untrusted_routing", Role.Flag, "no", "relay/*"),
        new("strict_smtputf8", Role.Flag, "no", "address/smtputf8/*", "address/utf-8/*"),
        new("soft_bounce", Role.Flag, "no", "helo/malformed/*", "address/*"),
        new("smtpd_forbid_bare_newline", Role.Choice, "no", "smuggling/*"),
        new("smtpd_forbid_bare_newline_exclusions", Role.Networks, "$mynetworks", "smuggling/inside*", "smuggling/*"),
        new("smtpd_forbid_unauth_pipelining", Role.Flag, null, "manners/*", "extensions/pipelining*"),
        new("message_strip_characters", Role.Choice, "", "smuggling/outbound*", "limits/octets*"),
        new("smtpd_sasl_auth_enable", Role.Flag, "no", "auth/*"),
        new("smtpd_sasl_type", Role.Choice, "cyrus", "auth/*"),
        new("smtpd_sasl_path", Role.Choice, "smtpd", "auth/*"),
        new("smtpd_sasl_security_options", Role.Words, "noanonymous", "auth/*"),
        new("smtpd_sasl_tls_security_options", Role.Words, "$smtpd_sasl_security_options", "auth/*"),
        new("smtpd_sasl_local_domain", Role.Name, "", "auth/*"),
        new("smtpd_discard_ehlo_keywords", Role.Words, "", "extensions/offered/*", "tls/offered", "extensions/announced/*", "extensions/*"),
        new("smtpd_forbidden_commands", Role.Words, null, "manners/other-protocol/*", "dialogue/http/*"),
        new("smtpd_authorized_xforward_hosts", Role.Networks, "", "manners/claimed-offered", "manners/claimed-address/*", "extensions/*"),
        new("recipient_delimiter", Role.Choice, "", "address/subaddress*", "address/*"),
        new("inet_protocols", Role.Choice, null, "dnsbl/unlisted/ipv6", "relay/matrix/*ipv6*"),
        new("unknown_local_recipient_reject_code", Role.Code, "550", "address/unknown-recipient/*"),
        new("maps_rbl_reject_code", Role.Code, "554", "dnsbl/listed/*"),
        new("non_fqdn_reject_code", Role.Code, "504", "helo/malformed/*", "address/sender-fqdn/*"),
        new("invalid_hostname_reject_code", Role.Code, "501", "helo/malformed/*", "helo/utf-8*"),
        new("relay_domains_reject_code", Role.Code, "554", "relay/outside/*"),
        new("access_map_reject_code", Role.Code, "554", "helo/own/*", "address/own-sender/*"),
        new("unknown_address_reject_code", Role.Code, "450", "address/sender-domain/*"),
        new("unknown_hostname_reject_code", Role.Code, "450", "helo/*"),
        new("unknown_client_reject_code", Role.Code, "450", "helo/*"),
        new("reject_code", Role.Code, "554", "*"),
    ];
}
