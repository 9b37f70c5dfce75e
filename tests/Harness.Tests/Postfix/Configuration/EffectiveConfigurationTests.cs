using Harness.Core.Postfix.Configuration;

namespace Harness.Tests.Postfix.Configuration;

public class EffectiveConfigurationTests
{
    private static string Text(string main, string parameter, string release = "3.7") => Configured.Of(main, release: release).Parameters.Text(parameter);

    [TestCase("3.5", "compatibility_level = 0", "smtpd_relay_restrictions", "")]
    [TestCase("3.7", "compatibility_level = 0", "smtpd_relay_restrictions", "")]
    [TestCase("3.7", "compatibility_level = 3.6", "smtpd_relay_restrictions", "permit_mynetworks, permit_sasl_authenticated, defer_unauth_destination")]
    [TestCase("3.7", "compatibility_level = 3.5", "smtpd_relay_before_recipient_restrictions", "no")]
    [TestCase("3.10", "compatibility_level = 3.10", "smtpd_relay_before_recipient_restrictions", "yes")]
    [TestCase("3.5", "", "mynetworks_style", "subnet")]
    [TestCase("3.10", "compatibility_level = 2", "mynetworks_style", "host")]
    [TestCase("3.7", "", "smtpd_forbid_bare_newline", "no")]
    [TestCase("3.10", "", "smtpd_forbid_bare_newline", "normalize")]
    public void Has_the_defaults_of_its_release(string release, string main, string parameter, string text) => Text(main, parameter, release).Should().Be(text);

    [Test]
    public void A_name_that_its_release_does_not_know_has_no_value() =>
        Configured.Of("", release: "3.5").Parameters.Find("smtpd_relay_before_recipient_restrictions").Should().BeNull();

    [TestCase("", "127.0.0.0/8 192.0.2.64/26 [::1]/128 [2001:db8::]/64")]
    [TestCase("mynetworks_style = host", "127.0.0.1/32 192.0.2.77/32 [::1]/128 [2001:db8::5:6]/128")]
    [TestCase("mynetworks_style = class", "127.0.0.0/8 192.0.2.0/24 [::1]/128 [2001:db8::]/64")]
    [TestCase("inet_protocols = ipv4", "127.0.0.0/8 192.0.2.64/26")]
    [TestCase("inet_interfaces = loopback-only", "127.0.0.0/8 [::1]/128")]
    [TestCase("inet_interfaces = $a, localhost\na = 192.0.2.77", "192.0.2.64/26 127.0.0.0/8 [::1]/128")]
    [TestCase("mynetworks = 203.0.113.0/24", "203.0.113.0/24")]
    public void Makes_mynetworks_from_the_machine(string main, string networks) => Text(main, "mynetworks").Should().Be(networks);

    [TestCase("", "mx.test.example", "test.example")]
    [TestCase("myhostname = a.b.c", "a.b.c", "b.c")]
    [TestCase("myhostname = short", "short", "localdomain")]
    [TestCase("mydomain = d", "mx.test.example", "d")]
    public void Takes_names_from_the_machine(string main, string host, string domain) =>
        (Text(main, "myhostname"), Text(main, "mydomain")).Should().Be((host, domain));

    [Test]
    public void A_machine_without_a_domain_gets_that_of_main_cf() =>
        EffectiveConfiguration.Of(MainCf.Parse("mydomain = d.example", "main.cf"), null, null, Configured.Release, MachineFacts.Named("mx"))
            .Parameters.Text("myhostname").Should().Be("mx.d.example");

    [Test]
    public void An_override_of_the_service_stands_in_master_cf()
    {
        const string Master = "smtp inet n - y - - smtpd\nsubmission inet n - y - - smtpd\n  -o syslog_name=postfix/$service_name\n  -o smtpd_client_restrictions=$mua,reject\n";
        var submission = Configured.Of("mua = permit_sasl_authenticated\nsmtpd_client_restrictions = permit\n", Master, service: "submission").Parameters;
        submission.Words("smtpd_client_restrictions").Select(w => (w.Word, w.Place.File, w.Place.Line)).Should().Equal(
            ("permit_sasl_authenticated", "main.cf", 1), ("reject", "master.cf", 4));
        submission.Find("smtpd_client_restrictions")!.Place.Should().Be(new SettingLine("master.cf", 4, "smtpd_client_restrictions", "-o smtpd_client_restrictions=$mua,reject"));
        submission.Text("syslog_name").Should().Be("postfix/submission");
        Configured.Of("smtpd_client_restrictions = permit\n", Master, service: "smtp").Parameters.Text("smtpd_client_restrictions").Should().Be("permit");
    }

