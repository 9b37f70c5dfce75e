using System.Net;
using Harness.Core.Evidence;
using Harness.Core.Postfix.Configuration;
using Harness.Core.Residency;
using Harness.Core.Scenarios;
using Harness.Core.Verdicts;
using Harness.Tests.Deliverability;

namespace Harness.Tests.Residency;

public class ResidencyTests
{
    private static readonly Declaration Declared = Declaration.Read("title: t\nnetworks: [192.0.2.0/24]\nlog-days: 30\nlists: [ours.example]\n", "d.yaml");

    private static async Task<Examined> AskAsync(string claim, string mainCf, Dictionary<string, string>? files = null, string? domain = null, Arrival? arrival = null, Area? area = null)
    {
        MainCf main = MainCf.Parse($"myhostname = mail.ours.example\n{mainCf}\n", "main.cf");
        var server = EffectiveConfiguration.OfPublicSmtpd(main, null, PostfixRelease.Parse("3.7")!.Value, MachineFacts.Named("mail.ours.example"));
        ZoneInMemory zone = ZoneInMemory.Of(
            "in.example A 192.0.2.7", "out.example A 203.0.113.7", "both.example A 192.0.2.7", "both.example A 203.0.113.7", "hop.example MX 10 out.example",
            "hop.example A 192.0.2.9", "ours.example MX 10 in.example", "stray.example MX 10 in.example", "stray.example MX 20 out.example", "mute.example A 192.0.2.7", "half.example A 192.0.2.7");
        zone.Silent.Add("mute.example MX");
        zone.Silent.Add("half.example AAAA");
        var subject = new ResidencySubject(area ?? new Area(Declared, null), server, files ?? [], domain, zone, arrival is null ? null : [arrival]);
        return (await ResidencyClaims.ExamineAsync([.. ResidencyClaims.All.Where(c => c.Attack.Id == $"residency/{claim}")], subject)).Single().Examined!;
    }

    [TestCase("next-hops", "relayhost = [in.example]:587", Holding.Holds)]
    [TestCase("next-hops", "relayhost = [out.example]:587", Holding.Broken)]
    [TestCase("next-hops", "relayhost = [both.example]", Holding.Broken)]
    [TestCase("next-hops", "relayhost = [203.0.113.9]", Holding.Broken)]
    [TestCase("next-hops", "relayhost = [192.0.2.9]:25", Holding.Holds)]
    [TestCase("next-hops", "relayhost = hop.example", Holding.Broken)]
    [TestCase("next-hops", "relayhost = [hop.example]", Holding.Holds)]
    [TestCase("next-hops", "relayhost = [gone.example]", Holding.Open)]
    [TestCase("next-hops", "relayhost = mute.example", Holding.Open)]
    [TestCase("next-hops", "relayhost = [half.example]", Holding.Open)]
    [TestCase("next-hops", "relayhost =", Holding.Beside)]
    [TestCase("next-hops", "relay_transport = smtp:[out.example]", Holding.Broken)]
    [TestCase("next-hops", "virtual_transport = lmtp:unix:private/dovecot-lmtp", Holding.Beside)]
    [TestCase("next-hops", "content_filter = smtp:[127.0.0.1]:10024", Holding.Holds)]
    [TestCase("next-hops", "smtp_fallback_relay = [out.example]", Holding.Broken)]
    [TestCase("named-hops", "relayhost = [out.example]", Holding.Holds)]
    [TestCase("named-hops", "", Holding.Broken)]
    [TestCase("filters", "smtpd_milters = inet:out.example:11332", Holding.Broken)]
    [TestCase("filters", "smtpd_milters = { inet:out.example:11332, connect_timeout=10s }", Holding.Broken)]
    [TestCase("filters", "smtpd_milters = { inet:in.example:11332, connect_timeout=10s }, inet:localhost:11332", Holding.Holds)]
    [TestCase("filters", "smtpd_milters = unix:/run/x, inet:127.0.0.1:11332", Holding.Holds)]
    [TestCase("dnsbl", "smtpd_recipient_restrictions = reject_rbl_client zen.spamhaus.org=127.0.0.2, permit", Holding.Broken)]
    [TestCase("dnsbl", "smtpd_recipient_restrictions = reject_rbl_client ours.example, permit", Holding.Holds)]
    [TestCase("dnsbl", "smtpd_sender_restrictions = reject_rhsbl_sender dbl.example", Holding.Broken)]
    [TestCase("dnsbl", "postscreen_dnsbl_sites = zen.spamhaus.org*3", Holding.Broken)]
    [TestCase("dnsbl", "", Holding.Beside)]
    [TestCase("encrypted-out", "", Holding.Broken)]
    [TestCase("encrypted-out", "smtp_tls_security_level = may", Holding.Broken)]
    [TestCase("encrypted-out", "smtp_tls_security_level = encrypt", Holding.Holds)]
    [TestCase("encrypted-in", "smtpd_tls_security_level = may", Holding.Holds)]
    [TestCase("encrypted-in", "", Holding.Broken)]
    [TestCase("encrypted-in", "smtpd_tls_security_level = may\nsmtpd_sasl_auth_enable = yes", Holding.Broken)]
    [TestCase("encrypted-in", "smtpd_tls_security_level = may\nsmtpd_sasl_auth_enable = yes\nsmtpd_tls_auth_only = yes", Holding.Holds)]
    [TestCase("vrfy", "", Holding.Broken)]
    [TestCase("vrfy", "disable_vrfy_command = yes", Holding.Holds)]
    [TestCase("banner", "smtpd_banner = $myhostname ESMTP $mail_name ($mail_version)", Holding.Broken)]
    [TestCase("banner", "", Holding.Holds)]
    [TestCase("notices", "notify_classes = resource, bounce", Holding.Broken)]
    [TestCase("notices", "", Holding.Holds)]
    [TestCase("bounce-content", "bounce_size_limit = 1", Holding.Holds)]
    [TestCase("login-name", "smtpd_sasl_authenticated_header = yes", Holding.Broken)]
    [TestCase("copies", "always_bcc = archive@ours.example", Holding.Broken)]
    public async Task A_line_of_main_cf_is_held_against_the_declaration(string claim, string line, Holding expected)
    {
        Examined found = await AskAsync(claim, line);
        found.Holding.Should().Be(expected, found.Reason);
    }

