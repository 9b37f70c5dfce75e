using Harness.Core.Postfix.Configuration;

namespace Harness.Core.Mutation.Operators;

/// <summary>Restrictions of postconf(5) that are taken for one another, and what they do by their names.</summary>
internal static class Kin
{
    private static readonly (string Name, string Other)[] _takenFor =
    [
        ("permit_mynetworks", "permit_inet_interfaces"),
        ("permit_inet_interfaces", "permit_mynetworks"),
        ("permit_sasl_authenticated", "permit_tls_clientcerts"),
        ("permit_tls_clientcerts", "permit_tls_all_clientcerts"),
        ("reject_non_fqdn_helo_hostname", "reject_unknown_helo_hostname"),
        ("reject_invalid_helo_hostname", "reject_unknown_helo_hostname"),
        ("reject_unknown_helo_hostname", "reject_invalid_helo_hostname"),
        ("reject_non_fqdn_sender", "reject_unknown_sender_domain"),
        ("reject_unknown_sender_domain", "reject_non_fqdn_sender"),
        ("reject_non_fqdn_recipient", "reject_unknown_recipient_domain"),
        ("reject_unknown_recipient_domain", "reject_non_fqdn_recipient"),
        ("reject_unknown_client_hostname", "reject_unknown_reverse_client_hostname"),
        ("reject_unknown_reverse_client_hostname", "reject_unknown_client_hostname"),
        ("reject_unauth_destination", "reject_unlisted_recipient"),
        ("defer_unauth_destination", "reject_unlisted_recipient"),
        ("reject_rbl_client", "reject_rhsbl_sender"),
        ("reject_rhsbl_sender", "reject_rbl_client"),
        ("reject_rhsbl_client", "reject_rbl_client"),
        ("reject_rhsbl_helo", "reject_rbl_client"),
        ("check_client_access", "check_sender_access"),
        ("check_helo_access", "check_client_access"),
        ("check_sender_access", "check_recipient_access"),
        ("check_recipient_access", "check_sender_access"),
        ("reject_authenticated_sender_login_mismatch", "reject_known_sender_login_mismatch"),
        ("reject_sender_login_mismatch", "reject_authenticated_sender_login_mismatch"),
    ];

    private static readonly (string Name, string Other)[] _contraries =
    [
        ("permit", "reject"),
        ("reject", "permit"),
        ("defer", "permit"),
        ("reject_unauth_destination", "permit_auth_destination"),
        ("defer_unauth_destination", "permit_auth_destination"),
        ("permit_auth_destination", "reject_unauth_destination"),
        ("reject_rbl_client", "permit_dnswl_client"),
        ("permit_dnswl_client", "reject_rbl_client"),
        ("reject_rhsbl_client", "permit_rhswl_client"),
        ("permit_rhswl_client", "reject_rhsbl_client"),
    ];

    private static readonly (string Name, string Other)[] _weaker =
    [
        ("reject", "defer"),
        ("reject_unauth_destination", "defer_unauth_destination"),
    ];

    /// <summary>The restriction that a tired administrator writes instead, or null.</summary>
    public static string? TakenFor(string name) => Find(_takenFor, name);

    /// <summary>The restriction that does the contrary, or null.</summary>
    public static string? Contrary(string name) => Find(_contraries, name);

    /// <summary>The restriction that puts off instead of refusing, or null.</summary>
    public static string? Weaker(string name) => Find(_weaker, name);

    /// <summary>Whether it can refuse, so that warn_if_reject means something.</summary>
    public static bool Refuses(string name)
        => name.StartsWith("reject", StringComparison.Ordinal) || name.StartsWith("defer", StringComparison.Ordinal)
        || RestrictionNames.IsAccessCheck(name) || name == "check_policy_service";

    private static string? Find((string Name, string Other)[] pairs, string name) => pairs.FirstOrDefault(p => p.Name == name).Other;
}
