using Harness.Core.Evidence;
using Harness.Core.Reports;
using Harness.Core.Scenarios;
using Harness.Core.Smtp;
using Harness.Core.Verdicts;
using Harness.Tests.Evidence;
using static Harness.Tests.Verdicts.Cases;

namespace Harness.Tests.Verdicts;

public sealed class JudgeTests
{
    private static readonly Attack Controlled = Claim with { Control = new Control { Pass = [Replies("250")] } };

    private static readonly Observation Harmless = Accepted with { IsControl = true };

    [Test]
    public void An_answer_cannot_be_compared_with_a_control_that_has_none()
    {
        Attack claim = Claim with { Pass = [new Expectation { SameAsControl = true }], Control = new Control { Pass = [Replies("2xx", "5xx")] } };
        Finding finding = Judged(claim, Refused, Refused with { IsControl = true, Outcome = new Outcome(Ending.TimedOut, Stage.Rcpt, null, null, "no answer") });
        finding.Verdict.Should().Be(Verdict.Inconclusive);
        finding.Reason.Should().Contain("no answer");
    }

    [Test]
    public void A_claim_that_held_passes() => Judged(Claim, Refused).Verdict.Should().Be(Verdict.Pass);

    [Test]
    public void Of_several_acceptable_outcomes_the_one_that_came_is_told()
        => Judged(Claim with { Pass = [Replies("421") with { Because = "put off" }, Replies("250") with { Because = "taken" }] }, Accepted).Reason
            .Should().Be("250 2.0.0 Ok: queued (at end-of-data); taken");

    [Test]
    public void What_came_is_not_told_where_not_all_of_it_could_be_seen()
        => Judged(Claim with { Pass = [Replies("250") with { Arrivals = 1, Because = "one message" }] }, Accepted with { Arrivals = null }).Reason
            .Should().NotContain("one message");

    [TestCase("smtpd_tls_security_level = encrypt\n", Verdict.Pass)]
    [TestCase("smtpd_tls_security_level = may\n", Verdict.NotApplicable)]
    [TestCase("", Verdict.NotApplicable)]
    [TestCase(null, Verdict.NotApplicable)]
    public void What_a_setting_promises_is_asked_of_those_who_made_it(string? mainCf, Verdict verdict)
    {
        Attack claim = Claim with { AppliesWhen = new Dictionary<string, string> { ["smtpd_tls_security_level"] = "encrypt" } };
        RunRecord run = Run(claim, Refused);
        Judge.Judging(run with { Target = run.Target with { MainCf = mainCf } }, Must).Findings.Single().Verdict.Should().Be(verdict);
    }

    [Test]
    public void A_claim_that_was_refuted_fails_and_says_how()
    {
        Finding finding = Judged(Claim, Accepted);
        (finding.Verdict, finding.Reason).Should().Be((Verdict.Fail, "delivered to mx-tls: the answer was 250 2.0.0 Ok: queued (at end-of-data)"));
    }

    [Test]
    public void One_of_several_outcomes_suffices()
        => Judged(Claim with { Pass = [Replies("421"), Replies("250")] }, Accepted).Verdict.Should().Be(Verdict.Pass);

    [Test]
    public void Of_several_outcomes_the_first_is_told()
        => Judged(Claim with { Pass = [Replies("5xx") with { Says = ["first"] }, Replies("421")] }, Refused).Reason.Should().Contain("first");

    [Test]
    public void A_session_that_was_not_observed_is_an_error() => Judged(Claim).Verdict.Should().Be(Verdict.Error);

    [Test]
    public void A_control_alone_is_no_observation_of_the_attack() => Judged(Controlled, Harmless).Verdict.Should().Be(Verdict.Error);

    [Test]
    public void A_fault_goes_before_all_else()
        => Judged(Claim with { NotApplicable = [Replies("2xx")] }, Accepted with { Fault = "stuck", Missing = "log" }).Should()
            .Match<Finding>(f => f.Verdict == Verdict.Error && f.Reason == "stuck");

    [Test]
    public void No_session_is_inconclusive_for_its_reason()
        => Judged(Claim, Refused with { Outcome = null, Missing = "no such client" }).Should()
            .Match<Finding>(f => f.Verdict == Verdict.Inconclusive && f.Reason == "no such client");

    [Test]
    public void Not_applicable_goes_before_missing_evidence_and_failure()
        => Judged(Claim with { NotApplicable = [Replies("250") with { Because = "it relays for all" }] }, Accepted with { Missing = "log" }).Should()
            .Match<Finding>(f => f.Verdict == Verdict.NotApplicable && f.Reason == "it relays for all");

    [Test]
    public void Missing_evidence_goes_before_failure()
        => Judged(Claim, Accepted with { Missing = "the log" }).Should().Match<Finding>(f => f.Verdict == Verdict.Inconclusive && f.Reason == "the log");

