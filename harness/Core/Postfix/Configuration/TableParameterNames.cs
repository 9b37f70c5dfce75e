namespace Harness.Core.Postfix.Configuration;

/// <summary>
/// The old way to configure a database in main.cf: where a list says <c>ldap:people</c>, then <c>people_server_host</c> is a
/// parameter (ldap_table(5), "Backwards compatibility", and the like of mysql, pgsql, sqlite, memcache, mongodb).
/// </summary>
internal static class TableParameterNames
{
    private const string Sql = "domain expansion_limit query result_format additional_conditions select_field table where_field ";
    private const string SqlServer = Sql + "dbname hosts password user ";

    private static readonly Dictionary<string, (string All, string Since39)> Suffixes = new(StringComparer.Ordinal)
    {
        ["ldap"] = (
            "bind bind_dn bind_pw cache cache_expiry cache_size chase_referrals debuglevel dereference domain expansion_limit "
            + "leaf_result_attribute query_filter recursion_limit result_attribute result_filter result_format sasl_authz_id "
            + "sasl_mechs sasl_minssf sasl_realm scope search_base server_host server_port size_limit special_result_attribute "
            + "start_tls terminal_result_attribute timeout tls_ca_cert_dir tls_ca_cert_file tls_cert tls_cipher_suite tls_key "
            + "tls_random_file tls_require_cert version", ""),
        ["mysql"] = (
            SqlServer + "option_file option_group require_result_set tls_CAfile tls_CApath tls_cert_file tls_ciphers tls_key_file "
            + "tls_verify_cert", "charset idle_interval retry_interval"),
        ["pgsql"] = (SqlServer + "select_function", "encoding idle_interval retry_interval"),
        ["sqlite"] = (Sql + "dbpath", ""),
        ["memcache"] = ("backup data_size_limit domain flags key_format line_size_limit max_try memcache retry_pause timeout ttl", ""),
        ["mongodb"] = ("", "collection dbname domain expansion_limit projection query_filter result_attribute result_format uri"),
    };

    /// <summary>The names that may belong to the tables of an expanded value; guesses, as postconf(1) makes them.</summary>
    public static IEnumerable<string> In(string value, PostfixRelease release)
    {
        // A group in braces is looked through as a list of its own; braces without end are not worth it.
        var texts = new Stack<string>([value]);
        var left = 4096 + (8L * value.Length);
        while (texts.TryPop(out var text) && (left -= text.Length + 1) > 0)
        {
            foreach (var listed in ListWords.Of(text))
            {
                var word = listed;
                while (word.StartsWith("proxy:", StringComparison.Ordinal))
                    word = word["proxy:".Length..];
                var colon = word.StartsWith('{') ? -1 : word.IndexOf(':', StringComparison.Ordinal);
                var name = word[(colon + 1)..];
                if (name.StartsWith('{'))
                    texts.Push(name.Length > 1 ? name[1..^1] : "");
                else if (colon > 0 && name is not ['/' or '.', ..] && Suffixes.TryGetValue(word[..colon], out var suffixes))
                {
                    foreach (var suffix in $"{suffixes.All} {(release.AtLeast(3, 9) ? suffixes.Since39 : "")}".Split(' ', StringSplitOptions.RemoveEmptyEntries))
                        yield return $"{name}_{suffix}";
                }
            }
        }
    }
}
