namespace Harness.Core.Postfix.Audit;

/// <summary>A restriction that Postfix has or had (postconf(5), smtpd_check.c).</summary>
/// <param name="Name">Its name.</param>
/// <param name="Argument">What follows it; null for nothing.</param>
/// <param name="Instead">What it is called today, or what does its work; null for a current name.</param>
/// <param name="IsGone">From 3.9 on it is a server configuration error.</param>
internal sealed record RestrictionName(string Name, RestrictionArgument? Argument = null, string? Instead = null, bool IsGone = false)
{
    private static readonly Dictionary<string, RestrictionName> Known = All().ToDictionary(r => r.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>The names that are current.</summary>
    public static IEnumerable<string> Current => Known.Values.Where(r => r.Instead is null).Select(r => r.Name);

    /// <summary>The restriction of that name, in any case; null where there never was one.</summary>
    public static RestrictionName? Find(string name) => Known.GetValueOrDefault(name);

    private static IEnumerable<RestrictionName> All()
    {
        foreach (string name in new[]
        {
            "permit", "reject", "defer", "warn_if_reject", "defer_if_permit", "defer_if_reject", "reject_unauth_pipelining", "reject_plaintext_session",
            "reject_multi_recipient_bounce", "permit_mynetworks", "permit_inet_interfaces", "permit_sasl_authenticated", "permit_tls_clientcerts",
            "permit_tls_all_clientcerts", "reject_unknown_client_hostname", "reject_unknown_reverse_client_hostname",
            "reject_invalid_helo_hostname", "reject_non_fqdn_helo_hostname",
            "reject_unknown_helo_hostname", "reject_non_fqdn_sender", "reject_unknown_sender_domain", "reject_unverified_sender",
            "reject_unlisted_sender", "reject_sender_login_mismatch", "reject_authenticated_sender_login_mismatch",
            "reject_known_sender_login_mismatch", "reject_unauthenticated_sender_login_mismatch", "reject_unauth_destination",
            "defer_unauth_destination", "permit_auth_destination", "permit_mx_backup", "reject_non_fqdn_recipient",
            "reject_unknown_recipient_domain", "reject_unverified_recipient", "reject_unlisted_recipient",
        })
            yield return new(name);
        foreach (string thing in new[] { "client", "reverse_client_hostname", "helo", "sender", "recipient" })
        {
            foreach (string records in new[] { "", "_a", "_mx", "_ns" })
                yield return new($"check_{thing}{records}_access", RestrictionArgument.Table);
        }
        foreach (string thing in new[] { "ccert", "sasl", "etrn" })
            yield return new($"check_{thing}_access", RestrictionArgument.Table);
        foreach (string name in new[] { "reject_rbl_client", "permit_dnswl_client", "permit_rhswl_client", "reject_rhsbl_client", "reject_rhsbl_reverse_client", "reject_rhsbl_helo", "reject_rhsbl_sender", "reject_rhsbl_recipient" })
            yield return new(name, RestrictionArgument.Zone);
        yield return new("check_policy_service", RestrictionArgument.Service);
        yield return new("sleep", RestrictionArgument.Seconds);
        yield return new("reject_unknown_client", null, "reject_unknown_client_hostname");
        yield return new("reject_invalid_hostname", null, "reject_invalid_helo_hostname");
        yield return new("reject_non_fqdn_hostname", null, "reject_non_fqdn_helo_hostname");
        yield return new("reject_unknown_hostname", null, "reject_unknown_helo_hostname");
        yield return new("reject_unknown_address", null, "reject_unknown_sender_domain");
        yield return new("check_recipient_maps", null, "reject_unlisted_recipient");
        yield return new("reject_rbl", RestrictionArgument.Zone, "reject_rbl_client");
        yield return new("reject_maps_rbl", null, "reject_rbl_client ZONE", IsGone: true);
        yield return new("check_relay_domains", null, "permit_mynetworks, reject_unauth_destination", IsGone: true);
        yield return new("permit_naked_ip_address", null, "permit_mynetworks", IsGone: true);
    }
}