    [Test]
    public void Missing_evidence_goes_before_a_pass() => Judged(Claim, Refused with { Missing = "the log" }).Verdict.Should().Be(Verdict.Inconclusive);

    private static Observation WithMail(string when, bool accepted, string address)
        => Refused with { Mail = [new MailTried(MailTried.During, true, "250 Ok", 0.1, address), new MailTried(when, accepted, "no reply within 30 s", 30, address)] };

    [TestCase(MailTried.During, "while the attack lasted")]
    [TestCase(MailTried.After, "after the attack")]
    public void Ordinary_mail_that_is_not_taken_beside_an_attack_or_after_it_refutes_the_claim(string when, string told)
        => Judged(Claim, WithMail(when, false, "198.51.100.10")).Should()
            .Match<Finding>(f => f.Verdict == Verdict.Fail && f.Reason == $"ordinary mail was not taken {told}: no reply within 30 s");

    [Test]
    public void Ordinary_mail_that_is_taken_leaves_a_pass() => Judged(Claim, WithMail(MailTried.After, true, "198.51.100.10")).Verdict.Should().Be(Verdict.Pass);

    [Test]
    public void Mail_from_the_attacks_own_address_may_have_been_turned_away_for_the_attack()
        => Judged(Claim, WithMail(MailTried.After, false, "198.51.100.9")).Should()
            .Match<Finding>(f => f.Verdict == Verdict.Inconclusive && f.Reason.Contains("own address"));

    [Test]
    public void A_flood_beside_which_no_mail_was_tried_proves_nothing_about_others()
    {
        Attack flood = Claim with { Steps = [new Flood(60, 1, 4)], MayWedge = true, Pass = [new Expectation { TurnedAway = 1 }] };
        Observation seen = Refused with { Outcome = new Outcome(Ending.Completed, Stage.Connect, null, null, "x"), Flood = new FloodSeen(60, 50, 10) };
        Judged(flood, seen).Verdict.Should().Be(Verdict.Inconclusive);
        Judged(flood, seen with { Mail = [new MailTried(MailTried.During, true, "250 Ok", 0.1, "198.51.100.10")] }).Verdict.Should().Be(Verdict.Pass);
    }

    [Test]
    public void A_server_that_took_no_ordinary_mail_before_is_not_stuck_by_an_attack()
    {
        RunRecord run = Run(Claim, WithMail(MailTried.After, false, "198.51.100.10")) with { Bracket = [new Bracket("before", false, "550 no")] };
        Judge.Judging(run, Must).Findings.Single().Should().Match<Finding>(f => f.Verdict == Verdict.Inconclusive && f.Reason.Contains("550 no"));
    }

    [Test]
    public void What_the_target_lacks_makes_a_claim_not_applicable()
        => Judged(Claim, Refused with { Outcome = null, Lacking = "a client of the kind ipv6" }).Should()
            .Match<Finding>(f => f.Verdict == Verdict.NotApplicable && f.Reason.Contains("it needs a client of the kind ipv6"));

    private static readonly Attack Varied = Claim with { Each = [new Variant("one", new Dictionary<string, string>()), new Variant("two", new Dictionary<string, string>())] };

    [Test]
    public void The_worst_variant_decides_and_is_the_evidence()
    {
        Finding finding = Judged(Varied, Refused with { Variant = "one" }, Accepted with { Variant = "two" });
        (finding.Verdict, finding.Observation!.Variant).Should().Be((Verdict.Fail, "two"));
        finding.Reason.Should().StartWith("two (1 of 2 so): ");
    }

    [Test]
    public void A_claim_holds_where_it_holds_for_every_variant()
        => Judged(Varied, Refused with { Variant = "one" }, Refused with { Variant = "two" }).Should()
            .Match<Finding>(f => f.Verdict == Verdict.Pass && f.Observation!.Variant == "one" && f.Reason.StartsWith("one (2 of 2 so): "));

    [Test]
    public void A_variant_that_was_not_played_is_an_error()
        => Judged(Varied, Refused with { Variant = "one" }).Verdict.Should().Be(Verdict.Error);

    [TestCase("nowhere", Verdict.Inconclusive)]
    [TestCase(null, Verdict.Pass)]
    public void What_agrees_only_as_far_as_it_can_be_seen_is_left_open(string? delivered, Verdict verdict)
        => Judged(Claim with { Pass = [Replies("5xx") with { Delivered = delivered }] }, Refused with { Arrivals = null }).Verdict.Should().Be(verdict);

    [Test]
    public void An_alternative_that_can_be_seen_settles_it()
        => Judged(Claim with { Pass = [Replies("5xx") with { Delivered = "nowhere" }, Replies("5xx")] }, Refused with { Arrivals = null }).Verdict.Should().Be(Verdict.Pass);

