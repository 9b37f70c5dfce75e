using System.Text.RegularExpressions;

namespace Harness.Tests.Postfix.Access.Matrix;

/// <summary>The configurations that the lab holds the model against use everything that there is (postconf(5), access(5)).</summary>
public sealed partial class FixtureCoverageTests
{
    private static readonly string[] _restrictions =
    [
        "permit", "reject", "defer", "warn_if_reject", "defer_if_permit", "defer_if_reject", "sleep", "reject_unauth_pipelining", "reject_plaintext_session",
        "reject_multi_recipient_bounce", "check_policy_service",
        "permit_mynetworks", "permit_inet_interfaces", "permit_sasl_authenticated", "permit_tls_clientcerts", "permit_tls_all_clientcerts",
        "reject_unknown_client_hostname", "reject_unknown_reverse_client_hostname", "reject_rbl_client", "permit_dnswl_client", "permit_rhswl_client",
        "reject_rhsbl_client", "reject_rhsbl_reverse_client", "check_client_access", "check_reverse_client_hostname_access", "check_client_a_access",
        "check_client_mx_access", "check_client_ns_access", "check_reverse_client_hostname_a_access", "check_reverse_client_hostname_mx_access",
        "check_reverse_client_hostname_ns_access", "check_ccert_access", "check_sasl_access",
        "reject_invalid_helo_hostname", "reject_non_fqdn_helo_hostname", "reject_unknown_helo_hostname", "reject_rhsbl_helo", "check_helo_access",
        "check_helo_a_access", "check_helo_mx_access", "check_helo_ns_access",
        "reject_non_fqdn_sender", "reject_unknown_sender_domain", "reject_unverified_sender", "reject_authenticated_sender_login_mismatch",
        "reject_known_sender_login_mismatch", "reject_unauthenticated_sender_login_mismatch", "reject_sender_login_mismatch", "reject_unlisted_sender",
        "reject_rhsbl_sender", "check_sender_access", "check_sender_a_access", "check_sender_mx_access", "check_sender_ns_access",
        "reject_unauth_destination", "defer_unauth_destination", "permit_auth_destination", "permit_mx_backup", "reject_non_fqdn_recipient",
        "reject_unknown_recipient_domain", "reject_unverified_recipient", "reject_unlisted_recipient", "reject_rhsbl_recipient", "check_recipient_access",
        "check_recipient_a_access", "check_recipient_mx_access", "check_recipient_ns_access", "check_etrn_access",
        // Names of before, some of which later releases know no more.
        "reject_unknown_client", "reject_invalid_hostname", "reject_non_fqdn_hostname", "reject_unknown_hostname", "reject_unknown_address",
        "check_relay_domains", "reject_maps_rbl", "permit_naked_ip_address",
    ];

    private static readonly string[] _lists =
    [
        "smtpd_client_restrictions", "smtpd_helo_restrictions", "smtpd_sender_restrictions", "smtpd_relay_restrictions", "smtpd_recipient_restrictions",
        "smtpd_data_restrictions", "smtpd_end_of_data_restrictions", "smtpd_etrn_restrictions", "smtpd_restriction_classes",
    ];

    private static readonly string[] _actions =
    [
        "OK", "RELAY", "12345", "DUNNO", "REJECT", "DEFER", "450", "550", "DEFER_IF_PERMIT", "DEFER_IF_REJECT", "HOLD", "FILTER", "REDIRECT", "BCC", "PREPEND", "WARN",
        "INFO", "DISCARD", "HANGUP", "permit", "warn_if_reject", "greylist",
    ];

    private static string Fixtures => Path.Combine(Checkout.Root, "fixtures", "access");

    [Test]
    public void Every_restriction_is_in_some_configuration()
        => _restrictions.Except(Words("main.cf")).Should().BeEmpty();

    [Test]
    public void Every_list_is_in_some_configuration()
        => _lists.Except(Words("main.cf")).Should().BeEmpty();

    [Test]
    public void Every_action_of_a_table_is_asked_about_clients_and_about_recipients()
    {
        foreach (string table in new[] { "clients", "recipients" })
        {
            string[] actions = [.. File.ReadLines(Path.Combine(Fixtures, "actions", table)).Select(l => Blanks().Split(l)).Where(w => w.Length > 1).Select(w => w[1])];
            _actions.Except(actions).Should().BeEmpty(table);
        }
    }

    private static IEnumerable<string> Words(string file)
        => Directory.EnumerateFiles(Fixtures, file, SearchOption.AllDirectories).SelectMany(File.ReadLines)
            .Where(l => !l.StartsWith('#')).SelectMany(l => Separators().Split(l)).Distinct();

    [GeneratedRegex(@"[\s,={}]+")]
    private static partial Regex Separators();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
