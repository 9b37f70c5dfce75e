namespace Harness.Core.Postfix.Configuration;

/// <summary>What a restriction's name alone says about it (smtpd_check.c, generic_checks).</summary>
internal static class RestrictionNames
{
    /// <summary>The parameters of smtpd(8) that hold restrictions, in the order of the stages.</summary>
    public static IReadOnlyList<string> Lists { get; } =
    [
        "smtpd_client_restrictions", "smtpd_helo_restrictions", "smtpd_sender_restrictions", "smtpd_relay_restrictions",
        "smtpd_recipient_restrictions", "smtpd_data_restrictions", "smtpd_end_of_data_restrictions", "smtpd_etrn_restrictions",
    ];

    /// <summary>The same with the classes of a configuration (smtpd_restriction_classes), each once.</summary>
    public static IEnumerable<string> ListsOf(ServiceParameters parameters)
        => Lists.Concat(parameters.Words("smtpd_restriction_classes").Select(w => w.Word)).Distinct(StringComparer.Ordinal);

    public static bool IsAccessCheck(string name) =>
        name.StartsWith("check_", StringComparison.OrdinalIgnoreCase)
        && name.EndsWith("_access", StringComparison.OrdinalIgnoreCase);

    public static bool IsDnsList(string name) =>
        name.StartsWith("reject_rbl_", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("reject_rhsbl_", StringComparison.OrdinalIgnoreCase)
        || name.Equals("permit_dnswl_client", StringComparison.OrdinalIgnoreCase)
        || name.Equals("permit_rhswl_client", StringComparison.OrdinalIgnoreCase);

    public static bool TakesArgument(string name) =>
        IsAccessCheck(name) || IsDnsList(name)
        || name.Equals("check_policy_service", StringComparison.OrdinalIgnoreCase)
        || name.Equals("sleep", StringComparison.OrdinalIgnoreCase);
}
