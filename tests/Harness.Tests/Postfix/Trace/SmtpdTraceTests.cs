using Harness.Core.Postfix.Configuration;
using Harness.Core.Postfix.Trace;

namespace Harness.Tests.Postfix.Trace;

public class SmtpdTraceTests
{
    [TestCase("trace-helo.log", "Helo command", "reject_non_fqdn_helo_hostname", null, "smtpd_helo_restrictions")]
    [TestCase("trace-relay.log", "Recipient address", "defer_unauth_destination", null, "smtpd_relay_restrictions")]
    [TestCase("trace-rbl.log", "Recipient address", "reject_rbl_client", "zen.spamhaus.org", "smtpd_recipient_restrictions")]
    [TestCase("trace-class.log", "Sender address", "check_sender_access", "hash:/etc/postfix/acc", "smtpd_sender_restrictions")]
    [TestCase("trace-unknown-user.log", "Recipient address", "reject_unlisted_recipient", null, "smtpd_reject_unlisted_recipient")]
    [TestCase("trace-unlisted.log", "Recipient address", "reject_unlisted_recipient", null, "smtpd_reject_unlisted_recipient")]
    [TestCase("trace-map.log", "Sender address", "check_sender_access", "hash:/etc/postfix/acc", "smtpd_sender_restrictions")]
    [TestCase("trace-v6.log", "Helo command", "reject_non_fqdn_helo_hostname", null, "smtpd_helo_restrictions")]
    public void Names_the_restriction_that_refused(string log, string list, string restriction, string? argument, string parameter)
    {
        var step = Samples.Recipient(log, configured: true).Decided!;
        (step.List, step.Restriction, step.Argument, step.Status, step.Parameter)
            .Should().Be((list, restriction, argument, RestrictionStatus.Reject, parameter));
    }

    [Test]
    public void Gives_the_session_as_a_dialogue() =>
        Samples.Trace("trace-helo.log").Select(c => $"{c.Command} | {c.Replies[^1]}").Should().Equal(
            " | 220 mx.test.example ESMTP Postfix (Debian/GNU)",
            "XCLIENT ADDR=198.51.100.9 NAME=[UNAVAILABLE] | 220 mx.test.example ESMTP Postfix (Debian/GNU)",
            "HELO localhost | 250 mx.test.example",
            "MAIL FROM:<a@good.example> | 250 2.1.0 Ok",
            "RCPT TO:<alice@test.example> | 504 5.5.2 <localhost>: Helo command rejected: need fully-qualified hostname",
            "QUIT | 221 2.0.0 Bye");

    [Test]
    public void What_was_being_evaluated_when_smtpd_left_the_list_has_refused()
    {
        string[] log =
        [
            "< mx[192.0.2.1]: RCPT TO:<a@b.example>", ">>> START Client host RESTRICTIONS <<<", "generic_checks: name=check_client_access",
            ">>> START Client host RESTRICTIONS <<<", "generic_checks: name=600", "> mx[192.0.2.1]: 451 4.3.5 Server configuration error", "< mx[192.0.2.1]: QUIT",
        ];

        SmtpdTrace.Read(log.Select(l => Samples.Line(l)))[0].Steps.Select(s => (s.Restriction, s.Status, s.Depth)).Should().Equal(
            ("600", RestrictionStatus.Reject, 1), ("check_client_access", RestrictionStatus.Reject, 0));
    }

    [Test]
    public void Marks_what_would_have_refused_but_for_warn_if_reject() =>
        Samples.Recipient("trace-warn.log").Steps.Where(s => s.Warned).Should().ContainSingle()
            .Which.Should().Match<RestrictionStep>(s => s.Restriction == "reject_unknown_helo_hostname" && s.Status == RestrictionStatus.Dunno);

    [Test]
    public void An_accepted_recipient_was_decided_by_the_last_permit() =>
        Samples.Recipient("trace-warn.log", configured: true).Decided.Should()
            .Match<RestrictionStep>(s => s.Restriction == "permit" && s.Parameter == "smtpd_recipient_restrictions");

    [Test]
    public void Names_the_zones_that_had_no_answer_too() =>
        Samples.Recipient("trace-warn.log").Steps.Where(s => s.Restriction == "reject_rbl_client").Select(s => s.Argument)
            .Should().Equal("zen.spamhaus.org", "bl.spamcop.net");

