namespace Harness.Core.Postfix.Configuration;

/// <summary>What a restriction's name alone says about it (smtpd_check.c, generic_checks).</summary>
internal static class RestrictionNames
{
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
