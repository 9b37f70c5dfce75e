namespace Harness.Core.Postfix.Configuration;

/// <summary>Names that a release still reads where they are set, because newer ones default to them.</summary>
internal static class LegacyParameters
{
    private static readonly string[] All =
    [
        "virtual_maps", "fallback_relay", "authorized_verp_clients", "smtpd_client_connection_limit_exceptions",
        "postscreen_dnsbl_ttl", "postscreen_blacklist_action", "postscreen_dnsbl_whitelist_threshold",
        "postscreen_whitelist_interfaces", "lmtp_per_record_deadline", "smtp_per_record_deadline",
        "smtpd_per_record_deadline", "tlsproxy_client_level", "tlsproxy_client_policy",
    ];

    /// <summary>Those of a release; what was a parameter of full standing then is none.</summary>
    public static IEnumerable<string> Of(ReleaseDefaults release) => All.Where(n => !release.Values.ContainsKey(n));
}
