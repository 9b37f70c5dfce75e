using Harness.Core.Evidence;
using Harness.Core.Scenarios;
using Harness.Core.Smtp.Tls;
using Harness.Core.Verdicts;
using Harness.Tests.Evidence;
using static Harness.Tests.Verdicts.Cases;

namespace Harness.Tests.Verdicts;

public sealed class TlsCheckTests
{
    private static readonly RunRecord Run = SampleRun.Record;

    private static readonly PresentedCertificate Own = new(
        "CN=mx", "CN=Middle", Run.Started.AddDays(-1), Run.Started.AddDays(1), new string('a', 64), "RSA", 2048, ["MX.example.org", "*.example.net"])
    { SignedWith = "RSA with SHA-256" };

    private static readonly PresentedCertificate Middle = Own with { Subject = "CN=Middle", Issuer = "CN=Root" };

    private static readonly TlsOutcome Seen = new(false, "TLSv1.2", "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", Own, null)
    {
        Issuers = [Middle],
        Anchored = true,
        Hello = new HelloFacts(new ClientHello("TLSv1.2", "all", "mx.example.org"), HelloEnd.Agreed, null, new AgreedGroup("DH 2048", 112))
        {
            Stapled = false,
            Ticket = false,
            SessionId = true,
            SecureRenegotiation = true,
            Compressed = false,
        },
    };

    private static readonly TlsOutcome Encrypted = Seen with { Hello = Seen.Hello! with { Stapled = null, Ticket = null, SessionId = null, SecureRenegotiation = null, Compressed = null } };

