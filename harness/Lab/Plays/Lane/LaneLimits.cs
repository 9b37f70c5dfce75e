using Harness.Core.Postfix.Configuration;

namespace Harness.Lab.Plays.Lane;

/// <summary>What a server bears on one connection before its patience would answer instead of its restrictions.</summary>
/// <param name="Errors">Refusals (smtpd_soft_error_limit, smtpd_hard_error_limit).</param>
/// <param name="Junk">Commands like RSET and EHLO (smtpd_junk_command_limit).</param>
internal sealed record LaneLimits(int Errors, int Junk)
{
    private const int Unbounded = 1_000_000;

    /// <summary>Those of a configuration.</summary>
    public static LaneLimits Of(ServiceParameters parameters)
    {
        long hard = parameters.Number("smtpd_hard_error_limit") ?? 20, soft = parameters.Number("smtpd_soft_error_limit") ?? 10;
        // From the soft limit on each reply is late, unless that costs nothing.
        bool isPatient = parameters.Duration("smtpd_error_sleep_time") is { Ticks: 0 };
        return new LaneLimits(
            (int)Math.Clamp((isPatient ? hard : Math.Min(hard, soft)) - 1, 1, Unbounded),
            (int)Math.Clamp((parameters.Number("smtpd_junk_command_limit") ?? 100) - 1, 1, Unbounded));
    }
}
