using Harness.Core.Postfix.Access;
using Harness.Core.Postfix.Configuration;

namespace Harness.Core.Verdicts.Proving;

/// <summary>A configuration with <c>reject_unauth_destination</c> for its only restriction: what it refuses, the server has no mail for.</summary>
public static class UnauthDestination
{
    private static readonly IReadOnlyList<MainCfSetting> _alone = MainCf.Parse("""
        smtpd_client_restrictions =
        smtpd_helo_restrictions =
        smtpd_sender_restrictions =
        smtpd_relay_restrictions =
        smtpd_recipient_restrictions = reject_unauth_destination
        smtpd_data_restrictions =
        smtpd_end_of_data_restrictions =
        smtpd_helo_required = no
        smtpd_reject_unlisted_recipient = no
        smtpd_reject_unlisted_sender = no
        smtpd_tls_security_level = may
        allow_untrusted_routing = no
        """, "main.cf").Settings;

    /// <summary>Its model.</summary>
    /// <param name="main">The configuration.</param>
    /// <param name="release">Whose rules hold.</param>
    /// <param name="machine">The machine it runs on.</param>
    /// <param name="world">Its tables and its DNS.</param>
    public static AccessModel ModelOf(MainCf main, PostfixRelease release, MachineFacts machine, AccessWorld world)
        => AccessModel.Of(EffectiveConfiguration.Of(new MainCf(main.FileName, [.. main.Settings, .. _alone], []), null, null, release, machine).Parameters, world);
}
