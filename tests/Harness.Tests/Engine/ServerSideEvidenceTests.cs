using Harness.Core.Engine;
using Harness.Core.Evidence;
using Harness.Core.Postfix.Configuration;
using Harness.Core.Smtp;
using Harness.Tests.Postfix;

namespace Harness.Tests.Engine;

public sealed class ServerSideEvidenceTests
{
    private const string Recipient = "RCPT TO:<alice@test.example>";

    private static readonly MainCf Configuration = MainCf.Parse(Samples.Configuration, "main.cf");

    private static Observation Seen(string sent, int code) => new()
    {
        Attack = "a/b",
        Client = new ClientSeen("outsider", "198.51.100.9", null),
        Outcome = new Outcome(Ending.Completed, Stage.Rcpt, code, null, ""),
        Exchanges = [new Exchange(Stage.Rcpt, sent, code, null, [""])],
    };

    private static Observation Add(string log, string sent = Recipient, int code = 504, MainCf? mainCf = null, string? parameter = null)
        => ServerSideEvidence.Add(Seen(sent, code), new ServerSide(Samples.Lines(log), [], null), mainCf ?? Configuration, parameter);

    [Test]
    public void Without_a_servers_side_the_observation_stays_as_it_is()
    {
        Observation seen = Seen(Recipient, 250);
        ServerSideEvidence.Add(seen, null, Configuration, null).Should().BeSameAs(seen);
    }

    [Test]
    public void The_log_has_the_ordinary_lines_alone()
        => Add("trace-helo.log").Log!.Select(l => l.Split("]: ")[1].Split(' ')[0]).Should().Equal("connect", "NOQUEUE:", "NOQUEUE:", "disconnect");

    [Test]
    public void Hostile_characters_of_the_log_are_escaped()
        => ServerSideEvidence.Add(Seen(Recipient, 250), new ServerSide([Samples.Line("warning: \u001b[2J")], [], null), null, null)
            .Log.Should().ContainSingle().Which.Should().EndWith(@"warning: \u{001B}[2J");

    [Test]
    public void Refusals_are_read_by_field()
        => Add("trace-helo.log").Rejections.Should().Contain(r => r.Kind == "reject" && r.Code == 504 && r.Recipient == "alice@test.example");

    [Test]
    public void The_refusing_restriction_decided()
        => Add("trace-helo.log").Decided!.Restriction.Should().Be("reject_non_fqdn_helo_hostname");

    [Test]
    public void What_decided_leads_to_its_line()
        => Add("trace-helo.log").DecidedAt.Should().Match<SettingLine>(l => l.Line == 5 && l.Parameter == "smtpd_helo_restrictions");

    [Test]
    public void A_list_that_main_cf_does_not_set_is_postfixs_default()
        => Add("trace-relay.log", "RCPT TO:<bob@elsewhere.example>", 454, MainCf.Parse("myhostname = mx\n", "main.cf"))
            .DecidedAt.Should().Be(SettingLine.Default("main.cf", "smtpd_relay_restrictions"));

    [TestCase(@"RCPT TO:<alice@test.example>\r\n")]
    [TestCase(@"MAIL FROM:<a@good.example>\r\nRCPT TO:<alice@test.example>\r\n")]
    [TestCase("rcpt to:<alice@test.example>")]
    public void The_command_is_found_however_it_was_sent(string sent)
        => Add("trace-helo.log", sent).Decided!.Restriction.Should().Be("reject_non_fqdn_helo_hostname");

    [Test]
    public void A_command_that_was_not_traced_has_no_restrictions()
    {
        Observation seen = Add("trace-helo.log", "VRFY alice");
        (seen.Trace!.Count, seen.Decided).Should().Be((0, null));
    }

    [Test]
    public void The_answer_to_a_message_was_decided_by_the_last_list()
        => Add("trace-data.log", ".", 250).Trace.Should().NotBeEmpty();

    [Test]
    public void A_refusal_that_no_list_made_is_not_laid_on_a_permit()
        => Add("trace-warn.log", code: 450).Decided.Should().BeNull();

    [Test]
    public void An_acceptance_was_decided_by_the_last_permit()
        => Add("trace-warn.log", code: 250).Decided!.Restriction.Should().Be("permit");

    [Test]
    public void A_refusal_without_a_restriction_leads_to_the_deciding_parameter()
        => Add("session.log", "MAIL FROM:<a@b>", 503, MainCf.Parse("# why\nsmtpd_helo_required = yes\n", "main.cf"), "smtpd_helo_required")
            .DecidedAt.Should().Be(new SettingLine("main.cf", 2, "smtpd_helo_required", "smtpd_helo_required = yes"));

    [Test]
    public void An_acceptance_is_laid_on_the_parameter_that_the_attack_names()
        => Add("session.log", "MAIL FROM:<a@b>", 250, MainCf.Parse("smtpd_helo_required = no\n", "main.cf"), "smtpd_helo_required").DecidedAt!.Line.Should().Be(1);

    [Test]
    public void A_parameter_that_is_not_set_leads_to_its_default()
        => Add("session.log", "MAIL FROM:<a@b>", 503, MainCf.Parse("myhostname = mx\n", "main.cf"), "smtpd_helo_required").DecidedAt
            .Should().Be(SettingLine.Default("main.cf", "smtpd_helo_required"));

    [Test]
    public void What_is_missing_is_said()
        => ServerSideEvidence.Add(Seen(Recipient, 250), new ServerSide([], [], "no end"), null, null).Missing.Should().Be("no end");
}