    private static IEnumerable<TestCaseData> Table()
    {
        yield return Case("no_handshake", new() { Agreed = false }, null, "no handshake was tried");
        yield return Case("agreed", new() { Agreed = true }, Seen, null);
        yield return Case("refused_where_it_must_agree", new() { Agreed = true }, Seen with { Protocol = null, Detail = "refused with the alert x" }, "refused with the alert x");
        yield return Case("agreed_where_it_must_refuse", new() { Agreed = false }, Seen, "TLSv1.2 with TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256 was agreed on");
        yield return Case("one_of_the_versions", new() { Protocol = ["TLSv1.3", "TLSv1.2"] }, Seen, null);
        yield return Case("another_version", new() { Protocol = ["TLSv1.3"] }, Seen, "TLSv1.2 was agreed on, not TLSv1.3");
        yield return Case("the_class", new() { Suites = ["aead"] }, Seen, null);
        yield return Case("another_class", new() { Suites = ["cbc", "rc4"] }, Seen, "which is aead, not cbc or rc4");

        yield return Case("valid", new() { ValidNow = true }, Seen, null);
        yield return Case("expired", new() { ValidNow = true }, Seen with { Certificate = Own with { NotAfter = Run.Started.AddSeconds(-1) } }, "CN=mx expired on 2026-11-22");
        yield return Case("not_yet_valid", new() { ValidNow = true }, Seen with { Certificate = Own with { NotBefore = Run.Started.AddHours(1) } }, "CN=mx is valid only from");
        yield return Case("made_during_the_run", new() { ValidNow = true }, Seen with { Certificate = Own with { NotBefore = Run.Started.AddSeconds(3) } }, null);
        yield return Case("an_expired_issuer", new() { ValidNow = true }, Seen with { Issuers = [Middle with { NotAfter = default }] }, "CN=Middle expired on 0001-01-01");

        yield return Case("its_name", new() { NamesServer = true }, Seen, null);
        yield return Case("a_star_for_one_label", new() { NamesServer = true }, AskedFor("mail.example.net"), null);
        yield return Case("a_star_for_two_labels", new() { NamesServer = true }, AskedFor("a.b.example.net"), "not for a.b.example.net");
        yield return Case("a_star_for_no_label", new() { NamesServer = true }, AskedFor("example.net"), "not for example.net");
        yield return Case("another_name", new() { NamesServer = true }, AskedFor("mx.example.com"), "the certificate is for MX.example.org, *.example.net, not for mx.example.com");
        yield return Case("a_common_name_alone", new() { NamesServer = true }, Seen with { Certificate = Own with { Names = [], Subject = "CN=mx.example.org" } }, "no DNS name (CN=mx.example.org)");

        yield return Case("a_strong_key", new() { KeyStrength = 112 }, Seen, null);
        yield return Case("a_strong_curve", new() { KeyStrength = 128 }, Seen with { Certificate = Own with { KeyType = "ECDSA", KeyBits = 256 }, Issuers = [] }, null);
        yield return Case("a_weak_key", new() { KeyStrength = 112 }, Seen with { Certificate = Own with { KeyBits = 1024 } }, "the key of CN=mx is RSA with 1024 bits");
        yield return Case("a_weak_key_of_an_issuer", new() { KeyStrength = 112 }, Seen with { Issuers = [Middle with { KeyBits = 1024 }] }, "CN=Middle");
        yield return Case("an_unknown_key", new() { KeyStrength = 112 }, Seen with { Certificate = Own with { KeyType = "1.2.3", KeyBits = 0 } }, "1.2.3");

        yield return Case("sound_signatures", new() { SoundSignatures = true }, Seen, null);
        yield return Case("sha_1", new() { SoundSignatures = true }, Seen with { Certificate = Own with { SignedWith = "ECDSA with SHA-1" } }, "CN=mx is signed with ECDSA with SHA-1");
        yield return Case("sha_1_under_a_root", new() { SoundSignatures = true }, Seen with { Issuers = [Middle with { Issuer = "CN=Middle", SignedWith = "RSA with SHA-1" }] }, null);

        yield return Case("a_chain", new() { WholeChain = true }, Seen, null);
        yield return Case("a_chain_in_disorder", new() { WholeChain = true }, Seen with { Issuers = [Middle with { Subject = "CN=Root" }, Middle] }, "after CN=mx, which CN=Middle issued, comes CN=Root");
        yield return Case("no_certificate", new() { WholeChain = true }, Seen with { Certificate = null }, "no certificate was shown");
        yield return Case("nothing_demanded", new() { StapledAsDemanded = true }, Seen, null);
        yield return Case("demanded_and_not_there", new() { StapledAsDemanded = true }, Seen with { Certificate = Own with { MustStaple = true } }, "and none comes with it");

        yield return Case("a_strong_group", new() { GroupStrength = 112 }, Seen, null);
        yield return Case("a_weak_group", new() { GroupStrength = 128 }, Seen, "in DH 2048, which is worth 112 bits");
        yield return Case("resumable", new() { Resumable = true }, Seen, null);
        yield return Case("not_resumable", new() { Resumable = true }, Seen with { Hello = Seen.Hello! with { SessionId = false } }, "neither a ticket");
        yield return Case("secure_renegotiation", new() { SecureRenegotiation = true }, Seen with { Hello = Seen.Hello! with { SecureRenegotiation = false } }, "not bound");
        yield return Case("compression", new() { Compressed = false }, Seen with { Hello = Seen.Hello! with { Compressed = true } }, "what is sent is compressed");

        static TlsOutcome AskedFor(string name) => Seen with { Hello = Seen.Hello! with { Offer = Seen.Hello.Offer with { ServerName = name } } };
        static TestCaseData Case(string name, TlsExpectation want, TlsOutcome? seen, string? mismatch) => new TestCaseData(want, seen, mismatch).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(Table))]
    public void Holds_a_handshake_against_what_is_wanted(TlsExpectation want, TlsOutcome? seen, string? mismatch)
    {
        string? said = TlsCheck.Mismatch(want, seen, Run);
        if (mismatch is null)
            said.Should().BeNull();
        else
            said.Should().Contain(mismatch);
    }

    [Test]
    public void A_chain_whose_root_this_machine_does_not_know_is_left_open()
    {
        TlsCheck.Unseen(new() { WholeChain = true }, Seen with { Anchored = false }).Should().Contain("CN=Root, which is not shown");
        TlsCheck.Unseen(new() { WholeChain = true }, Seen with { Anchored = false, Issuers = [Middle with { Issuer = "CN=Middle" }] }).Should().BeNull();
        TlsCheck.Unseen(new() { WholeChain = true }, Seen).Should().BeNull();
    }

    [Test]
    public void What_tls_1_3_encrypts_is_left_open()
    {
        TlsExpectation[] wanted = [new() { Resumable = true }, new() { SecureRenegotiation = true }, new() { Compressed = false }];
        wanted.Select(w => TlsCheck.Unseen(w, Encrypted)).Should().Equal("it is encrypted", "it is encrypted", "it is encrypted");
        wanted.Select(w => TlsCheck.Mismatch(w, Encrypted, Run)).Should().Equal(null, null, null);
        TlsCheck.Unseen(new() { StapledAsDemanded = true }, Encrypted with { Certificate = Own with { MustStaple = true } }).Should().Be("what is stapled is encrypted");
        TlsCheck.Unseen(new() { NamesServer = true }, Seen with { Hello = null }).Should().Be("the server's name is not known");
    }

    [TestCase(Ending.TlsFailed, Verdict.Pass)]
    [TestCase(Ending.TimedOut, Verdict.Inconclusive)]
    [TestCase(Ending.Garbled, Verdict.Inconclusive)]
    [TestCase(Ending.Closed, Verdict.Inconclusive)]
    public void Only_a_refusal_is_one(Ending ending, Verdict verdict)
        => Judged(
            Claim with { Pass = [new Expectation { Tls = new TlsExpectation { Agreed = false } }] },
            Refused with { Outcome = new Outcome(ending, Core.Smtp.Stage.Helo, null, null, "x"), Tls = Seen with { Protocol = null } })
            .Verdict.Should().Be(verdict);
}
