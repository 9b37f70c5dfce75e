using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Harness.Core.Catalogue;
using Harness.Core.Scenarios;
using Harness.Core.Verdicts;

namespace Harness.Lab.Tests;

/// <summary>Settings and certificates changed by hand, one after another in a lab that stays up: exactly the claims of TLS that the change touches turn red.</summary>
[Parallelizable(ParallelScope.Self)]
public class TlsVariantTests
{
    private const string Name = "mail.yourdomain.no";
    private const string Last = "smtpd_tls_loglevel = 1\n";

    // What the guide's own settings leave open, certificate apart.
    private static readonly string[] _open =
        ["tls/suites/anonymous", "tls/suites/static-cbc", "tls/suites/static-aead", "tls/suites/cbc", "tls/version/tls10", "tls/version/tls11"];

    private static readonly Policy _everything = PolicyReader.Load("everything");

    private static readonly Attack[] _attacks = [.. AttackCatalogue.Shipped().Attacks.Where(a => IsAboutFacts(a.Id) || a.Id is "tls/offered" or "tls/plaintext" or "tls/key-matches")];

    private HarnessLab _lab = null!;

    [OneTimeSetUp]
    public async Task Start() => (_lab, _) = await HarnessLab.StartAsync(Fixtures.Guide, _ => { }, default);

    [OneTimeTearDown]
    public async Task Stop()
    {
        if (_lab is not null)
        {
            await _lab.DisposeAsync();
        }
    }

    [Test]
    public async Task The_guide_leaves_old_versions_and_weak_suites_open()
        => Refuted(await CertifyAsync(Fixtures.Guide)).Should().BeEquivalentTo(_open);

    [Test]
    public async Task The_remedies_close_what_is_open()
    {
        string[] remedies = [.. _attacks.Where(a => _open.Contains(a.Id) && a.Id.StartsWith("tls/suites/", StringComparison.Ordinal)).Select(a => a.Remedy.Split('=')[1]).Distinct()];
        string lines = $"smtpd_tls_protocols = !SSLv2, !SSLv3, !TLSv1, !TLSv1.1\nsmtpd_tls_exclude_ciphers = {string.Join(',', remedies)}\n";

        Judgement judgement = await CertifyAsync(Fixtures.GuideWith(Last, Last + lines));

        Refuted(judgement).Should().BeEmpty();
        judgement.Findings.Where(f => f.Verdict is Verdict.Error or Verdict.Inconclusive).Select(f => $"{f.Attack.Id}: {f.Reason}").Should().BeEmpty();
    }

    [Test]
    public async Task At_level_none_tls_is_withheld_and_nothing_else_is_asked_of_it()
    {
        Judgement judgement = await CertifyAsync(Fixtures.GuideWith("smtpd_tls_security_level = may", "smtpd_tls_security_level = none"));

        Refuted(judgement).Should().Equal("tls/offered");
        judgement.Findings.Where(f => f.Verdict == Verdict.Pass).Select(f => f.Attack.Id).Should().Equal("tls/plaintext");
    }

    [Test]
    public async Task At_level_encrypt_mail_in_clear_is_refused_with_530()
    {
        Judgement judgement = await CertifyAsync(Fixtures.GuideWith("smtpd_tls_security_level = may", "smtpd_tls_security_level = encrypt"));

        Finding plain = judgement.Findings.Single(f => f.Attack.Id == "tls/plaintext");
        (plain.Observation!.Outcome?.Code).Should().Be(530, "{0}", plain.Reason);
        Refuted(judgement).Should().BeEquivalentTo([.. _open, "tls/plaintext"]);
    }

    [Test]
    public async Task A_key_that_does_not_belong_to_the_certificate_leaves_starttls_offered_and_not_done()
    {
        using var key = RSA.Create(2048);
        using var other = RSA.Create(2048);
        Judgement judgement = await CertifyAsync(Certified(SelfSigned(key), other));

        Refuted(judgement).Should().Equal("tls/key-matches");
        judgement.Findings.Single(f => f.Attack.Id == "tls/key-matches").Observation!.Outcome!.Code.Should().Be(454);
        judgement.Findings.Single(f => f.Attack.Id == "tls/offered").Observation!.Exchanges[^1].Lines.Should().Contain("STARTTLS");
    }

