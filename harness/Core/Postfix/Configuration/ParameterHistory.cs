namespace Harness.Core.Postfix.Configuration;

/// <summary>What became of parameters that have another name today, or none (DEPRECATION_README, postconf(5), RELEASE_NOTES).</summary>
public static class ParameterHistory
{
    private const string Default = "do not specify (leave at default)";

    private static readonly Dictionary<string, OldParameter> Old = new OldParameter[]
    {
        // Renamed; the old name is still read.
        new("virtual_maps", new(2, 0), "virtual_alias_maps"),
        new("fallback_relay", new(2, 3), "smtp_fallback_relay"),
        new("authorized_verp_clients", new(2, 3), "smtpd_authorized_verp_clients"),
        new("smtpd_client_connection_limit_exceptions", new(2, 2), "smtpd_client_event_limit_exceptions"),
        new("postscreen_dnsbl_ttl", new(3, 1), "postscreen_dnsbl_max_ttl"),
        new("postscreen_blacklist_action", new(3, 6), "postscreen_denylist_action"),
        new("postscreen_dnsbl_whitelist_threshold", new(3, 6), "postscreen_dnsbl_allowlist_threshold"),
        new("postscreen_whitelist_interfaces", new(3, 6), "postscreen_allowlist_interfaces"),
        new("lmtp_per_record_deadline", new(3, 7), "lmtp_per_request_deadline"),
        new("smtp_per_record_deadline", new(3, 7), "smtp_per_request_deadline"),
        new("smtpd_per_record_deadline", new(3, 7), "smtpd_per_request_deadline"),
        new("tlsproxy_client_level", new(3, 7), "tlsproxy_client_security_level"),
        new("tlsproxy_client_policy", new(3, 7), "tlsproxy_client_policy_maps"),

        // Renamed long ago; nothing reads the old name any more.
        new("smtpd_sasl_application_name", new(2, 3), "smtpd_sasl_path"),
        new("smtpd_tls_cipherlist", new(2, 3), "smtpd_tls_mandatory_ciphers"),
        new("smtp_tls_cipherlist", new(2, 3), "smtp_tls_mandatory_ciphers"),
        new("program_directory", new(2, 0), "command_directory"),
        new("maps_rbl_domains", new(2, 1), "reject_rbl_client in a restriction list"),
        new("lmtp_cache_connection", new(2, 3), "lmtp_connection_cache_on_demand"),
        new("smtpd_tls_req_ccert_and_verify", new(2, 3), "smtpd_tls_req_ccert"),

        // Deprecated, with the alternative that postconf names from 3.9 on.
        new("disable_dns_lookups", new(3, 9), "smtp_dns_support_level"),
        new("lmtp_use_tls", new(3, 9), "lmtp_tls_security_level"),
        new("postscreen_use_tls", new(3, 9), "postscreen_tls_security_level"),
        new("smtp_use_tls", new(3, 9), "smtp_tls_security_level"),
        new("smtpd_use_tls", new(3, 9), "smtpd_tls_security_level"),
        new("tlsproxy_client_use_tls", new(3, 9), "tlsproxy_client_security_level"),
        new("tlsproxy_use_tls", new(3, 9), "tlsproxy_tls_security_level"),
        new("lmtp_enforce_tls", new(3, 9), "lmtp_tls_security_level"),
        new("postscreen_enforce_tls", new(3, 9), "postscreen_tls_security_level"),
        new("smtp_enforce_tls", new(3, 9), "smtp_tls_security_level"),
        new("smtpd_enforce_tls", new(3, 9), "smtpd_tls_security_level"),
        new("tlsproxy_client_enforce_tls", new(3, 9), "tlsproxy_client_security_level"),
        new("tlsproxy_enforce_tls", new(3, 9), "tlsproxy_tls_security_level"),
        new("lmtp_tls_per_site", new(3, 9), "lmtp_tls_policy_maps"),
        new("smtp_tls_per_site", new(3, 9), "smtp_tls_policy_maps"),
        new("tlsproxy_client_per_site", new(3, 9), "tlsproxy_client_policy_maps"),
        new("smtpd_tls_dh1024_param_file", new(3, 9), null),
        new("smtpd_tls_eecdh_grade", new(3, 9), null),
    }.ToDictionary(p => p.Name, StringComparer.Ordinal);

    /// <summary>What became of a name, or null for one that is current, or was never one.</summary>
    public static OldParameter? Find(string name) => Old.GetValueOrDefault(name);

    /// <summary>What postconf of 3.9 and later says to do instead of setting the parameter, or null.</summary>
    internal static string? DeprecatedIn39(string name) => Find(name) is { Since: { Major: 3, Minor: 9 } } old
        ? old.Replacement is null ? Default
        // The one that postconf names without a verb.
        : name == "lmtp_enforce_tls" ? old.Replacement : $"specify \"{old.Replacement}\""
        : null;
}
