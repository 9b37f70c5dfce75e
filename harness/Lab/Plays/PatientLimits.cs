namespace Harness.Lab.Plays;

/// <summary>
/// For plays of hundreds of sessions that are refused: the limits that end a connection after so many errors or so many connections are taken
/// off (postconf(5)), which changes no decision about a session.
/// </summary>
public static class PatientLimits
{
    /// <summary>Lines for the end of a main.cf.</summary>
    public const string Lines = """

        smtpd_error_sleep_time = 0
        smtpd_soft_error_limit = 100000
        smtpd_hard_error_limit = 100000
        smtpd_junk_command_limit = 100000
        smtpd_client_connection_count_limit = 0
        smtpd_client_connection_rate_limit = 0

        """;
}
