using FluentAssertions.Execution;
using Harness.Core.Evidence;
using Harness.Core.Postfix.Configuration;
using Harness.Core.Postfix.Trace;
using Harness.Core.Smtp;
using Harness.Testing;

namespace Harness.Tests.Testing;

/// <summary>What the assertions hold, and what a person reads where they do not.</summary>
public class SessionOutcomeAssertionsTests
{
    private static readonly RestrictionStep Rbl = new("Recipient address", "reject_rbl_client", "zen.spamhaus.org", RestrictionStatus.Reject) { Parameter = "smtpd_recipient_restrictions", Run = 1 };

    private static readonly Observation Refused = new()
    {
        Attack = "session",
        Client = new ClientSeen("zen-sbl", "192.0.2.32", "zen-sbl.botnet.example"),
        Outcome = new Outcome(Ending.Turned, Stage.Rcpt, 554, "5.7.1", "Service unavailable; Client host [192.0.2.32] blocked using zen.spamhaus.org; {why}"),
        Transcript =
        [
            new(0, "*", "connected"),
            new(1, "S", @"220 mx.test.example ESMTP Postfix\r\n"),
            new(2, "C", @"HELO zen-sbl.botnet.example\r\n"),
            new(3, "S", @"250 mx.test.example\r\n"),
            new(4, "C", @"RCPT TO:<alice@test.example>\r\n"),
            new(5, "S", @"554 5.7.1 Service unavailable; {why}\r\n"),
        ],
        Log = ["Nov 26 22:00:00 mx postfix/smtpd[1]: connect from x", "Nov 26 22:00:00 mx postfix/smtpd[1]: NOQUEUE: reject: RCPT from zen-sbl.botnet.example[192.0.2.32]: 554 5.7.1"],
        Trace = [new("Recipient address", "permit_mynetworks", null, RestrictionStatus.Dunno) { Parameter = "smtpd_recipient_restrictions", Run = 1 }, Rbl],
        Decided = Rbl,
        DecidedAt = new SettingLine("postfix/main.cf", 8, "smtpd_recipient_restrictions", "reject_rbl_client zen.spamhaus.org"),
        Arrivals = [],
    };

    private static readonly Observation Delivered = new()
    {
        Attack = "session",
        Client = new ClientSeen("inside", "192.168.7.77", null),
        Outcome = new Outcome(Ending.Completed, Stage.EndOfData, 250, "2.0.0", "Ok: queued as CD5C1E60D7"),
        Log = [],
        Arrivals = [new Arrival("mx.tls.example", "someone@tls.example", "me@test.example", null) { Message = @"Subject: x\r\n\r\nhi\r\n" }],
    };

    private static SessionOutcome Of(Observation seen) => new(seen);

    private static string FailureOf(Action assertion) => FluentActions.Invoking(assertion).Should().Throw<AssertionException>().Which.Message;

    [Test]
    public void A_refusal_is_described_by_stage_reply_restriction_and_line()
        => Of(Refused).Should().BeRefused("it is listed").At(Stage.Rcpt).With("554 5.7.1").With("5xx").Saying("BLOCKED using zen")
            .By("reject_rbl_client zen.spamhaus.org").By("reject_rbl_client").By("reject_rbl_*").AtLine("main.cf:8").AtLine("postfix/main.cf:8")
            .And.NotBeDelivered();

    [Test]
    public void A_delivery_is_described_by_where_it_arrived_and_how()
        => Of(Delivered).Should().BeAccepted().At(Stage.EndOfData).With("250").And.BeDelivered().To("mx.tls.example").To("someone@tls.example").Carrying(@"\r\n\r\nhi");

    [Test]
    public void The_text_of_a_failure_has_the_reason_the_answer_the_session_the_log_the_trace_and_the_line()
    {
        using var alone = new NUnit.Framework.Internal.TestExecutionContext.IsolatedContext();
        FailureOf(() => Of(Refused).Should().BeAccepted("{0} is a friend", "zen")).Should().Be(
            """
            Expected session to be accepted because zen is a friend, but the server answered 554 5.7.1 Service unavailable; Client host [192.0.2.32] blocked using zen.spamhaus.org; {why} (at rcpt).
              client    zen-sbl 192.0.2.32, zen-sbl.botnet.example
              session   * connected
                        S 220 mx.test.example ESMTP Postfix
                        C HELO zen-sbl.botnet.example
                        S 250 mx.test.example
                        C RCPT TO:<alice@test.example>
                        S 554 5.7.1 Service unavailable; {why}
              mail log  Nov 26 22:00:00 mx postfix/smtpd[1]: NOQUEUE: reject: RCPT from zen-sbl.botnet.example[192.0.2.32]: 554 5.7.1
              trace     smtpd_recipient_restrictions: permit_mynetworks (no opinion)
                        smtpd_recipient_restrictions: reject_rbl_client zen.spamhaus.org (refused)  <- decided
              line      postfix/main.cf:8  reject_rbl_client zen.spamhaus.org
              arrived   nowhere

            """);
    }

