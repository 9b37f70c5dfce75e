using System.Diagnostics;
using System.Globalization;
using Harness.Core.Catalogue;
using Harness.Core.Engine;
using Harness.Core.Evidence;
using Harness.Core.Scenarios;
using Harness.Core.Smtp;
using Harness.Core.Smtp.Tls;
using Harness.Lab;
using Harness.Lab.Clients;
using Spectre.Console;

namespace Harness.Benchmarks;

/// <summary>
/// What testssl.sh, <c>openssl s_client</c> and the harness say about the TLS of one server in one lab, line by line, and how long each
/// of them takes.
/// </summary>
internal static class TlsComparison
{
    private const int Share = 10;

    private static readonly string[] _families = ["tls/version/", "tls/version-taken/", "tls/suites/", "tls/suites-taken/", "tls/certificate/", "tls/session/", "tls/server-name/"];

    /// <summary>Runs all three.</summary>
    /// <returns>0 where they agree and the harness takes a tenth of testssl's time at the most; 1 where not; 3 where something is not installed.</returns>
    public static async Task<int> RunAsync(ConfigurationFiles files)
    {
        if (await OtherTools.MissingAsync() is { } missing)
        {
            AnsiConsole.WriteLine(missing);
            return 3;
        }

        Attack[] attacks = [.. AttackCatalogue.Shipped().Attacks.Where(a => _families.Any(f => a.Id.StartsWith(f, StringComparison.Ordinal)))];
        (HarnessLab lab, LabTarget target) = await HarnessLab.StartAsync(files, _ => { }, default);
        await using (lab)
        {
            // The first run, which pays for the just-in-time compiler, is the one that counts; testssl's processes start anew as well.
            (_, double seconds) = await PlayAsync(target, attacks);
            (RunRecord run, double warm) = await PlayAsync(target, attacks);
            // testssl speaks as a client that is not traced, which is faster.
            await using var door = new ClientDoor(target, "crowd");
            (IReadOnlyDictionary<string, string> testssl, double testsslSeconds) = await OtherTools.TestSslAsync(door.EndPoint.Port);
            (string[][] openssl, double opensslSeconds) = await OtherTools.OpenSslAsync(door.EndPoint.Port, target.Facts[TargetFacts.Mx]);

            AnsiConsole.WriteLine($"{files.Given}, {run.Target.Software}, {DateTime.UtcNow:yyyy-MM-dd}");
            bool agree = Tell(Rows(TlsFacts.Of(run)!, testssl, openssl));
            AnsiConsole.WriteLine(FormattableString.Invariant($"harness {seconds:0.00} s, again {warm:0.00} s ({attacks.Length} attacks with controls, mail log and bracket); testssl.sh -p -s -S {testsslSeconds:0.0} s, {testsslSeconds / seconds:0} times as long; openssl-facts {opensslSeconds:0.0} s, {opensslSeconds / seconds:0.0} times"));
            return agree && seconds * Share <= testsslSeconds ? 0 : 1;
        }
    }

    private static async Task<(RunRecord Run, double Seconds)> PlayAsync(LabTarget target, Attack[] attacks)
    {
        var clock = Stopwatch.StartNew();
        RunRecord run = await new AttackRun(target, Deadlines.Default, TimeProvider.System).PlayAsync(attacks, "bench", DateTimeOffset.UtcNow, null, default);
        return (run, clock.Elapsed.TotalSeconds);
    }

