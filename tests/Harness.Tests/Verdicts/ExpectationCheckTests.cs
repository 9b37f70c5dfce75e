using Harness.Core.Evidence;
using Harness.Core.Postfix.Trace;
using Harness.Core.Scenarios;
using Harness.Core.Smtp;
using Harness.Core.Verdicts;
using static Harness.Tests.Verdicts.Cases;

namespace Harness.Tests.Verdicts;

public sealed class ExpectationCheckTests
{
    // What is wanted, what was seen, and a part of the mismatch, or null where there is none.
    private static IEnumerable<TestCaseData> Table()
    {
        static Outcome End(Ending ending, int? code = null) => new(ending, Stage.Rcpt, code, null, "x");
        static Expectation At(Stage stage, string reply) => Replies(reply) with { Stage = stage };
        static Observation Turned(Stage stage, int code) => Refused with { Outcome = new Outcome(Ending.Turned, stage, code, null, "x") };

        yield return Case("no_session", new Expectation(), Refused with { Outcome = null }, "no session came about");
        yield return Case("any_reply_to_a_completed_session", new Expectation(), Refused, null);
        foreach (Ending ending in Enum.GetValues<Ending>().Where(e => e != Ending.Completed))
            yield return Case($"any_reply_but_{ending}", new Expectation(), Refused with { Outcome = End(ending, 250) }, "the answer was");
        foreach (Ending ending in Enum.GetValues<Ending>())
        {
            bool answered = ending is Ending.Completed or Ending.Turned;
            yield return Case($"a_reply_when_{ending}", Replies("5xx"), Refused with { Outcome = End(ending, 554) }, answered ? null : "the answer was");
        }

        yield return Case("another_reply", Replies("504"), Refused, "the answer was 554 5.7.1");
        yield return Case("an_alternative_reply", Replies("504", "554 5.7.x"), Refused, null);
        yield return Case("another_enhanced_code", Replies("554 5.1.1"), Refused, "the answer was");
        yield return Case("no_code_at_all", Replies("5xx"), Refused with { Outcome = End(Ending.Completed) }, "the answer was");

        yield return Case("a_refusal_at_its_stage", At(Stage.Rcpt, "5xx"), Refused, null);
        yield return Case("an_earlier_refusal", At(Stage.Rcpt, "5xx"), Turned(Stage.Helo, 504), null);
        yield return Case("a_later_refusal", At(Stage.Mail, "5xx"), Refused, "refused only at rcpt, not by mail");
        yield return Case("a_deferral_that_came_later", At(Stage.Mail, "4xx"), Turned(Stage.Data, 450), "refused only at data");
        yield return Case("an_acceptance_that_got_there", At(Stage.Rcpt, "250"), Accepted, null);
        yield return Case("an_acceptance_that_ended_early", At(Stage.EndOfData, "250"), Turned(Stage.Rcpt, 250), "ended at rcpt, before end-of-data");

        yield return Case("words_in_any_case", new Expectation { Says = ["BLOCKED using", "zen"] }, Refused, null);
        yield return Case("words_not_said", new Expectation { Says = ["blocked", "removal"] }, Refused, "does not say \"removal\"");

        yield return Case("the_restriction", new Expectation { Restriction = ["reject_rbl_client"] }, Refused, null);
        yield return Case("the_restriction_with_its_argument", new Expectation { Restriction = ["reject_rbl_client zen.*"] }, Refused, null);
        yield return Case("the_restriction_with_another_argument", new Expectation { Restriction = ["reject_rbl_client bl.*"] }, Refused, "reject_rbl_client zen.spamhaus.org decided, not");
        yield return Case("one_of_several_restrictions", new Expectation { Restriction = ["permit", "reject_*_client"] }, Refused, null);
        yield return Case("another_restriction", new Expectation { Restriction = ["permit"] }, Refused, "decided, not permit");
        yield return Case("a_restriction_without_argument", new Expectation { Restriction = ["reject"] },
            Refused with { Decided = new RestrictionStep("Helo command", "reject", null, RestrictionStatus.Reject) }, null);
        yield return Case("a_restriction_where_none_decided", new Expectation { Restriction = ["permit"] }, Refused with { Decided = null }, "no restriction decided");
        yield return Case("a_restriction_without_a_trace", new Expectation { Restriction = ["permit"] }, Refused with { Trace = null }, null);

        yield return Case("a_keyword", new Expectation { Offers = ["pipelining", "SIZE"] }, Refused, null);
        yield return Case("a_keyword_not_announced", new Expectation { Offers = ["STARTTLS"] }, Refused, "EHLO does not announce STARTTLS");
        yield return Case("a_keyword_that_is_the_servers_name", new Expectation { Offers = ["mx"] }, Refused, "does not announce mx");
        yield return Case("a_keyword_of_an_earlier_ehlo", new Expectation { Offers = ["SIZE"] },
            Refused with { Exchanges = [.. Refused.Exchanges, new Exchange(Stage.Helo, "ehlo a", 250, null, ["mx", "AUTH PLAIN"])] }, "does not announce SIZE");
        yield return Case("a_keyword_of_a_refused_ehlo", new Expectation { Offers = ["SIZE"] },
            Refused with { Exchanges = [new Exchange(Stage.Helo, "EHLO a", 502, null, ["mx", "SIZE"])] }, "does not announce SIZE");

        yield return Case("keywords_withheld", new Expectation { Withholds = ["STARTTLS"] },
            Refused with { Exchanges = [new Exchange(Stage.Helo, "EHLO a", 250, null, ["mx", "SIZE 1"])] }, null);
        yield return Case("keywords_withheld_by_a_server_that_hung_up_later", new Expectation { Withholds = ["STARTTLS"] },
            Refused with { Outcome = new Outcome(Ending.Closed, Stage.Mail, null, null, ""), Exchanges = [new Exchange(Stage.Helo, "EHLO a", 250, null, ["mx", "SIZE 1"])] }, null);
        yield return Case("keywords_of_a_server_that_hung_up_before_ehlo", new Expectation { Withholds = ["STARTTLS"] },
            Refused with { Outcome = new Outcome(Ending.Closed, Stage.Helo, null, null, ""), Exchanges = [] }, "the answer was");
        yield return Case("a_keyword_not_withheld", new Expectation { Withholds = ["AUTH", "size"] },
            Refused with { Exchanges = [new Exchange(Stage.Helo, "EHLO a", 250, null, ["mx", "SIZE 1"])] }, "EHLO announces size");

        yield return Case("closed", new Expectation { Closed = true }, Refused with { Outcome = new Outcome(Ending.Closed, Stage.Mail, null, null, "") }, null);
        yield return Case("closed_with_a_word", new Expectation { Closed = true }, Refused with { Outcome = new Outcome(Ending.Turned, Stage.Mail, 421, null, "") }, null);
        yield return Case("not_closed", new Expectation { Closed = true }, Refused, "the answer was 5");

        yield return Case("told_apart_where_no_control_was_played", new Expectation { SameAsControl = true }, Refused, null);

        yield return Case("a_log_fragment", new Expectation { Log = ["noqueue: REJECT"] }, Refused, null);
        yield return Case("a_log_fragment_not_there", new Expectation { Log = ["NOQUEUE", "hold"] }, Refused, "no line of the mail log says \"hold\"");
        yield return Case("a_log_fragment_without_a_log", new Expectation { Log = ["hold"] }, Refused with { Log = null }, null);

        yield return Case("logged", new Expectation { Logged = true }, Refused, null);
        yield return Case("not_logged", new Expectation { Logged = true }, Refused with { Rejections = [] }, "no line of the mail log names client");
        yield return Case("logged_of_another_client", new Expectation { Logged = true }, Refused with { Client = new ClientSeen("x", "192.0.2.1", null) }, "names client");
        yield return Case("logged_with_another_code", new Expectation { Logged = true }, Refused with { Rejections = [Refused.Rejections[0] with { Code = 450 }] }, "names client");
        yield return Case("logged_without_sender", new Expectation { Logged = true }, Refused with { Rejections = [Refused.Rejections[0] with { Sender = null }] }, "names client");
        yield return Case("logged_without_recipient", new Expectation { Logged = true }, Refused with { Rejections = [Refused.Rejections[0] with { Recipient = null }] }, "names client");
        yield return Case("logged_without_reason", new Expectation { Logged = true }, Refused with { Rejections = [Refused.Rejections[0] with { Text = "" }] }, "names client");
        yield return Case("logged_where_there_is_no_log", new Expectation { Logged = true }, Refused with { Log = null, Rejections = [] }, null);

        yield return Case("delivered_there", new Expectation { Delivered = "mx-*" }, Accepted, null);
        yield return Case("delivered_elsewhere", new Expectation { Delivered = "mailbox" }, Accepted, "arrived at mx-tls, not mailbox");
        yield return Case("delivered_nowhere", new Expectation { Delivered = "nowhere" }, Refused, null);
        yield return Case("delivered_somewhere_instead_of_nowhere", new Expectation { Delivered = "nowhere" }, Accepted, "arrived at mx-tls, not nowhere");
        yield return Case("not_delivered", new Expectation { Delivered = "mailbox" }, Refused, "arrived nowhere, not mailbox");
        yield return Case("deliveries_that_nobody_watched", new Expectation { Delivered = "mailbox" }, Refused with { Arrivals = null }, null);

        yield return Case("encrypted", new Expectation { Encrypted = true }, Accepted, null);
        yield return Case("in_clear", new Expectation { Encrypted = true }, Accepted with { Arrivals = [new Arrival("mx-plain", "", "", null)] }, "mx-plain in clear");
        yield return Case("encrypted_where_clear_is_meant", new Expectation { Encrypted = false }, Accepted, "mx-tls encrypted");

        yield return Case("a_text_left_out", new Expectation { Omits = ["STARTTLS"] }, Refused, null);
        yield return Case("a_text_not_left_out", new Expectation { Omits = ["x", "SERVICE"] }, Refused, "says \"SERVICE\"");

        yield return Case("enhanced_codes", new Expectation { EnhancedCodes = true },
            Answering(new(Stage.Connect, "", 220, null, []), new(Stage.Helo, "HELO a", 250, null, []), new(Stage.Mail, "x", 500, "5.5.2", []), new(Stage.Data, "DATA", 354, null, [])), null);
        yield return Case("an_answer_without_one", new Expectation { EnhancedCodes = true }, Answering(new Exchange(Stage.Helo, "NOOP", 250, null, ["Ok"])), "250 Ok in answer to NOOP");
        yield return Case("an_enhanced_code_of_another_class", new Expectation { EnhancedCodes = true }, Answering(new Exchange(Stage.Mail, "x", 451, "5.3.0", [])), "of its class");

        yield return Case("as_many_deliveries", new Expectation { Arrivals = 1 }, Accepted, null);
        yield return Case("more_deliveries", new Expectation { Arrivals = 0 }, Accepted, "1 deliveries came of it, not 0");
        yield return Case("deliveries_that_nobody_sees", new Expectation { Arrivals = 2 }, Accepted with { Arrivals = null }, null);
        yield return Case("a_line_that_arrived", new Expectation { Carries = ["Subject: a", "é", "."] }, Arrived(@"Subject: a\r\n\r\n\xc3\xa9\r\n..\r\n"), null);
        yield return Case("a_line_in_a_mailbox", new Expectation { Carries = ["."] }, Kept(@"Subject: a\r\n\r\n.\r\n"), null);
        yield return Case("a_line_within", new Expectation { Within = ["Subject: b"] }, Arrived(@"Subject: a\r\n"), "without the line \"Subject: b\"");
        yield return Case("what_is_within_and_nobody_reads", new Expectation { Within = ["Subject"] }, Accepted, null);
        yield return Case("an_unwanted_text", new Expectation { Without = ["Subject"] }, Arrived(@"Subject: a\r\n"), "with \"Subject\" in it");
        yield return Case("a_wanted_stray", new Expectation { Stray = true }, Arrived(@"a\r\n"), "no CR or LF that stands alone");
        yield return Case("no_stray", new Expectation { Stray = false }, Arrived(@"a\rb\r\n"), "a CR or LF that stands alone");
        yield return Case("an_early_end", new Expectation { EarlyEnd = false }, Arrived(@"a\r.\rb\r\n"), @"mx-tls received has \r.\r before its end");
        yield return Case("a_stuffed_dot", new Expectation { EarlyEnd = false }, Arrived(@"a\r\n..\r\nb\r\n"), null);
        yield return Case("a_wanted_early_end", new Expectation { EarlyEnd = true }, Arrived(@"a\r\n"), "nothing in it that could be taken for its end");
        yield return Case("octets_that_are_no_escape", new Expectation { EarlyEnd = false, Stray = false }, Arrived(@"a\z"), null);
        yield return Case("a_line_that_arrived_in_part", new Expectation { Carries = ["Subject"] }, Arrived(@"Subject: a\r\n"), "without the line \"Subject\"");
        yield return Case("a_message_that_nobody_reads", new Expectation { Carries = ["Subject"] }, Accepted, null);

        yield return Case("the_certificate", new Expectation { ConfiguredCertificate = true }, Refused, null);
        yield return Case("another_certificate", new Expectation { ConfiguredCertificate = true },
            Refused with { Tls = Refused.Tls! with { Certificate = Certificate with { Sha256 = "b" } } }, "(CN=mx) is not the configured one");
        yield return Case("no_certificate", new Expectation { ConfiguredCertificate = true }, Refused with { Tls = null }, "no certificate was shown");

        static Observation Answering(params Exchange[] exchanges) => Refused with { Exchanges = exchanges };
        static Observation Arrived(string message) => Accepted with { Arrivals = [Accepted.Arrivals![0] with { Message = message }] };
        static Observation Kept(string message) => Accepted with { Arrivals = [new Arrival(Arrival.Mailbox, "c@d", "", null) { Message = message }] };
        static TestCaseData Case(string name, Expectation want, Observation seen, string? mismatch) => new TestCaseData(want, seen, mismatch).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(Table))]
    public void Holds_what_was_seen_against_what_is_wanted(Expectation want, Observation seen, string? mismatch)
    {
        string? said = ExpectationCheck.Mismatch(want, seen, Run(Claim, seen));
        if (mismatch is null)
            said.Should().BeNull();
        else
            said.Should().Contain(mismatch);
    }

    [Test]
    public void The_table_has_every_member_of_an_expectation()
    {
        var blank = new Expectation();
        string[] used = [.. Table().Select(c => (Expectation)c.Arguments[0]!).SelectMany(e => typeof(Expectation).GetProperties()
            .Where(p => !Equals(Text(p.GetValue(e)), Text(p.GetValue(blank)))).Select(p => p.Name)).Distinct()];
        typeof(Expectation).GetProperties().Select(p => p.Name).Except(used).Should().Equal("Because");

        static string Text(object? value) => value is System.Collections.IEnumerable list and not string ? string.Join(',', list.Cast<object>()) : $"{value}";
    }

    [TestCase(252, "2.0.0", 252, "2.0.0", null)]
    [TestCase(252, "2.0.0", 550, "5.1.1", "the answer was 252 2.0.0 x (at helo), and 550 5.1.1 y (at helo) in the control")]
    [TestCase(550, "5.1.1", 550, "5.7.1", "in the control")]
    [TestCase(502, null, 502, null, null)]
    [TestCase(null, null, null, null, null)]
    [TestCase(null, null, 252, null, "in the control")]
    public void An_answer_is_the_same_as_the_controls_or_tells_them_apart(int? code, string? enhanced, int? other, string? otherEnhanced, string? mismatch)
    {
        static Outcome Answer(int? code, string? enhanced, string text)
            => new(code is null ? Ending.Closed : Ending.Completed, Stage.Helo, code, enhanced, text);
        Observation seen = Refused with { Outcome = Answer(code, enhanced, "x") };
        Observation control = Refused with { IsControl = true, Outcome = Answer(other, otherEnhanced, "y") };
        string? said = ExpectationCheck.Mismatch(new Expectation { SameAsControl = true }, seen, Run(Claim, control with { Attack = "c/d" }, seen, control));
        (said?.Contains(mismatch ?? "", StringComparison.Ordinal) ?? mismatch is null).Should().BeTrue("it said {0}", said);
    }

    [Test]
    public void A_message_that_cannot_be_read_leaves_open_what_it_carries()
    {
        var wanted = new Expectation { Carries = ["Subject: a"] };
        ExpectationCheck.Unseen(wanted, Accepted).Should().Be("what arrived cannot be read from here");
        ExpectationCheck.Unseen(wanted, Accepted with { Arrivals = [Accepted.Arrivals![0] with { Message = "x" }] }).Should().BeNull();
    }

    [Test]
    public void A_certificate_that_no_configuration_names_is_not_compared()
    {
        RunRecord run = Run(Claim, Refused);
        ExpectationCheck.Mismatch(new Expectation { ConfiguredCertificate = true }, Refused with { Tls = null }, run with { Target = run.Target with { CertificateSha256 = null } })
            .Should().BeNull();
    }
}
