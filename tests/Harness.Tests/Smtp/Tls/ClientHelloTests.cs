using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Harness.Core.Smtp;
using Harness.Core.Smtp.Tls;

namespace Harness.Tests.Smtp.Tls;

/// <summary>Hellos of the harness's own, against the library's server and against scripted ones.</summary>
public sealed class ClientHelloTests
{
    private static readonly ClientHello Modern = new("TLSv1.2 TLSv1.3", "all", "mx.example.org");

    [Test]
    public async Task A_library_agrees_to_a_modern_hello()
    {
        await using var server = ScriptedServer.Play(new Script().StartTls().Stall());
        await using var wire = await server.OpenAsync();

        TlsOutcome outcome = await wire.HelloAsync(Modern, default);

        (outcome.Protocol, outcome.Established, outcome.Hello!.End, outcome.Hello.Group!.Strength).Should().Be(("TLSv1.3", false, HelloEnd.Agreed, 128));
        outcome.Hello.Ticket.Should().BeNull("it is encrypted");
    }

    [Test]
    public async Task A_library_shows_its_certificate_to_a_hello_of_tls_1_2()
    {
        var events = new List<WireEvent>();
        await using var server = ScriptedServer.Play(new Script().StartTls().Stall());
        await using var wire = await server.OpenAsync(tap: events.Add);

        TlsOutcome outcome = await wire.HelloAsync(new ClientHello("TLSv1.2", "aead", "mx.example.org"), default);

        outcome.Detail.Should().BeNull();
        outcome.CipherSuite.Should().StartWith("TLS_ECDHE_ECDSA_WITH_");
        outcome.Certificate!.Sha256.Should().Be(Convert.ToHexStringLower(SHA256.HashData(SelfSigned.Certificate.RawData)));
        (outcome.Anchored, outcome.Hello!.Stapled, outcome.Hello.SecureRenegotiation, outcome.Hello.Compressed).Should().Be((null, false, true, false));
        events.Should().Contain(e => e.Note == "ClientHello: TLSv1.2, suites aead, for mx.example.org");
    }

    [Test]
    public async Task A_library_refuses_rc4_with_an_alert()
    {
        await using var server = ScriptedServer.Play(new Script().StartTls().Stall());
        await using var wire = await server.OpenAsync();

        TlsOutcome outcome = await wire.HelloAsync(new ClientHello("TLSv1.2", "rc4", ""), default);

        (outcome.Agreed, outcome.Hello!.End, outcome.Hello.Alert).Should().Be((false, HelloEnd.Refused, "handshake_failure"));
    }

    [Test]
    public async Task Closing_without_an_alert_is_a_refusal_as_well()
        => (await AnsweredAsync(new Script().ExpectRecord().Close())).Hello.Should().BeEquivalentTo(new { End = HelloEnd.Refused, Alert = (string?)null });

    [Test]
    public async Task Breaking_off_inside_an_answer_is_none()
        => (await AnsweredAsync(new Script().ExpectRecord().Send(Flights.Whole()[..80]).Close())).Hello!.End.Should().Be(HelloEnd.BrokenOff);

    [Test]
    public async Task A_reply_in_clear_is_no_answer()
        => (await AnsweredAsync(new Script().ExpectRecord().Send("554 no TLS today\r\n").Stall())).Hello!.End.Should().Be(HelloEnd.Garbled);

    [Test]
    public async Task Stalling_runs_into_the_deadline()
        => (await AnsweredAsync(new Script().ExpectRecord().Send(Flights.Whole()[..80]).Stall(), Deadlines.Default with { Tls = TimeSpan.FromMilliseconds(50) })).Hello!.End.Should().Be(HelloEnd.TimedOut);

    [Test]
    public async Task A_certificate_that_is_none_has_a_fingerprint_and_nothing_else()
    {
        TlsOutcome outcome = await AnsweredAsync(new Script().ExpectRecord().Send(Flights.Record(22, Flights.Hello(), Flights.Certificate([1, 2, 3], [4]), Flights.KeyExchange(), Flights.Done())).Stall());
        (outcome.Agreed, outcome.Certificate!.Subject, outcome.Certificate.Sha256.Length, outcome.Issuers.Count, outcome.Anchored).Should().Be((true, "", 64, 1, null));
    }