    [Test]
    public void An_earlier_refusal_keeps_the_claim()
        => Judged(Claim with { Pass = [Replies("5xx") with { Stage = Stage.Rcpt }] }, Refused with { Outcome = Refused.Outcome! with { Ending = Ending.Turned, Stage = Stage.Helo } })
            .Verdict.Should().Be(Verdict.Pass);

    [Test]
    public void A_later_refusal_does_not()
        => Judged(Claim with { Pass = [Replies("5xx") with { Stage = Stage.Mail }] }, Refused).Verdict.Should().Be(Verdict.Fail);

    [Test]
    public void A_control_that_held_lets_the_claim_pass() => Judged(Controlled, Refused, Harmless).Verdict.Should().Be(Verdict.Pass);

    private static IEnumerable<TestCaseData> Controls()
    {
        yield return new TestCaseData(null, "no observation").SetArgDisplayNames("absent");
        yield return new TestCaseData(Refused with { IsControl = true }, "the answer was 554").SetArgDisplayNames("refused");
        yield return new TestCaseData(Harmless with { Fault = "stuck" }, "stuck").SetArgDisplayNames("fault");
        yield return new TestCaseData(Harmless with { Missing = "the log" }, "the log").SetArgDisplayNames("missing");
    }

    [TestCaseSource(nameof(Controls))]
    public void A_control_that_went_wrong_leaves_the_claim_open(Observation? control, string why)
        => Judged(Controlled, control is null ? [Refused] : [Refused, control]).Should()
            .Match<Finding>(f => f.Verdict == Verdict.Inconclusive && f.Reason.Contains("made harmless") && f.Reason.Contains(why));

    [Test]
    public void A_control_does_not_save_a_claim_that_was_refuted() => Judged(Controlled, Accepted, Harmless).Verdict.Should().Be(Verdict.Fail);

    [TestCase("before")]
    [TestCase("after")]
    public void Without_ordinary_mail_nothing_passes(string when)
    {
        RunRecord run = Run(Claim, Refused);
        Judgement judgement = Judge.Judging(run with { Bracket = [.. run.Bracket.Select(b => b with { Accepted = b.When != when })] }, Must);
        judgement.Findings.Single().Verdict.Should().Be(Verdict.Inconclusive);
        judgement.Remarks.Should().ContainSingle().Which.Should().StartWith($"ordinary mail was not taken {when} the attacks");
    }

    [Test]
    public void Without_ordinary_mail_a_refuted_claim_fails_all_the_same()
        => Judge.Judging(Run(Claim, Accepted) with { Bracket = [new Bracket("before", false, "")] }, Must).Findings.Single().Verdict.Should().Be(Verdict.Fail);

    [Test]
    public void An_expected_failure_keeps_its_reason_and_does_not_count()
    {
        Judgement judgement = Judge.Judging(Run(Claim, Accepted), Policy(Level.Must, new ExpectedFailure("a/*", "the partner asked for it")));
        judgement.Findings.Single().Should().Match<Finding>(f => f.Verdict == Verdict.Fail && f.Expected == "the partner asked for it" && !f.Counts);
        (judgement.ExitStatus, judgement.Remarks.Count).Should().Be((ExitStatus.Conforms, 0));
    }

    [Test]
    public void An_exception_does_not_excuse_missing_evidence()
        => Judge.Judging(Run(Claim, Refused with { Missing = "log" }), Policy(Level.Must, new ExpectedFailure("a/*", "r"))).ExitStatus.Should().Be(ExitStatus.NotEstablished);

    [Test]
    public void An_exception_that_nothing_needs_is_remarked()
        => Judge.Judging(Run(Claim, Refused), Policy(Level.Must, new ExpectedFailure("a/*", "r"))).Remarks
            .Should().Equal("the exception for a/* is no longer needed: nothing it names fails");

    [Test]
    public void An_exception_for_attacks_that_were_not_played_is_not_remarked()
        => Judge.Judging(Run(Claim, Refused), Policy(Level.Must, new ExpectedFailure("z/*", "r"))).Remarks.Should().BeEmpty();

    [Test]
    public void An_exception_for_an_attack_without_a_verdict_is_not_remarked()
        => Judge.Judging(Run(Claim, Refused with { Missing = "log" }), Policy(Level.Must, new ExpectedFailure("a/*", "r"))).Remarks.Should().BeEmpty();

    [Test]
    public void The_same_record_gives_the_same_judgement()
        => Json(Judge.Judging(SampleRun.Record, SampleRun.Guide)).Should().Be(Json(Judge.Judging(SampleRun.Record, SampleRun.Guide)));

    [Test]
    public void A_record_that_was_read_back_gives_the_same_judgement()
    {
        string first = Json(Judge.Judging(SampleRun.Record, SampleRun.Guide));
        Json(Judge.Judging(RunRecordJson.Read(first), SampleRun.Guide)).Should().Be(first);
    }

    private static string Json(Judgement judgement)
    {
        var text = new StringWriter();
        new JsonReport().Write(judgement, text);
        return text.ToString();
    }
}
