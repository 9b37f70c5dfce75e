using System.Globalization;

namespace Harness.Core.Postfix.Configuration;

/// <summary>Parameters as numbers and switches.</summary>
internal static class ParameterReading
{
    /// <summary>yes or no; no for anything else.</summary>
    public static bool IsOn(this ServiceParameters parameters, string name)
        => parameters.Flag(name) == true;

    /// <summary>A whole number; the given one where the parameter is none.</summary>
    public static int Number(this ServiceParameters parameters, string name, int standard)
        => int.TryParse(parameters.Text(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) ? number : standard;

    /// <summary>
    /// Whether smtpd takes no mail in clear: smtpd_tls_security_level, in any case of letters, and smtpd_enforce_tls where that is
    /// empty. A level that means something to a client only is as good as <c>encrypt</c> (smtpd.c, pre_jail_init).
    /// </summary>
    public static bool NeedsTls(this ServiceParameters parameters) => parameters.Text("smtpd_tls_security_level").ToLowerInvariant() switch
    {
        "" => parameters.IsOn("smtpd_enforce_tls"),
        var level => level is "encrypt" or "secure" or "verify" or "fingerprint",
    };

    /// <summary>Whether parent_domain_matches_subdomains names the parameter.</summary>
    public static bool MatchesSubdomains(this ServiceParameters parameters, string name)
        => parameters.Words("parent_domain_matches_subdomains").Any(w => w.Word == name);
}
