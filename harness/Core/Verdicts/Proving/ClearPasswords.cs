using Harness.Core.Postfix.Configuration;

namespace Harness.Core.Verdicts.Proving;

/// <summary>Whether a password can be said before TLS: four settings decide it (postconf(5), SASL_README).</summary>
public static class ClearPasswords
{
    /// <summary>The claim, by the settings of the smtpd behind port 25.</summary>
    public static Proof Prove(ServiceParameters parameters)
    {
        foreach ((string name, Func<ParameterValue, bool> holds, string why) in _enough)
        {
            if (parameters.Find(name) is { } value && holds(value))
                return new(ProvableClaims.InClear, 0, 0, [], [], 0, []) { Given = Standing.Holds, Reason = $"{name} = {value.Text}: {why}", Line = value.Place };
        }
        return new(ProvableClaims.InClear, 0, 0, [], [], 0, [])
        {
            Given = Standing.Refuted,
            Reason = "smtpd_sasl_auth_enable = yes, and neither smtpd_tls_auth_only = yes nor smtpd_tls_security_level = encrypt",
            Line = parameters.Find("smtpd_sasl_auth_enable")?.Place,
        };
    }

    private static readonly (string Name, Func<ParameterValue, bool> Holds, string Why)[] _enough =
    [
        ("smtpd_sasl_auth_enable", v => ParameterCheck.Flag(v.Text) == false, "there is no AUTH at all"),
        ("smtpd_tls_auth_only", v => ParameterCheck.Flag(v.Text) == true, "AUTH is refused before TLS"),
        ("smtpd_tls_security_level", v => v.Text is "encrypt", "everything is refused before TLS"),
        ("smtpd_tls_wrappermode", v => ParameterCheck.Flag(v.Text) == true, "TLS comes first"),
        ("smtpd_sasl_security_options", v => v.Words.Any(w => w.Word.Equals("noplaintext", StringComparison.OrdinalIgnoreCase)), "mechanisms that send the password are refused before TLS"),
    ];
}