    [Test]
    public void Names_the_table_behind_a_bare_map() =>
        Samples.Recipient("trace-rbl.log").Steps.Where(s => s.Restriction == "check_sender_access").Select(s => s.Argument)
            .Should().Equal("hash:/etc/postfix/acc", "hash:/etc/postfix/acc");

    [Test]
    public void A_class_returned_by_a_table_is_nested() =>
        Samples.Recipient("trace-class.log").Steps.Where(s => s.Status == RestrictionStatus.Reject)
            .Select(s => (s.Restriction, s.Depth, s.Parameter)).Should().Equal(
                ("reject", 2, "strict"), ("strict", 1, null), ("check_sender_access", 0, "smtpd_sender_restrictions"));

    [Test]
    public void Without_a_configuration_relay_and_recipient_list_stay_apart_but_unnamed() =>
        Samples.Recipient("trace-rbl.log").Steps.Where(s => s.List == "Recipient address")
            .Should().OnlyContain(s => s.Parameter == null).And.Subject.Select(s => s.Run).Distinct().Should().HaveCount(2);

    [Test]
    public void With_a_configuration_every_outer_step_has_its_parameter() =>
        Samples.Trace("trace-rbl.log", configured: true).SelectMany(c => c.Steps).Select(s => s.Parameter).Distinct().Should().Equal(
            "smtpd_helo_restrictions", "smtpd_sender_restrictions", "smtpd_relay_restrictions", "smtpd_recipient_restrictions");

    [Test]
    public void Lists_that_end_alike_are_told_apart_by_their_order() =>
        Samples.Trace("trace-unlisted.log", configured: true)[3].Steps
            .Where(s => s is { List: "Recipient address", Restriction: "permit_mynetworks" }).Select(s => s.Parameter)
            .Should().Equal("smtpd_relay_restrictions", "smtpd_recipient_restrictions");

    [Test]
    public void A_pending_deferral_leaves_no_refusing_step()
    {
        var command = Samples.Trace("trace-map.log")[^2];
        command.Replies.Should().Equal("450 4.7.1 <dip@good.example>: Sender address rejected: maybe");
        command.Decided.Should().Match<RestrictionStep>(s => s.Restriction == "permit");
    }

    [Test]
    public void Data_is_decided_by_its_own_list() =>
        Samples.Trace("trace-data.log").Single(c => c.Command == "DATA").Decided.Should()
            .Match<RestrictionStep>(s => s.Restriction == "reject_multi_recipient_bounce" && s.Parameter == "smtpd_data_restrictions");

    [Test]
    public void The_bare_postmaster_runs_no_list() =>
        Samples.Trace("trace-unlisted.log").Single(c => c.Command == "RCPT TO:<postmaster>").Decided.Should().BeNull();

    [Test]
    public void A_client_refused_at_connect_belongs_to_the_nameless_command()
    {
        string[] texts =
        [
            "connect from a[1.2.3.4]", ">>> START Client host RESTRICTIONS <<<", "generic_checks: name=reject",
            "NOQUEUE: reject: CONNECT from a[1.2.3.4]: 554 5.7.1 no; proto=SMTP", "generic_checks: name=reject status=2",
            ">>> END Client host RESTRICTIONS <<<", "> a[1.2.3.4]: 554 5.7.1 no",
        ];
        var command = SmtpdTrace.Read(texts.Select(t => Samples.Line(t))).Single();
        (command.Command, command.Decided!.Parameter).Should().Be(("", "smtpd_client_restrictions"));
    }

    [Test]
    public void A_decision_leads_to_its_line_in_main_cf()
    {
        var file = MainCf.Parse(Samples.Configuration, "main.cf");
        var step = Samples.Recipient("trace-rbl.log", configured: true).Decided!;
        file.Locate(step.Restriction, step.Argument, step.Parameter!)!.Line.Should().Be(10);
    }

    [Test]
    public void Ordinary_lines_are_no_trace() => Samples.Lines("session.log").Where(SmtpdTrace.IsTrace).Should().BeEmpty();

    [Test]
    public void What_remains_without_the_trace_is_what_is_logged_without_debug_peer_list() =>
        Samples.Lines("noise.log").Where(l => !SmtpdTrace.IsTrace(l)).Select(l => l.Text.Split(' ')[0])
            .Should().Equal("connect", "NOQUEUE:", "disconnect");

    [Test]
    public void A_trace_of_another_program_is_not_read() =>
        SmtpdTrace.Read([Samples.Line("< a[1.2.3.4]: NOOP", "postfix/smtp")]).Should().BeEmpty();
}
