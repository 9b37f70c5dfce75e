using Harness.Core.Postfix.Configuration;

namespace Harness.Core.Postfix.Audit;

/// <summary>Settings of their own that open something.</summary>
internal static class RiskySettings
{
    public static IEnumerable<AuditFinding> Look(AuditSubject subject)
    {
        var parameters = subject.Public.Parameters;
        var main = subject.Main;
        if (main.Find("compatibility_level") is null)
        {
            yield return new(AuditSeverity.Note, AuditKinds.RiskySetting, SettingLine.Default(main.FileName, "compatibility_level"),
                "without compatibility_level it is 0, with old defaults: mynetworks_style = subnet, relay_domains = $mydestination",
                $"compatibility_level = {(subject.Release.AtLeast(3, 6) ? "3.6" : "2")}");
        }
        if (Set(parameters, "soft_bounce", "yes") is { } soft)
            yield return new(AuditSeverity.Warning, AuditKinds.RiskySetting, soft, "soft_bounce turns every refusal into a deferral: nobody is turned away for good", "soft_bounce = no");
        foreach (var server in subject.Smtpds.Where(s => s.Parameters.IsOn("smtpd_sasl_auth_enable") && !s.Parameters.IsOn("smtpd_tls_auth_only") && !IsEncrypted(s)))
        {
            if (!server.Parameters.Words("smtpd_sasl_security_options").Any(w => w.Word == "noplaintext") && server.Parameters.Find("smtpd_sasl_auth_enable") is { IsSet: true } sasl)
            {
                yield return new(AuditSeverity.Warning, AuditKinds.RiskySetting, sasl.Place, "passwords are taken in clear: smtpd_tls_auth_only is off", "smtpd_tls_auth_only = yes")
                { Attacks = ["auth/in-clear/*", "auth/offered-in-clear"] };
            }
        }
        if (Set(parameters, "smtpd_authorized_xclient_hosts", null) is { } hosts && parameters.Words("smtpd_authorized_xclient_hosts").Any(w => w.Word is "0.0.0.0/0" or "[::]/0" or "static:all"))
            yield return new(AuditSeverity.Error, AuditKinds.OpenRelay, hosts, "whoever may say XCLIENT can claim to be 127.0.0.1, and everybody may", "smtpd_authorized_xclient_hosts =");
        if (parameters.Find("smtpd_forbid_bare_newline") is { } bare && bare.Text.Equals("no", StringComparison.OrdinalIgnoreCase))
        {
            yield return new(AuditSeverity.Note, AuditKinds.RiskySetting, bare.IsSet ? bare.Place : SettingLine.Default(main.FileName, bare.Name),
                "smtpd_forbid_bare_newline is off: a line end of LF alone can end a message, and smuggle in a second one (CVE-2023-51764)", "smtpd_forbid_bare_newline = normalize")
            { Attacks = ["smuggling/end-of-data/*"] };
        }
    }

    private static bool IsEncrypted(EffectiveConfiguration server) =>
        server.Parameters.IsOn("smtpd_tls_wrappermode") || server.Parameters.NeedsTls();

    private static SettingLine? Set(ServiceParameters parameters, string name, string? value) =>
        parameters.Find(name) is { IsSet: true } set && (value is null || set.Text.Equals(value, StringComparison.OrdinalIgnoreCase)) ? set.Place : null;
}
