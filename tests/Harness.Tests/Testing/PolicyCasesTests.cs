using Harness.Core.Verdicts;
using Harness.Testing;
using Harness.Tests.Evidence;
using NUnit.Framework.Interfaces;

namespace Harness.Tests.Testing;

/// <summary>A policy as test cases, and a finding as the result of one.</summary>
public class PolicyCasesTests
{
    private static readonly Policy Guide = PolicyReader.Load("guide");

    [Test]
    public void A_case_is_named_by_its_attack_and_has_family_and_level_for_categories()
    {
        TestCaseData listed = PolicyCases.Of("guide").Single(c => c.TestName == "dnsbl/listed/spamcop");
        listed.Properties["Category"].Cast<string>().Should().BeEquivalentTo("dnsbl", "must");
    }

    [Test]
    public void There_is_one_for_each_attack_that_the_policy_counts()
        => PolicyCases.Of("guide").Select(c => c.TestName).Should().OnlyHaveUniqueItems().And.OnlyContain(id => Guide.LevelOf(id!) != null).And.HaveCountGreaterThan(100);

    [Test]
    public void Shards_are_all_of_it_and_nothing_twice()
    {
        IReadOnlyList<PolicyCase> all = PolicyCases.Select(Guide, [], [], null);
        Enumerable.Range(1, 5).SelectMany(n => PolicyCases.Select(Guide, [], [], $"{n}/5")).Select(c => c.Id).Should().BeEquivalentTo(all.Select(c => c.Id));
    }

    [Test]
    public void Globs_leave_some()
        => PolicyCases.Select(Guide, ["helo/*"], ["helo/malformed/*"], null).Select(c => c.Id).Should().OnlyContain(id => id.StartsWith("helo/") && !id.StartsWith("helo/malformed/")).And.NotBeEmpty();

    [Test]
    public void What_leaves_nothing_is_said()
        => FluentActions.Invoking(() => PolicyCases.Select(Guide, ["fishing/*"], [], null)).Should().Throw<ArgumentException>().WithMessage("no attack matches*");

    [Test]
    public void Red_is_what_turns_the_exit_status_and_nothing_else()
    {
        Judgement judgement = SampleRun.Judgement;
        foreach (Finding finding in judgement.Findings)
        {
            bool turns = (judgement with { Findings = [finding] }).ExitStatus != ExitStatus.Conforms;
            (CaseVerdict.Of(finding, judgement).Status == TestStatus.Failed).Should().Be(turns, finding.Attack.Id);
        }
    }

    [TestCase("helo/non-fqdn/localhost", "fail: 250 2.1.5 Ok at rcpt where 504 5.5.2 is claimed\n  claim     a client that introduces itself")]
    [TestCase("rbl/zen/wildcard", "inconclusive: the mail log has no line of the session\n")]
    [TestCase("relay/percent-hack", "error: the harness failed: SOCKS5 proxy refused the connection\n")]
    [TestCase("rbl/spamcop/listed", "expected failure: the lab's bl.spamcop.net zone is switched off in this run")]
    [TestCase("tls/certificate", "notapplicable: no certificate is configured")]
    [TestCase("smuggling/lf-dot-lf", "inconclusive (should): no answer came before the deadline\n")]
    public void The_text_begins_with_the_verdict(string id, string text)
        => CaseVerdict.Of(SampleRun.Judgement.Findings.Single(f => f.Attack.Id == id), SampleRun.Judgement).Text.Should().StartWith(text);

    [Test]
    public void The_text_of_a_refuted_claim_has_session_line_and_what_to_paste()
        => CaseVerdict.Of(SampleRun.Judgement.Findings.Single(f => f.Attack.Id == "helo/non-fqdn/localhost"), SampleRun.Judgement).Text
            .Should().ContainAll("\n  session   ", "\n  line      fixtures/guide/main.cf:6  permit", "\n  paste     smtpd_helo_restrictions = ");

    [Test]
    public void A_policy_that_is_not_there_is_said()
        => FluentActions.Invoking(() => PolicyCases.Of("fishing")).Should().Throw<ArgumentException>().WithMessage("no policy is called 'fishing'*");
}
