namespace Harness.Core.Mutation.Parameters;

/// <summary>What is encrypted, and how.</summary>
internal static class TlsParameters
{
    /// <summary>The parameters.</summary>
    public static readonly IReadOnlyList<Bearing> All =
    [
        new("smtpd_tls_security_level", Role.Level, "", "tls/offered", "tls/plaintext", "tls/handshake/*", "tls/*"),
        new("smtpd_use_tls", Role.Flag, "no", "tls/offered", "tls/*"),
        new("smtpd_enforce_tls", Role.Flag, "no", "tls/plaintext", "tls/*"),
        new("smtpd_tls_auth_only", Role.Flag, "no", "auth/offered-in-clear*", "auth/in-clear/*", "auth/*"),
        new("smtpd_tls_wrappermode", Role.Flag, "no", "tls/plaintext"),
        new("smtpd_tls_req_ccert", Role.Flag, "no", "tls/handshake/*", "tls/*"),
        new("smtpd_tls_cert_file", Role.File, "", "tls/handshake/*", "tls/certificate/*", "tls/*"),
        new("smtpd_tls_key_file", Role.File, "$smtpd_tls_cert_file", "tls/handshake/*", "tls/*"),
        new("smtpd_tls_eccert_file", Role.File, "", "tls/handshake/*", "tls/*"),
        new("smtpd_tls_eckey_file", Role.File, "$smtpd_tls_eccert_file", "tls/handshake/*", "tls/*"),
        new("smtpd_tls_chain_files", Role.File, "", "tls/handshake/*", "tls/*"),
        new("smtpd_tls_dh1024_param_file", Role.File, "", "tls/suites/*", "tls/*"),
        new("smtpd_tls_protocols", Role.Words, null, "tls/version/*", "tls/version-taken/*", "tls/*"),
        new("smtpd_tls_mandatory_protocols", Role.Words, null, "tls/version/*", "tls/*"),
        new("smtpd_tls_exclude_ciphers", Role.Words, "", "tls/suites/*", "tls/suites-taken/*", "tls/*"),
        new("smtpd_tls_mandatory_exclude_ciphers", Role.Words, "", "tls/suites/*", "tls/*"),
        new("smtpd_tls_ciphers", Role.Choice, null, "tls/suites/*", "tls/*"),
        new("smtpd_tls_mandatory_ciphers", Role.Choice, null, "tls/suites/*", "tls/*"),
        new("smtpd_tls_eecdh_grade", Role.Choice, "auto", "tls/*"),
        new("smtpd_tls_loglevel", Role.Limit, "0", "tls/handshake/logged", "log/*"),
        new("tls_ssl_options", Role.Words, "", "tls/session/*", "tls/*"),
        new("tls_preempt_cipherlist", Role.Flag, "no", "tls/suites/*"),
        new("smtp_tls_security_level", Role.Level, "", "outbound/*"),
        new("smtp_tls_loglevel", Role.Limit, "0", "outbound/*", "log/*"),
        new("smtp_use_tls", Role.Flag, "no", "outbound/*"),
        new("smtp_enforce_tls", Role.Flag, "no", "outbound/*"),
        new("smtp_tls_protocols", Role.Words, null, "outbound/*"),
        new("smtp_tls_mandatory_protocols", Role.Words, null, "outbound/*"),
        new("smtp_tls_exclude_ciphers", Role.Words, "", "outbound/*"),
    ];
}
