using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Harness.Core.Smtp;
using Harness.Core.Smtp.Tls;

namespace Harness.Tests.Smtp.Tls;

public sealed class StartTlsTests
{
    [Test]
    public async Task Goes_on_encrypted([Values] Delivery delivery)
    {
        var events = new List<WireEvent>();
        await using var server = ScriptedServer.Play(
            new Script().Expect("STARTTLS").Send("220 go\r\n").StartTls().Expect("EHLO c").Send("250-mx\r\n250 AUTH\r\n").Stall(),
            delivery);
        await using var wire = await server.OpenAsync(tap: events.Add);
        await wire.CommandAsync("STARTTLS", default);
        wire.IsEncrypted.Should().BeFalse();

        var outcome = await wire.StartTlsAsync("mx.example.org", default);

        outcome.Established.Should().BeTrue();
        outcome.Protocol.Should().StartWith("TLSv1.");
        outcome.CipherSuite.Should().StartWith("TLS_");
        outcome.Detail.Should().BeNull();
        wire.IsEncrypted.Should().BeTrue();
        (await wire.CommandAsync("EHLO c", default)).Reply!.Offers("AUTH").Should().BeTrue();
        events.Should().Contain(e => e.Note == $"TLS established ({outcome.Protocol}, {outcome.CipherSuite})");
    }

    [Test]
    public async Task Records_the_facts_of_the_certificate()
    {
        await using var server = ScriptedServer.Play(new Script().StartTls().Stall());
        await using var wire = await server.OpenAsync();
        var certificate = (await wire.StartTlsAsync("another.name", default)).Certificate!;
        certificate.Should().BeEquivalentTo(new PresentedCertificate(
            "CN=mx.example.org",
            "CN=mx.example.org",
            SelfSigned.NotBefore,
            SelfSigned.NotAfter,
            Convert.ToHexStringLower(SHA256.HashData(SelfSigned.Certificate.RawData)),
            "ECDSA",
            256,
            ["mx.example.org", "mail.example.org"])
        { SignedWith = "ECDSA with SHA-256" });
    }

    [Test]
    public async Task Records_the_size_of_an_rsa_key()
    {
        using var key = RSA.Create(2048);
        using var made = SelfSigned.Make(
            new CertificateRequest("CN=x", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        await using var server = ScriptedServer.Play(new Script().StartTls(made).Stall());
        await using var wire = await server.OpenAsync();
        var certificate = (await wire.StartTlsAsync("x", default)).Certificate!;
        (certificate.KeyType, certificate.KeyBits).Should().Be(("RSA", 2048));
    }

    [Test]
    public async Task Garbage_instead_of_a_handshake_is_an_outcome()
    {
        await using var server = ScriptedServer.Play(new Script().Send("502 what is TLS?\r\n").Stall());
        await using var wire = await server.OpenAsync();
        var outcome = await wire.StartTlsAsync("mx", default);
        outcome.Established.Should().BeFalse();
        outcome.Detail.Should().NotBeNullOrEmpty();
        wire.IsEncrypted.Should().BeFalse();
    }

    [Test]
    public async Task Closing_instead_of_a_handshake_is_an_outcome()
    {
        await using var server = ScriptedServer.Play(new Script().Close());
        await using var wire = await server.OpenAsync();
        (await wire.StartTlsAsync("mx", default)).Established.Should().BeFalse();
        wire.IsEncrypted.Should().BeFalse();
    }

    [Test]
    public async Task Stalling_instead_of_a_handshake_runs_into_the_deadline()
    {
        await using var server = ScriptedServer.Play(new Script().Stall());
        await using var wire = await server.OpenAsync(Deadlines.Default with { Tls = TimeSpan.FromMilliseconds(50) });
        var outcome = await wire.StartTlsAsync("mx", default);
        outcome.Established.Should().BeFalse();
        outcome.Detail.Should().StartWith("timed out");
    }

    [Test]
    public async Task Cancelling_a_handshake_throws()
    {
        await using var server = ScriptedServer.Play(new Script().Stall());
        await using var wire = await server.OpenAsync();
        using var cancelled = new CancellationTokenSource();
        var handshake = wire.StartTlsAsync("mx", cancelled.Token);
        await cancelled.CancelAsync();
        await FluentActions.Awaiting(() => handshake).Should().ThrowAsync<OperationCanceledException>();
    }

    [Test]
    public async Task Plaintext_injected_before_the_handshake_is_not_read_after_it()
    {
        var events = new List<WireEvent>();
        await using var server = ScriptedServer.Play(
            new Script().Send("220 go\r\n250 injected\r\n").StartTls().Expect("NOOP").Send("250 genuine\r\n").Stall());
        await using var wire = await server.OpenAsync(tap: events.Add);
        await wire.ReadReplyAsync(default);
        wire.Buffered.Should().Be(14);

        (await wire.StartTlsAsync("mx", default)).Established.Should().BeTrue();

        wire.Buffered.Should().Be(0);
        (await wire.CommandAsync("NOOP", default)).Reply!.Text.Should().Be("genuine");
        events.Should().ContainSingle(e => e.Note == "14 octets of plaintext from before the handshake thrown away");
    }
}
