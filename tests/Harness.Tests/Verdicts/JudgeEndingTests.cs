using Harness.Core.Evidence;
using Harness.Core.Scenarios;
using Harness.Core.Smtp;
using Harness.Core.Verdicts;
using static Harness.Tests.Verdicts.Cases;

namespace Harness.Tests.Verdicts;

/// <summary>What a session's end says of a claim, where it is not the end that the claim is about.</summary>
public sealed class JudgeEndingTests
{
    [TestCase(null, "Must issue a STARTTLS command first", Verdict.Inconclusive)]
    [TestCase("smtpd_tls_security_level", "Must issue a STARTTLS command first", Verdict.Fail)]
    [TestCase(null, "Authentication required", Verdict.Fail)]
    public void What_is_asked_for_TLS_first_has_not_been_asked(string? parameter, string text, Verdict verdict)
        => Judged(Claim with { Pass = [Replies("250")], Parameter = parameter }, Refused with { Tls = null, Outcome = new Outcome(Ending.Turned, Stage.Mail, 530, "5.7.0", text) })
            .Verdict.Should().Be(verdict);

    [TestCase(Ending.Closed, null, Verdict.Fail)]
    [TestCase(Ending.Turned, 421, Verdict.Fail)]
    [TestCase(Ending.TimedOut, null, Verdict.Inconclusive)]
    public void A_slow_client_that_is_hung_up_on_late_has_had_its_answer(Ending ending, int? code, Verdict verdict)
        => Judged(
            Claim with { Pass = [new Expectation { ShedWithin = 13 }] },
            Refused with { Outcome = new Outcome(ending, Stage.Helo, code, null, "x"), Shed = new Shedding(ending != Ending.TimedOut, 15) }).Verdict.Should().Be(verdict);

    [TestCase(Ending.Completed, Verdict.Fail)]
    [TestCase(Ending.Turned, Verdict.Fail)]
    [TestCase(Ending.TlsFailed, Verdict.Inconclusive)]
    [TestCase(Ending.Closed, Verdict.Inconclusive)]
    [TestCase(Ending.TimedOut, Verdict.Inconclusive)]
    [TestCase(Ending.Unreachable, Verdict.Inconclusive)]
    [TestCase(Ending.Withheld, Verdict.Inconclusive)]
    [TestCase(Ending.Garbled, Verdict.Inconclusive)]
    public void An_end_that_is_not_the_claims_is_judged_by_whether_there_was_an_answer(Ending ending, Verdict verdict)
        => Judged(Claim with { Pass = [Replies("421")] }, Refused with { Outcome = new Outcome(ending, Stage.Rcpt, null, null, "x") }).Verdict.Should().Be(verdict);

    [Test]
    public void A_handshake_that_fails_refutes_a_claim_about_TLS()
        => Judged(
            Claim with { Pass = [Replies("250")], Parameter = "smtpd_tls_cert_file" },
            Refused with { Outcome = new Outcome(Ending.TlsFailed, Stage.Helo, null, null, "x") }).Verdict.Should().Be(Verdict.Fail);

    [Test]
    public void Every_ending_has_its_verdict()
        => typeof(JudgeEndingTests).GetMethod(nameof(An_end_that_is_not_the_claims_is_judged_by_whether_there_was_an_answer))!
            .GetCustomAttributes(typeof(TestCaseAttribute), false).Should().HaveCount(Enum.GetValues<Ending>().Length);
}
