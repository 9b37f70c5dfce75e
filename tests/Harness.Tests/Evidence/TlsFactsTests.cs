using Harness.Core.Evidence;
using Harness.Core.Smtp.Tls;

namespace Harness.Tests.Evidence;

public sealed class TlsFactsTests
{
    [Test]
    public void A_run_without_hellos_has_none()
        => TlsFacts.Of(SampleRun.Record with { Observations = [.. SampleRun.Record.Observations.Where(o => o.Tls?.Hello is null)] }).Should().BeNull();

    [Test]
    public void Puts_together_what_single_hellos_showed()
    {
        TlsFacts facts = Of(
            Hello("SSLv3", "all", null),
            Hello("TLSv1.1", "all", "TLSv1.0"),
            Hello("TLSv1.2", "rc4", null),
            Hello("TLSv1.2", "anonymous", "TLSv1.2", "TLS_DH_anon_WITH_AES_128_CBC_SHA", new AgreedGroup("DH 1024", 80)),
            Hello("TLSv1.2", "aead", "TLSv1.2", "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", new AgreedGroup("x25519", 128)),
            Hello("TLSv1.2", "cbc", null) with { Hello = new HelloFacts(new ClientHello("TLSv1.2", "cbc", ""), HelloEnd.TimedOut, null, null) });

        (string.Join(' ', facts.Versions), string.Join(' ', facts.RefusedVersions)).Should().Be(("TLSv1.2 TLSv1.0", "TLSv1.1 SSLv3"));
        (string.Join(' ', facts.Suites), string.Join(' ', facts.RefusedSuites)).Should().Be(("aead anonymous", "rc4"), "silence is no refusal");
        facts.Groups.Should().Equal("x25519", "DH 1024 (anonymous)");
        (facts.Certificates.Count, facts.Resumption, facts.Stapled).Should().Be((0, null, null));
    }

    [Test]
    public void Tells_how_sessions_can_be_resumed()
    {
        HelloFacts offered = new(new ClientHello("TLSv1.2", "all", ""), HelloEnd.Agreed, null, null) { Ticket = true, SessionId = true, Stapled = true };
        TlsFacts facts = Of(Hello("TLSv1.2", "all", "TLSv1.2") with { Hello = offered });
        (string.Join(' ', facts.Resumption!), facts.Stapled).Should().Be(("ticket identifier", true));
    }

    private static TlsOutcome Hello(string versions, string suites, string? protocol, string suite = "TLS_RSA_WITH_AES_128_CBC_SHA", AgreedGroup? group = null)
        => new(false, protocol, protocol is null ? null : suite, null, null)
        {
            Hello = new HelloFacts(new ClientHello(versions, suites, ""), protocol is null ? HelloEnd.Refused : HelloEnd.Agreed, null, group),
        };

    private static TlsFacts Of(params TlsOutcome[] seen)
        => TlsFacts.Of(SampleRun.Record with { Observations = [.. seen.Select(t => new Observation { Attack = "a/b", Tls = t })] })!;
}