    private static IEnumerable<(string What, string Ours, string? TestSsl, string? OpenSsl)> Rows(TlsFacts facts, IReadOnlyDictionary<string, string> testssl, string[][] openssl)
    {
        foreach (string version in TlsVersions.All.Reverse())
        {
            string id = version switch { "SSLv3" => "SSLv3", "TLSv1.0" => "TLS1", _ => version.Replace("TLSv", "TLS", StringComparison.Ordinal).Replace('.', '_') };
            yield return (version, Taken(facts.Versions.Contains(version), facts.RefusedVersions.Contains(version)), Offered(testssl[id]), OpenSsl("version", version));
        }

        // What testssl.sh has for each class, and for two of them together.
        (string What, string[] Classes, string Id)[] classes =
        [
            ("unencrypted", ["unencrypted"], "cipherlist_NULL"), ("anonymous", ["anonymous"], "cipherlist_aNULL"), ("export", ["export"], "cipherlist_EXPORT"),
            ("rc4", ["rc4"], "cipherlist_LOW"), ("64-bit", ["64-bit"], "cipherlist_3DES_IDEA"),
            ("static-cbc, cbc", ["static-cbc", "cbc"], "cipherlist_AVERAGE"), ("static-aead, aead", ["static-aead", "aead"], "cipherlist_STRONG"),
        ];
        foreach ((string what, string[] words, string id) in classes)
        {
            string?[] known = [.. words.Select(w => OpenSsl("suites", w))];
            yield return (what, Taken(words.Any(facts.Suites.Contains), words.All(facts.RefusedSuites.Contains)), Offered(testssl[id]),
                known.Contains("taken") ? "taken" : known.Contains(null) ? null : "refused");
        }

        PresentedCertificate own = facts.Certificates[0][0];
        yield return ("certificate", own.Sha256, testssl["cert_fingerprintSHA256"].ToLowerInvariant(), Line("certificate", 1));
        yield return ("key", $"{own.KeyType} {own.KeyBits}", testssl["cert_keySize"].Replace(" bits", "", StringComparison.Ordinal), $"{own.KeyType} {Line("key", 1)}");
        yield return ("signature", own.SignedWith, Turned(testssl["cert_signatureAlgorithm"]), null);
        yield return ("valid from", Minute(own.NotBefore), testssl["cert_notBefore"], Minute(DateTimeOffset.Parse(Line("dates", 1)!, CultureInfo.InvariantCulture)));
        yield return ("valid to", Minute(own.NotAfter), testssl["cert_notAfter"], Minute(DateTimeOffset.Parse(Line("dates", 2)!, CultureInfo.InvariantCulture)));
        yield return ("names", string.Join(' ', own.Names), testssl["cert_subjectAltName"], null);
        yield return ("chain length", $"{facts.Certificates[0].Count}", testssl["certs_countServer"], null);
        yield return ("tickets", facts.Resumption?.Contains("ticket") == true ? "yes" : "no", testssl["sessionresumption_ticket"] == "supported" ? "yes" : "no", null);
        yield return ("stapled", facts.Stapled == true ? "yes" : "no", testssl["OCSP_stapling"] == "offered" ? "yes" : "no", null);

        string? Line(string kind, int word) => openssl.FirstOrDefault(l => l[0] == kind)?[word];
        string? OpenSsl(string kind, string word) => openssl.FirstOrDefault(l => l[0] == kind && l[1] == word) is { } line ? (line[2] == "-" ? "refused" : "taken") : null;
        static string Minute(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        static string Taken(bool taken, bool refused) => taken ? "taken" : refused ? "refused" : "not known";
        static string Offered(string finding) => finding.StartsWith("not offered", StringComparison.Ordinal) ? "refused" : "taken";
        static string Turned(string algorithm) => algorithm.Split(" with ") is [var hash, var key] ? $"{key} with {hash.Replace("SHA", "SHA-", StringComparison.Ordinal)}" : algorithm;
    }

    private static bool Tell(IEnumerable<(string What, string Ours, string? TestSsl, string? OpenSsl)> rows)
    {
        bool all = true;
        var table = new Table { Border = TableBorder.None };
        table.AddColumns("what", "harness", "testssl.sh", "openssl s_client", "");
        foreach ((string what, string ours, string? testssl, string? openssl) in rows)
        {
            bool agree = (testssl ?? ours) == ours && (openssl ?? ours) == ours;
            all &= agree;
            table.AddRow([.. new[] { what, ours, testssl ?? "-", openssl ?? "-", agree ? "agree" : "DIFFER" }.Select(t => new Text(t.Length > 18 ? t[..17] + "…" : t))]);
        }

        AnsiConsole.Write(table);
        return all;
    }
}
