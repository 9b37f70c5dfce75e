namespace Harness.Core.Postfix.Intake;

/// <summary>
/// Limits by client (anvil(8)): a run is hundreds of sessions a minute from a dozen addresses, each meant to be a client of its
/// own. They stay in force for everybody else: floods come from other addresses.
/// </summary>
internal static class LimitRule
{
    private const string Exceptions = "smtpd_client_event_limit_exceptions";

    private static readonly string[] _limits =
    [
        "smtpd_client_connection_count_limit", "smtpd_client_connection_rate_limit", "smtpd_client_message_rate_limit",
        "smtpd_client_recipient_rate_limit", "smtpd_client_new_tls_session_rate_limit", "smtpd_client_auth_rate_limit",
    ];

    public static void Apply(IntakeDraft draft)
    {
        Assignment[] limits = [.. draft.Everywhere(_limits).Where(a => a.Raw.Length > 0 && a.Raw != "0")];
        if (limits.Length == 0)
            return;
        foreach (var limit in limits)
            draft.List($"{limit.Name} = {limit.Raw}", limit.Place, "a run has hundreds of sessions a minute from a few addresses", "not applied to these addresses; to all others it is");
        if (draft.Find(Exceptions) is { } set)
            set.ReplaceAll($"{set.Raw} {draft.Machine.Clients}");
        else
            draft.Add(Exceptions, $"$mynetworks {draft.Machine.Clients}");
    }
}
