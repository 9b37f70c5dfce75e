using Harness.Core.Smtp.Tls;

namespace Harness.Tests.Smtp.Tls;

/// <summary>What names of algorithms, suites and versions are taken for.</summary>
public sealed class WorthTests
{
    [TestCase("RSA", 15360, 256)]
    [TestCase("RSA", 15359, 192)]
    [TestCase("RSA", 7680, 192)]
    [TestCase("RSA", 7679, 128)]
    [TestCase("DSA", 3072, 128)]
    [TestCase("RSA", 3071, 112)]
    [TestCase("RSA", 2048, 112)]
    [TestCase("RSA", 2047, 80)]
    [TestCase("RSA", 1024, 80)]
    [TestCase("RSA", 512, 32)]
    [TestCase("ECDSA", 224, 112)]
    [TestCase("ECDSA", 521, 256)]
    [TestCase("Ed25519", 256, 128)]
    [TestCase("Ed448", 448, 224)]
    [TestCase("GOST", 256, null)]
    public void A_key_is_worth_so_many_bits(string type, int bits, int? strength) => KeyStrength.Of(type, bits).Should().Be(strength);

    [TestCase("RSA with MD2", true)]
    [TestCase("RSA with MD5", true)]
    [TestCase("ECDSA with SHA-1", true)]
    [TestCase("RSA with SHA-256", false)]
    [TestCase("Ed25519", false)]
    public void Signatures_with_broken_hashes_can_be_forged(string name, bool forgeable) => SignatureNames.IsForgeable(name).Should().Be(forgeable);

    [TestCase("1.2.840.113549.1.1.2", "RSA with MD2")]
    [TestCase("1.2.840.113549.1.1.4", "RSA with MD5")]
    [TestCase("1.2.840.113549.1.1.5", "RSA with SHA-1")]
    [TestCase("1.2.840.113549.1.1.10", "RSA-PSS")]
    [TestCase("1.2.840.113549.1.1.11", "RSA with SHA-256")]
    [TestCase("1.2.840.113549.1.1.12", "RSA with SHA-384")]
    [TestCase("1.2.840.113549.1.1.13", "RSA with SHA-512")]
    [TestCase("1.2.840.113549.1.1.14", "RSA with SHA-224")]
    [TestCase("1.2.840.10040.4.3", "DSA with SHA-1")]
    [TestCase("1.2.840.10045.4.1", "ECDSA with SHA-1")]
    [TestCase("1.2.840.10045.4.3.1", "ECDSA with SHA-224")]
    [TestCase("1.2.840.10045.4.3.2", "ECDSA with SHA-256")]
    [TestCase("1.2.840.10045.4.3.3", "ECDSA with SHA-384")]
    [TestCase("1.2.840.10045.4.3.4", "ECDSA with SHA-512")]
    [TestCase("1.3.101.112", "Ed25519")]
    [TestCase("1.3.101.113", "Ed448")]
    [TestCase("1.2.3", "1.2.3")]
    public void A_signature_has_the_name_of_its_identifier(string identifier, string name) => SignatureNames.Of(identifier).Should().Be(name);

    [TestCase((ushort)19, "secp192r1", 96)]
    [TestCase((ushort)21, "secp224r1", 112)]
    [TestCase((ushort)22, "secp256k1", 128)]
    [TestCase((ushort)23, "secp256r1", 128)]
    [TestCase((ushort)24, "secp384r1", 192)]
    [TestCase((ushort)25, "secp521r1", 256)]
    [TestCase((ushort)26, "brainpoolP256r1", 128)]
    [TestCase((ushort)27, "brainpoolP384r1", 192)]
    [TestCase((ushort)28, "brainpoolP512r1", 256)]
    [TestCase((ushort)29, "x25519", 128)]
    [TestCase((ushort)30, "x448", 224)]
    [TestCase((ushort)4588, "X25519MLKEM768", 128)]
    [TestCase((ushort)9999, "group 9999", 0)]
    public void A_curve_has_a_name_and_a_worth(ushort code, string name, int strength) => AgreedGroup.OfCurve(code).Should().Be(new AgreedGroup(name, strength));

    [TestCase("all", true)]
    [TestCase("rc4", true)]
    [TestCase("TLS_RSA_WITH_RC4_128_SHA", true)]
    [TestCase("rc5", false)]
    public void Words_for_suites_are_known(string word, bool known) => SuiteClasses.IsWord(word).Should().Be(known);

    [TestCase("", "all", "offers no version; write one or several of SSLv3, TLSv1.0, TLSv1.1, TLSv1.2, TLSv1.3")]
    [TestCase("TLSv1.2 TLSv2", "all", "'TLSv2' is no version of TLS; known are SSLv3, TLSv1.0, TLSv1.1, TLSv1.2, TLSv1.3")]
    [TestCase("TLSv1.2", " ", "offers no suites; write all, or classes of them: unencrypted, anonymous, export, rc4, 64-bit, static-cbc, static-aead, cbc, aead")]
    [TestCase("TLSv1.2", "rc4 rc5", "'rc5' is neither a suite nor a class of them; known are IANA's names, all, unencrypted, anonymous, export, rc4, 64-bit, static-cbc, static-aead, cbc, aead")]
    [TestCase("TLSv1.3", "rc4", "offers nothing; TLSv1.3 has no suites of the class rc4")]
    [TestCase("SSLv3 TLSv1.2", "rc4 aead", null)]
    public void What_cannot_be_offered_is_said_with_what_can(string versions, string suites, string? complaint)
        => ClientHello.Complaint(versions, suites).Should().Be(complaint);

    [Test]
    public void A_version_that_is_none_is_named_with_those_that_are()
        => FluentActions.Invoking(() => TlsVersions.Code("TLSv2")).Should().Throw<FormatException>().WithMessage("no version of TLS is called 'TLSv2'; known are SSLv3, TLSv1.0, TLSv1.1, TLSv1.2, TLSv1.3");

    [TestCase("Tls", "TLSv1.0")]
    [TestCase("Tls11", "TLSv1.1")]
    [TestCase("Tls12", "TLSv1.2")]
    [TestCase("Tls13", "TLSv1.3")]
    [TestCase("None", "None")]
    public void A_version_of_the_library_has_the_name_of_main_cf(string library, string name)
        => TlsVersions.Name(Enum.Parse<System.Security.Authentication.SslProtocols>(library)).Should().Be(name);

    [Test]
    public void Without_a_certificate_there_is_no_chain()
        => new TlsOutcome(false, null, null, null, "broken") { Issuers = [] }.Chain.Should().BeEmpty();
}