    [TestCase("SSLv3", "all")]
    [TestCase("TLSv1.0", "all")]
    [TestCase("TLSv1.1", "export")]
    [TestCase("TLSv1.2", "all")]
    [TestCase("TLSv1.2 TLSv1.3", "all")]
    [TestCase("TLSv1.3", "aead")]
    [TestCase("TLSv1.2", "unencrypted anonymous")]
    public void Every_length_in_a_hello_is_true(string versions, string suites)
    {
        byte[] octets = new ClientHello(versions, suites, "mx.example.org").Octets();
        var record = new OctetReader(octets);
        record.U8().Should().Be(22);
        _ = record.U16();
        var message = new OctetReader(record.Vector16());
        record.IsOver.Should().BeTrue();
        message.U8().Should().Be(1);
        var body = new OctetReader(message.Vector24());
        message.IsOver.Should().BeTrue();
        _ = body.Take(34);
        _ = body.Vector8();
        body.Vector16().Length.Should().BeInRange(2, 2 * 127, "128 suites are too many for old servers");
        _ = body.Vector8();
        var extensions = new OctetReader(body.HasMore ? body.Vector16() : []);
        body.IsOver.Should().BeTrue();
        while (extensions.HasMore)
        {
            _ = extensions.U16();
            _ = extensions.Vector16();
        }

        extensions.IsOver.Should().BeTrue();
        (octets.Length - 5).Should().Match(l => l < 256 || l > 511, "some servers hang on what lies between (RFC 7685)");
    }

    [Test]
    public void A_hello_of_ssl_3_has_no_extensions_and_its_own_version()
    {
        byte[] octets = new ClientHello("SSLv3", "all", "mx.example.org").Octets();
        BinaryPrimitives.ReadUInt16BigEndian(octets.AsSpan(1)).Should().Be(0x0300);
        BinaryPrimitives.ReadUInt16BigEndian(octets.AsSpan(9)).Should().Be(0x0300);
        octets[^3..].Should().Equal(2, 1, 0);
    }

    [TestCase("TLS_RSA_WITH_NULL_SHA", "unencrypted")]
    [TestCase("TLS_ECDH_anon_WITH_NULL_SHA", "unencrypted")]
    [TestCase("TLS_DH_anon_EXPORT_WITH_RC4_40_MD5", "anonymous")]
    [TestCase("TLS_RSA_EXPORT_WITH_DES40_CBC_SHA", "export")]
    [TestCase("TLS_ECDHE_RSA_WITH_RC4_128_SHA", "rc4")]
    [TestCase("TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA", "64-bit")]
    [TestCase("TLS_RSA_WITH_IDEA_CBC_SHA", "64-bit")]
    [TestCase("TLS_RSA_WITH_AES_128_CBC_SHA", "static-cbc")]
    [TestCase("TLS_ECDH_RSA_WITH_AES_128_GCM_SHA256", "static-aead")]
    [TestCase("TLS_RSA_WITH_AES_256_CCM_8", "static-aead")]
    [TestCase("TLS_DHE_RSA_WITH_CAMELLIA_256_CBC_SHA", "cbc")]
    [TestCase("TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256", "aead")]
    [TestCase("TLS_AES_128_GCM_SHA256", "aead")]
    [TestCase("TLS_PSK_WITH_AES_128_GCM_SHA256", null)]
    [TestCase("TLS_FROM_NOWHERE", null)]
    public void A_suite_is_of_its_worst_class(string suite, string? word) => SuiteClasses.Of(suite).Should().Be(word);

    [Test]
    public void Every_suite_of_a_hello_is_of_the_class_it_offers([Values("unencrypted", "anonymous", "export", "rc4", "64-bit", "static-cbc", "static-aead", "cbc", "aead")] string word)
        => new ClientHello("TLSv1.2", word, "").SuiteCodes.Select(c => SuiteClasses.Of(((System.Net.Security.TlsCipherSuite)c).ToString()))
            .Should().NotBeEmpty().And.OnlyContain(w => w == word || w == "unencrypted" || w == "anonymous" || w == "export");

    [Test]
    public void A_chain_that_leads_nowhere_has_no_anchor()
    {
        using var root = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var issuer = new CertificateRequest("CN=Nowhere", root, HashAlgorithmName.SHA256) { CertificateExtensions = { new X509BasicConstraintsExtension(true, false, 0, true) } }
            .CreateSelfSigned(SelfSigned.NotBefore, SelfSigned.NotAfter);
        using var own = new CertificateRequest("CN=mx.example.org", key, HashAlgorithmName.SHA256).Create(issuer, SelfSigned.NotBefore, SelfSigned.NotAfter, [1]);
        TrustStore.Anchors([own.RawData]).Should().BeFalse();
        TrustStore.Anchors([own.RawData, issuer.RawData]).Should().BeFalse();
        TrustStore.Anchors([issuer.RawData]).Should().BeNull();
        TrustStore.Anchors([[1, 2, 3]]).Should().BeNull();
        TrustStore.Anchors([]).Should().BeNull();
    }

    private static async Task<TlsOutcome> AnsweredAsync(Script script, Deadlines? deadlines = null)
    {
        await using var server = ScriptedServer.Play(script);
        await using var wire = await server.OpenAsync(deadlines);
        return await wire.HelloAsync(Flights.Offer, default);
    }
}