    [Test]
    public async Task A_certificate_that_has_expired_for_another_name_and_of_a_short_key_is_told_so()
    {
        using var key = RSA.Create(1024);
        Judgement judgement = await CertifyAsync(Certified(SelfSigned(key, "elsewhere.example", -90), key));

        RefutedOfCertificate(judgement).Should().BeEquivalentTo("tls/certificate/valid-now", "tls/certificate/names-server", "tls/certificate/key-size",
            // OpenSSL takes a prime that is worth no more than the certificate's key.
            "tls/session/prime");
    }

    [Test]
    public async Task A_chain_in_disorder_and_signed_with_sha_1_is_told_so()
    {
        using var key = RSA.Create(2048);
        using X509Certificate2 root = Authority("CN=Root", key, null), middle = Authority("CN=Middle", key, root);
        using X509Certificate2 own = Request("CN=mx", key, Name).Create(middle.SubjectName, new Sha1(key), middle.NotBefore, middle.NotAfter, [3]);

        RefutedOfCertificate(await CertifyAsync(Certified([own, root, middle], key))).Should().BeEquivalentTo("tls/certificate/chain", "tls/certificate/signature");
        Finding open = (await CertifyAsync(Certified([own], key))).Findings.Single(f => f.Attack.Id == "tls/certificate/chain");
        (open.Verdict, open.Reason.Contains("CN=Middle, which is not shown", StringComparison.Ordinal)).Should().Be((Verdict.Inconclusive, true));
    }

    private static bool IsAboutFacts(string id)
        => new[] { "tls/version/", "tls/version-taken/", "tls/suites/", "tls/suites-taken/", "tls/certificate/", "tls/session/", "tls/server-name/" }.Any(p => id.StartsWith(p, StringComparison.Ordinal));

    private static string[] Refuted(Judgement judgement) => [.. judgement.Findings.Where(f => f.Verdict == Verdict.Fail).Select(f => f.Attack.Id)];

    private static string[] RefutedOfCertificate(Judgement judgement) => [.. Refuted(judgement).Except(_open)];

    private static X509Certificate2[] SelfSigned(RSA key, string name = Name, int days = 90)
    {
        DateTimeOffset made = DateTimeOffset.UtcNow.AddDays(-100);
        return [Request($"CN={name}", key, name).CreateSelfSigned(made, DateTimeOffset.UtcNow.AddDays(days))];
    }

    private static X509Certificate2 Authority(string name, RSA key, X509Certificate2? issuer)
    {
        CertificateRequest request = Request(name, key, null);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return issuer is null
            ? request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(90))
            : request.Create(issuer, issuer.NotBefore, issuer.NotAfter, [2]).CopyWithPrivateKey(key);
    }

    private static CertificateRequest Request(string subject, RSA key, string? name)
    {
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        if (name is not null)
        {
            var names = new SubjectAlternativeNameBuilder();
            names.AddDnsName(name);
            request.CertificateExtensions.Add(names.Build());
        }

        return request;
    }

    // The guide's configuration in a directory of its own, with a certificate and a key beside it.
    private static ConfigurationFiles Certified(X509Certificate2[] chain, RSA key)
    {
        string directory = Directory.CreateDirectory(Path.Combine(TestContext.CurrentContext.WorkDirectory, $"{Guid.NewGuid():N}")).FullName;
        string text = Fixtures.Guide.Text
            .Replace("/etc/pki/tls/certs/mail.yourdomain.no.crt", "/etc/postfix/mx.crt", StringComparison.Ordinal)
            .Replace("/etc/pki/tls/private/mail.yourdomain.no.key", "/etc/postfix/mx.key", StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(directory, "main.cf"), text);
        File.WriteAllText(Path.Combine(directory, "mx.crt"), string.Join('\n', chain.Select(c => c.ExportCertificatePem())) + "\n");
        File.WriteAllText(Path.Combine(directory, "mx.key"), key.ExportPkcs8PrivateKeyPem() + "\n");
        return ConfigurationFiles.Open(directory);
    }

    private async Task<Judgement> CertifyAsync(ConfigurationFiles files)
        => await Fixtures.CertifyAsync(await _lab.LoadAsync(files, default), _attacks, _everything);

    // The library makes no such signature by itself any more.
    private sealed class Sha1(RSA key) : X509SignatureGenerator
    {
        public override byte[] GetSignatureAlgorithmIdentifier(HashAlgorithmName hashAlgorithm) => Convert.FromHexString("300D06092A864886F70D0101050500");

        public override byte[] SignData(byte[] data, HashAlgorithmName hashAlgorithm) => key.SignData(data, HashAlgorithmName.SHA1, RSASignaturePadding.Pkcs1);

        protected override PublicKey BuildPublicKey() => new(key);
    }
}