    [Test]
    public void Behind_a_postscreen_the_smtpd_it_hands_clients_to_counts() =>
        EffectiveConfiguration.OfPublicSmtpd(
            MainCf.Parse("", "main.cf"), MasterCf.Parse("smtp inet n - y - 1 postscreen\nsmtpd pass - - y - - smtpd -o mine=1\n", "master.cf"), Configured.Release, Configured.Machine)
            .Parameters.Text("mine").Should().Be("1");

    [TestCase("smtpd_helo_required = YES", null)]
    [TestCase("smtpd_helo_required = true", "bad boolean configuration: smtpd_helo_required = true")]
    [TestCase("smtpd_helo_required =", "bad boolean configuration: smtpd_helo_required = ")]
    [TestCase("smtpd_recipient_limit = +10", null)]
    [TestCase("smtpd_recipient_limit = ten", "bad numerical configuration: smtpd_recipient_limit = ten")]
    [TestCase("smtpd_recipient_limit = 10 # ten", "bad numerical configuration: smtpd_recipient_limit = 10 # ten")]
    [TestCase("smtpd_recipient_limit = 9999999999", "bad numerical configuration: smtpd_recipient_limit = 9999999999")]
    [TestCase("message_size_limit = 9999999999", null)]
    [TestCase("smtpd_recipient_limit = 0", "invalid smtpd_recipient_limit parameter value 0 < 1")]
    [TestCase("smtpd_timeout = 5minutes", null)]
    [TestCase("smtpd_timeout = 5 m", "parameter smtpd_timeout: bad time value or unit: 5 m")]
    [TestCase("smtpd_timeout = -1s", "parameter smtpd_timeout: bad time value or unit: -1s")]
    [TestCase("smtpd_timeout = 0", "invalid smtpd_timeout: 0 (min 1)")]
    [TestCase("in_flow_delay = 11s", "invalid in_flow_delay: 11 (max 10)")]
    [TestCase("myorigin =", "bad string length 0 < 1: myorigin = ")]
    [TestCase("compatibility_level = new", "malformed compatibility level syntax: \"new\"")]
    public void Reads_values_as_a_program_does_when_it_starts(string line, string? complaint) =>
        Configured.Of("\n" + line).Problems.Select(p => p.ToString()).Should().Equal(complaint is null ? [] : [$"main.cf:2: {complaint}"]);

    [Test]
    public void A_level_with_a_dot_is_no_number_to_3_5() =>
        Configured.Of("compatibility_level = 3.6", release: "3.5").Problems.Single().Message.Should().Be("bad numerical configuration: compatibility_level = 3.6");

    [TestCase("smtpd_timeout = 2", 2)]
    [TestCase("smtpd_timeout = 2m", 120)]
    [TestCase("", 300)]
    [TestCase("stress = yes", 10)]
    public void Reads_a_time(string main, int seconds) => Configured.Of(main).Parameters.Duration("smtpd_timeout").Should().Be(TimeSpan.FromSeconds(seconds));

    [Test]
    public void A_time_without_a_unit_is_in_that_of_its_default() =>
        Configured.Of("maximal_queue_lifetime = 2").Parameters.Duration("maximal_queue_lifetime").Should().Be(TimeSpan.FromDays(2));

    [Test]
    public void Reads_flags_and_numbers()
    {
        var parameters = Configured.Of("smtpd_helo_required = Yes\nbiff = maybe\n").Parameters;
        (parameters.Flag("smtpd_helo_required"), parameters.Flag("biff"), parameters.Flag("absent")).Should().Be((true, null, null));
        (parameters.Number("smtpd_recipient_limit"), parameters.Number("mydomain")).Should().Be((1000, null));
    }

    [Test]
    public void What_postfix_sets_itself_nobody_else_sets() =>
        Text("process_name = x\nsmtpd_banner = $process_name", "smtpd_banner").Should().Be("postconf");
}