    [Test]
    public void Each_verb_says_what_it_missed()
    {
        using var alone = new NUnit.Framework.Internal.TestExecutionContext.IsolatedContext();
        AnswerAssertions answer = Of(Refused).Should().BeRefused();
        FirstLine(() => answer.At(Stage.Helo)).Should().StartWith("Expected session to be refused at helo, but the server answered 554 5.7.1 ");
        FirstLine(() => answer.With("504 5.5.2")).Should().StartWith("Expected session to be refused with 504 5.5.2, but the server answered 554 5.7.1 ");
        FirstLine(() => answer.By("reject_rbl_client bl.spamcop.net")).Should().Be("Expected session to be refused by reject_rbl_client bl.spamcop.net, but reject_rbl_client zen.spamhaus.org decided.");
        FirstLine(() => answer.AtLine("main.cf:9")).Should().Be("Expected session to be refused at the line main.cf:9, but postfix/main.cf:8 decided.");
        FirstLine(() => Of(Delivered).Should().BeAccepted().By("permit")).Should().Be("Expected session to be accepted by permit, but no restriction decided.");
        FirstLine(() => Of(Delivered).Should().BeDelivered().Encrypted()).Should().Be("Expected session to lead to a delivery outside, and encrypted, but it arrived at mx.tls.example in clear.");
        FirstLine(() => Of(Refused).Should().BeDelivered()).Should().StartWith("Expected session to lead to a delivery, but nothing arrived, and the server answered 554");
        FirstLine(() => Of(Delivered).Should().NotBeDelivered()).Should().Be("Expected session to lead to no delivery, but it arrived at mx.tls.example in clear.");

        static string FirstLine(Action assertion) => FailureOf(assertion).Split('\n')[0];
    }

    [Test]
    public void What_is_missing_proves_no_absence()
    {
        using var alone = new NUnit.Framework.Internal.TestExecutionContext.IsolatedContext();
        FailureOf(() => Of(Refused with { Missing = "the mail log has no line of the session" }).Should().NotBeDelivered())
            .Should().StartWith("Expected session to lead to no delivery, but evidence is missing: the mail log has no line of the session.");
    }

    [Test]
    public void In_a_scope_all_that_was_missed_is_told()
    {
        using var alone = new NUnit.Framework.Internal.TestExecutionContext.IsolatedContext();
        FailureOf(() =>
        {
            using var all = new AssertionScope();
            Of(Refused).Should().BeRefused().At(Stage.Mail).With("450");
        }).Should().Contain("to be refused at mail").And.Contain("to be refused with 450");
    }

    [Test]
    public void No_session_is_a_failure_and_no_crash()
    {
        using var alone = new NUnit.Framework.Internal.TestExecutionContext.IsolatedContext();
        FailureOf(() => ((SessionOutcome?)null).Should().BeRefused().At(Stage.Rcpt)).Should().Be("Expected session to be refused, but there is none.");
    }

    [TestCase("554  x")]
    [TestCase("nonsense")]
    [TestCase("1xx")]
    public void What_no_reply_can_be_is_a_mistake_of_the_test(string reply)
        => FluentActions.Invoking(() => Of(Refused).Should().BeRefused().With(reply)).Should().Throw<ArgumentException>().WithMessage("*write a code*");

    [Test]
    public void A_build_log_obeys_nothing_that_a_server_said()
    {
        Observation hostile = Refused with { Log = null, Missing = "::error::x", Outcome = new Outcome(Ending.Turned, Stage.Rcpt, 554, null, "##[error]y") };
        Of(hostile).ToString().Split('\n').Should().NotContain(l => l.TrimStart().StartsWith("::")).And.NotContain(l => l.Contains("##["));
    }
}