    [Test]
    public async Task The_line_is_named()
        => (await AskAsync("next-hops", "# a remark\nrelayhost = [out.example]")).Should().Match<Examined>(e => e.Reason.Contains("main.cf:3 relayhost: out.example [203.0.113.7] is outside") && e.Answers.Contains("main.cf:3  relayhost = [out.example]"));

    [Test]
    public async Task A_table_that_stands_beside_is_read()
        => (await AskAsync("next-hops", "transport_maps = hash:/etc/postfix/transport", new() { ["etc/postfix/transport"] = "# none\nelsewhere.example smtp:[out.example]\n" }))
            .Reason.Should().Contain("etc/postfix/transport:2 transport_maps: out.example");

    [TestCase("ours.example", Holding.Holds)]
    [TestCase("stray.example", Holding.Broken)]
    [TestCase(null, Holding.Beside)]
    public async Task Exchangers_stand_where_they_may(string? domain, Holding expected) => (await AskAsync("exchangers", "", domain: domain)).Holding.Should().Be(expected);

    [TestCase("nameserver 192.0.2.53", Holding.Holds)]
    [TestCase("options rotate\nnameserver 203.0.113.53", Holding.Broken)]
    public async Task The_resolver_stands_where_it_may(string text, Holding expected)
        => (await AskAsync("resolver", "", new() { ["etc/resolv.conf"] = text })).Holding.Should().Be(expected);

    [TestCase("in.example", Holding.Holds)]
    [TestCase("out.example", Holding.Broken)]
    public async Task Hosts_of_Received_fields_stand_where_they_may(string host, Holding expected)
        => (await AskAsync("passed-hosts", "", arrival: new Arrival("mx-tls", "b@x.example", "a@ours.example", null) { Message = $@"Received: from a by {host} (Postfix)\r\n" })).Holding.Should().Be(expected);

    [TestCase("/var/log/mail.log {\n rotate 4\n weekly\n}\n", Holding.Broken)]
    [TestCase("/var/log/mail.log\n/var/log/mail.err\n{\n rotate 3\n weekly\n}\n", Holding.Holds)]
    [TestCase("weekly\nrotate 2\n/var/log/maillog {\n missingok\n}\n", Holding.Holds)]
    [TestCase("weekly\nrotate 52\n/var/log/maillog {\n maxage 14\n}\n", Holding.Holds)]
    [TestCase("/var/log/maillog {\n size 10M\n rotate 3\n}\n", Holding.Broken)]
    [TestCase("/var/log/apache2/access.log {\n rotate 52\n weekly\n}\n", Holding.Beside)]
    public async Task Logs_are_kept_as_long_as_logrotate_says(string text, Holding expected)
        => (await AskAsync("log-retention", "", new() { ["etc/logrotate.d/rsyslog"] = text })).Holding.Should().Be(expected);

    [TestCase("[Journal]\nMaxRetentionSec=2week\n", Holding.Holds)]
    [TestCase("[Journal]\nMaxRetentionSec=1year\n", Holding.Broken)]
    [TestCase("[Journal]\n#MaxRetentionSec=0\n", Holding.Broken)]
    public async Task Logs_are_kept_as_long_as_journald_says(string text, Holding expected)
        => (await AskAsync("log-retention", "", new() { ["etc/systemd/journald.conf"] = text })).Holding.Should().Be(expected);

    [TestCase("192.0.2.25", true)]
    [TestCase("203.0.113.1", false)]
    [TestCase("198.51.100.1", null)]
    [TestCase("10.1.2.3", true)]
    public void A_country_decides_where_one_is_declared(string address, bool? inside)
        => new Area(Declaration.Read("title: t\ncountries: [\"NO\"]\ncountry-file: c.mmdb\n", "d.yaml"), new CountryFile(CountryFiles.Of(("192.0.2.0", 24, "NO"), ("203.0.113.0", 24, "US"))))
            .Of(IPAddress.Parse(address)).Inside.Should().Be(inside);

    [TestCase("title: t\n", "allows nothing")]
    [TestCase("title: t\ncountries: [\"NO\"]\n", "no file that knows them")]
    [TestCase("title: t\nnetworks: [192.0.2.0/33]\n", "write a network as in 192.0.2.0/24")]
    [TestCase("title: t\ncountries: [Norway]\ncountry-file: x\n", "two capitals")]
    [TestCase("title: t\nnetworks: [10.0.0.0/8]\nlog-days: many\n", "number of days")]
    [TestCase("title: t\nnetwork: [10.0.0.0/8]\n", "network")]
    public void A_declaration_that_cannot_be_used_is_one_line(string text, string complaint)
        => FluentActions.Invoking(() => Declaration.Read(text, "d.yaml")).Should().Throw<FixtureException>().Which.Message.Should().Contain(complaint).And.StartWith("d.yaml:").And.NotContain("\n");

    [TestCase("guide")]
    [TestCase("hardened")]
    public void The_shipped_policies_count_every_claim(string name)
        => ResidencyClaims.All.Should().OnlyContain(c => PolicyReader.Load(name).LevelOf(c.Attack.Id) != null);
}
