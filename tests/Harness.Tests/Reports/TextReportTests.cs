using Harness.Core.Evidence;
using Harness.Core.Reports;
using Harness.Core.Scenarios;
using Harness.Core.Smtp;
using Harness.Core.Verdicts;
using Harness.Tests.Evidence;
using Harness.Tests.Verdicts;
using Spectre.Console.Testing;

namespace Harness.Tests.Reports;

public sealed class TextReportTests
{
    [TestCase(80)]
    [TestCase(120)]
    [TestCase(200)]
    public void No_line_is_wider_than_the_page(int width) =>
        new TextReport(width: width).By(SampleRun.Judgement).Split('\n').Should().OnlyContain(l => l.Length <= width && l.TrimEnd().Length == l.Length);

    [Test]
    public void What_is_wrong_in_main_cf_is_told_with_its_line()
    {
        RunRecord record = SampleRun.Judgement.Record;
        Judgement judgement = Judge.Judging(record with { Target = record.Target with { MainCf = "compatibility_level = 3.6\nmydistination = a\n" } }, SampleRun.Judgement.Policy);

        new TextReport(width: 200).By(judgement).Should().Contain("line 2: Postfix has no parameter mydistination").And.Contain("remedy: mydestination = a");
    }

    [Test]
    public void A_console_gets_what_a_file_gets()
    {
        using var console = new TestConsole();
        console.Profile.Width = 80;
        new TextReport().Write(SampleRun.Judgement, console);
        string.Join('\n', console.Output.Split('\n')).Should().Be(new TextReport().By(SampleRun.Judgement));
    }

    [Test]
    public void A_console_with_colours_gets_them()
    {
        using var console = new TestConsole().Colors(Spectre.Console.ColorSystem.Standard).EmitAnsiSequences();
        console.Profile.Width = 80;
        new TextReport().Write(SampleRun.Judgement, console);
        console.Output.Should().MatchRegex("\u001b\\[[0-9;]*m  FAIL");
    }

    [TestCase(true, Ending.Turned, 421, "shed after 10.2 s with 421 4.4.2: it holds")]
    [TestCase(true, Ending.Closed, null, "shed after 10.2 s without a word: it holds")]
    [TestCase(false, Ending.Completed, 250, "still served after 10.2 s: it holds")]
    public void The_line_of_a_slow_client_says_when_it_was_shed(bool ended, Ending ending, int? code, string line)
    {
        Attack attack = Cases.Claim with { Pass = [new Expectation { Closed = true }, Cases.Replies("2xx")] };
        Observation seen = Cases.Refused with { Outcome = new Outcome(ending, Stage.Helo, code, "4.4.2", "x"), Shed = new Shedding(ended, 10.2) };
        new TextReport(verbose: true).By(Judge.Judging(Cases.Run(attack, seen), Cases.Must)).Should().Contain(line);
    }

    [Test]
    public void Passing_cases_of_a_family_share_a_line_unless_all_are_asked_for()
    {
        new TextReport().By(SampleRun.Judgement).Should().Contain("helo/bad ").And.Contain("3 cases").And.NotContain("helo/bad/underscore");
        new TextReport(verbose: true).By(SampleRun.Judgement).Should().Contain("helo/bad/underscore").And.NotContain("3 cases");
    }

    [Test]
    public void What_was_refuted_stands_below_everything_else_with_the_line_to_change()
    {
        var text = new TextReport().By(SampleRun.Judgement);
        var end = text[text.LastIndexOf("FAIL  ", StringComparison.Ordinal)..];
        end.Should().StartWith("FAIL  helo/non-fqdn/localhost").And.Contain("fixtures/guide/main.cf:6  permit")
            .And.Contain("needs reject_non_fqdn_helo_hostname").And.NotContain("inconclusive  ").And.NotContain("error  ");
    }

    [Test]
    public void A_parameter_that_main_cf_does_not_set_is_named() =>
        Changed(f => f with { Observation = f.Observation! with { DecidedAt = null }, Attack = f.Attack with { Parameter = "smtpd_forbid_bare_newline" } })
            .Should().Contain("smtpd_forbid_bare_newline is not set in fixtures/guide/main.cf");

    [Test]
    public void A_parameter_that_main_cf_sets_is_shown_with_its_line() =>
        Changed(f => f with { Observation = f.Observation! with { DecidedAt = null }, Attack = f.Attack with { Parameter = "smtpd_tls_security_level" } })
            .Should().Contain("fixtures/guide/main.cf:7  smtpd_tls_security_level = may");

    [Test]
    public void A_refusal_in_the_mail_log_is_shown() =>
        Changed(f => f with { Observation = SampleRun.Record.Observations[0] }).Should().Contain("NOQUEUE: reject: RCPT from").And.NotContain("connect from unknown");

    [Test]
    public void A_quiet_report_is_its_last_line() =>
        new TextReport(quiet: true).By(SampleRun.Judgement).Trim()
            .Should().Be("fixtures/guide: does not conform to policy guide: 1 of 13 refuted (exit 1)");

    [TestCase(Verdict.Pass, "fixtures/guide: conforms to policy guide: 13 of 13 held (exit 0)")]
    [TestCase(Verdict.Fail, "fixtures/guide: does not conform to policy guide: 11 of 13 refuted (exit 1)")]
    [TestCase(Verdict.Inconclusive, "fixtures/guide: not established for policy guide: 11 of 13 inconclusive (exit 2)")]
    [TestCase(Verdict.Error, "fixtures/guide: not established for policy guide: 11 of 13 not judged for a fault of the harness (exit 2)")]
    public void The_last_line_says_what_came_of_it(Verdict verdict, string line)
    {
        var judgement = SampleRun.Judgement;
        judgement = judgement with { Findings = [.. judgement.Findings.Select(f => f with { Verdict = verdict })] };
        new TextReport(width: 200).By(judgement).Should().EndWith("\n" + line + "\n");
    }

    [Test]
    public void A_long_session_is_cut_around_the_reply_that_decided()
    {
        var lines = Enumerable.Range(0, 40).Select(i => new TranscriptLine(i, i % 2 == 0 ? "C" : "S", i == 21 ? @"554 5.7.1 no\r\n" : $@"25{i % 10} {i}\r\n"));
        var text = Changed(f => f with
        {
            Observation = f.Observation! with { Transcript = [.. lines], Outcome = f.Observation.Outcome! with { Code = 554 } },
        });
        text.Should().Contain("S 554 5.7.1 no\n").And.Contain("lines left out").And.NotContain("S 259 39");
    }

    private static string Changed(Func<Finding, Finding> change)
    {
        var judgement = SampleRun.Judgement;
        var refuted = judgement.Findings.Single(f => f.Attack.Id == "helo/non-fqdn/localhost");
        return new TextReport(width: 120).By(judgement with { Findings = [change(refuted)] });
    }
}
