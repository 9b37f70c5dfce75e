using System.Net.Security;

namespace Harness.Core.Smtp.Tls;

/// <summary>
/// What a cipher suite is worth, told from its IANA name. The first five classes overlap where a suite is bad in several ways;
/// the last four have every other suite once.
/// </summary>
public static class SuiteClasses
{
    /// <summary>Stands for every class in a hello.</summary>
    public const string All = "all";

    private static readonly (string Word, Func<string, bool> Holds)[] _classes =
    [
        ("unencrypted", s => s.Contains("_NULL_", StringComparison.Ordinal)),
        ("anonymous", s => s.Contains("_anon_", StringComparison.Ordinal)),
        ("export", s => s.Contains("_EXPORT_", StringComparison.Ordinal)),
        ("rc4", s => s.Contains("_RC4_", StringComparison.Ordinal)),
        // Blocks of 64 bits (CVE-2016-2183).
        ("64-bit", s => s.Contains("DES_", StringComparison.Ordinal) || s.Contains("DES40_", StringComparison.Ordinal) || s.Contains("_RC2_", StringComparison.Ordinal) || s.Contains("_IDEA_", StringComparison.Ordinal)),
        ("static-cbc", s => !IsBroken(s) && !IsForwardSecret(s) && !IsAead(s)),
        ("static-aead", s => !IsBroken(s) && !IsForwardSecret(s) && IsAead(s)),
        ("cbc", s => !IsBroken(s) && IsForwardSecret(s) && !IsAead(s)),
        ("aead", s => !IsBroken(s) && IsForwardSecret(s) && IsAead(s)),
    ];

    // Keys that are shared beforehand, and protocols that nobody speaks to a mail server.
    private static readonly string[] _suites = [.. Enum.GetNames<TlsCipherSuite>().Where(s => s != "TLS_NULL_WITH_NULL_NULL" && !HasAny(s, "PSK", "KRB5", "SRP", "ECCPWD"))];

    /// <summary>
    /// Their words, the worst first: without encryption, without authentication, weakened for export, RC4, blocks of 64 bits; then
    /// without forward secrecy in CBC mode and as AEAD; then with forward secrecy in CBC mode and as AEAD.
    /// </summary>
    public static IReadOnlyList<string> Words { get; } = [.. _classes.Select(c => c.Word)];

    /// <summary>The worst class that a suite is of; null for a name that is none of a suite.</summary>
    public static string? Of(string suite) => _suites.Contains(suite) ? _classes.First(c => c.Holds(suite)).Word : null;

    /// <summary>Whether a word stands for suites in a hello: <see cref="All"/>, a class, or the IANA name of a single one.</summary>
    internal static bool IsWord(string word) => word == All || Words.Contains(word) || _suites.Contains(word);

    /// <summary>The suites that words stand for and a version of the protocol has, the best class first.</summary>
    /// <param name="words">Words of <see cref="IsWord"/>.</param>
    /// <param name="versions">The versions that are offered.</param>
    internal static IReadOnlyList<ushort> Offered(IReadOnlyList<string> words, IReadOnlyList<ushort> versions)
    {
        bool all = words.Contains(All);
        return [.. _classes.Reverse()
            .SelectMany(c => _suites.Where(s => c.Holds(s) && ((all && IsCommon(s)) || words.Contains(c.Word) || words.Contains(s))))
            .Where(s => versions.Any(v => IsOf(s, v))).Distinct()
            // As clients of today ask: TLS 1.3, then curves, then primes.
            .OrderBy(s => !IsForwardSecret(s) || IsBroken(s) ? 3 : !s.Contains("_WITH_", StringComparison.Ordinal) ? 0 : s.Contains("_ECDHE_", StringComparison.Ordinal) ? 1 : 2)
            .Select(s => (ushort)Enum.Parse<TlsCipherSuite>(s))];
    }

    // A hello with 128 suites and more is too much for old servers. Nobody has a certificate for DSS or for Diffie-Hellman, and
    // nobody ARIA or the newer suites of Camellia alone.
    private static bool IsCommon(string suite)
        => !HasAny(suite, "_DSS_", "TLS_DH_RSA_", "TLS_ECDH_RSA_", "TLS_ECDH_ECDSA_", "_ARIA_", "_SEED_")
            && !(suite.Contains("CAMELLIA", StringComparison.Ordinal) && IsOfTls12(suite));

    private static bool IsOf(string suite, ushort version)
        => !suite.Contains("_WITH_", StringComparison.Ordinal) ? version == TlsVersions.Tls13 : version == TlsVersions.Tls12 || (version < TlsVersions.Tls12 && !IsOfTls12(suite));

    // RFC 5246 §A.5 and later: AEAD, and the hashes that TLS 1.2 brought.
    private static bool IsOfTls12(string suite)
        => IsAead(suite) || suite.EndsWith("_SHA256", StringComparison.Ordinal) || suite.EndsWith("_SHA384", StringComparison.Ordinal);

    private static bool IsAead(string suite) => HasAny(suite, "_GCM_", "_CCM", "_POLY1305_");

    private static bool IsForwardSecret(string suite) => HasAny(suite, "DHE_") || !suite.Contains("_WITH_", StringComparison.Ordinal);

    private static bool IsBroken(string suite) => _classes.Take(5).Any(c => c.Holds(suite));

    private static bool HasAny(string suite, params string[] parts) => parts.Any(p => suite.Contains(p, StringComparison.Ordinal));
}
