using Harness.Core.Postfix.Intake;

namespace Harness.Tests.Postfix.Intake;

public sealed class IntakeRuleTests
{
    [TestCase("content_filter = smtp-amavis:[127.0.0.1]:10024", "content_filter = ")]
    [TestCase("smtpd_milters = inet:a:1, inet:b:2", "smtpd_milters =  ")]
    [TestCase("smtpd_milters = inet:a:1 $more", "smtpd_milters =  $more")]
    [TestCase("smtpd_milters = { inet:a:1, connect_timeout=1s }", "smtpd_milters = ")]
    [TestCase("non_smtpd_milters = $smtpd_milters", "non_smtpd_milters = $smtpd_milters")]
    [TestCase("relayhost = [smtp.isp.example]:587", "relayhost = ")]
    [TestCase("smtp_bind_address = 203.0.113.11", "smtp_bind_address = ")]
    [TestCase("smtp_bind_address = 0.0.0.0:2525", "smtp_bind_address = 0.0.0.0:2525")]
    [TestCase("inet_interfaces = loopback-only", "inet_interfaces = all")]
    [TestCase("inet_interfaces = 127.0.0.1, 172.20.1.1", "inet_interfaces = all ")]
    [TestCase("mail_owner = _postfix", "mail_owner = postfix")]
    [TestCase("queue_directory = /var/spool/postfix/", "queue_directory = /var/spool/postfix/")]
    [TestCase("default_privs = vmail", "default_privs = nobody")]
    [TestCase("smtpd_sasl_path = inet:dovecot:12345", "smtpd_sasl_path = private/harness-auth")]
    [TestCase("smtpd_sasl_path = private/auth", "smtpd_sasl_path = private/auth")]
    [TestCase("mailbox_command = /usr/bin/procmail -a \"$EXTENSION\"", "mailbox_command =   ")]
    [TestCase("myhostname = mail.\\$domain", "myhostname = mx.lab.example")]
    [TestCase("virtual_transport = lmtp:unix:private/dovecot-lmtp", "virtual_transport = harness-keep:")]
    [TestCase("default_transport = smtp:[gate.example]", "default_transport = smtp")]
    [TestCase("default_transport = error", "default_transport = error")]
    [TestCase("syslog_name = mx1", "syslog_name = postfix/mx1")]
    [TestCase("smtpd_recipient_restrictions = check_policy_service unix:private/spf, reject", "smtpd_recipient_restrictions = check_client_access static:DUNNO, reject")]
    public void What_is_not_here_is_replaced_in_its_place(string line, string by)
    {
        var plan = Planning.Of($"# one\n{line}\n# three\n");
        plan.MainCf.Should().Be($"# one\n{by}\n# three\n");
        plan.StandIns.Count.Should().Be(line == by ? 0 : line.Contains(':') && line.StartsWith("smtpd_milters = inet:a:1,") ? 2 : 1);
        plan.StandIns.Where(s => s.Place != "main.cf:2").Should().BeEmpty();
    }

    [Test]
    public void A_name_that_stands_in_itself_many_times_comes_to_an_end()
        => Planning.Of($"myhostname = {string.Concat(Enumerable.Repeat("$myhostname", 100))}\n").MainCf.Should().Be("myhostname = mx.lab.example\n");

    [Test]
    public void Lines_keep_their_numbers_where_a_value_spans_several()
    {
        var plan = Planning.Of("smtpd_milters =\n  inet:a:1,\n# between\n  inet:b:2\nmydomain = x.example\n");
        plan.MainCf.Split('\n').Should().HaveCount(6).And.Contain("mydomain = x.example");
        plan.MainCf.Should().NotContain("inet:");
        plan.StandIns.Select(s => s.Place).Should().Equal("main.cf:2", "main.cf:4");
    }

    [Test]
    public void A_transport_without_a_service_gets_one_that_keeps_the_mail()
    {
        var plan = Planning.Of("virtual_transport = dovecot\n");
        plan.MainCf.Should().Be("virtual_transport = dovecot\n");
        plan.MasterLines.Should().Equal("dovecot unix - n n - - pipe flags=FB> user=alice argv=/keep");
    }

    [Test]
    public void A_program_of_another_host_gives_way_to_one_that_keeps_the_mail()
    {
        var plan = Planning.Of("virtual_transport = dovecot\n",
            "smtp inet n - y - - smtpd\ndovecot unix - n n - - pipe\n  flags=DRhu user=vmail:vmail argv=/usr/lib/dovecot/deliver -f ${sender}\n" + Rest);
        plan.MasterCf.Should().Contain("  flags=FB> user=alice argv=/keep  \n");
        plan.StandIns.Should().ContainSingle().Which.Place.Should().Be("master.cf:3");
    }

    [Test]
    public void Options_of_master_cf_are_parameters_too()
    {
        var plan = Planning.Of("", "smtp inet n - y - - smtpd\n  -o content_filter=amavis:[127.0.0.1]:10024 -o { smtpd_milters = inet:a:1 }\n"
            + "  -o smtpd_recipient_restrictions=check_policy_service,inet:127.0.0.1:12340,reject\n" + Rest);
        plan.MasterCf.Should().Contain("  -o content_filter= -o { smtpd_milters =  }\n  -o smtpd_recipient_restrictions=check_client_access,static:DUNNO,reject\n");
        plan.StandIns.Select(s => s.Place).Should().Equal("master.cf:2", "master.cf:2", "master.cf:3");
    }

    [TestCase("203.0.113.5:smtp", "smtp")]
    [TestCase("127.0.0.1:10025", "127.0.0.1:10025")]
    [TestCase("[2001:db8::1]:25", "25")]
    public void A_service_listens_at_addresses_of_the_lab(string name, string by)
        => Planning.Of("", $"{name} inet n - y - - smtpd\n{Rest}").MasterCf.Should().StartWith($"{by} inet ");

    [Test]
    public void Attacks_find_a_service_at_port_25()
        => Planning.Of("", $"2525 inet n - y - - smtpd -o smtpd_delay_reject=no\n{Rest}").MasterLines.Should().Equal("smtp inet n - y - - smtpd -o smtpd_delay_reject=no");

    [Test]
    public void Variables_of_a_template_get_a_value()
    {
        var plan = Planning.Of("myhostname = $ENV_HOST\nmydestination = $MYDOMAIN\n");
        plan.MainCf.Should().Be("myhostname = $ENV_HOST\nmydestination = $MYDOMAIN\nENV_HOST = mx.lab.example\nMYDOMAIN = lab.example\n");
    }

    [Test]
    public void Mail_for_a_relayed_domain_is_kept()
    {
        var plan = Planning.Of("mydestination =\nrelay_domains = example.org\n");
        plan.MainCf.Should().EndWith("transport_maps = inline:{ { example.org = harness-keep: } }\n");
        plan.Mailboxes.Relayed.Should().Be("example.org");
    }

    [Test]
    public void A_way_to_another_host_is_a_way_to_the_lab()
    {
        var plan = Planning.Of("transport_maps = hash:/etc/postfix/transport\n", null, ("transport", "example.org smtp:[10.0.0.5]\n* relay:[gate.example]\nx.example error:no\n"));
        plan.FileAt("/etc/postfix/transport").Should().Be("example.org harness-keep:\n* relay:\nx.example error:no\n");
    }

    [Test]
    public void Limits_by_client_do_not_stop_the_harness()
        => Planning.Of("smtpd_client_connection_rate_limit = 5\n").MainCf.Should().EndWith("smtpd_client_event_limit_exceptions = $mynetworks 192.0.2.0/25\n");

    [Test]
    public void Certificates_are_made_for_the_name_of_the_server()
        => Planning.Of("myhostname = mx.example.org\nsmtpd_tls_cert_file = /ssl/$myhostname.crt\nsmtpd_tls_key_file = /ssl/$myhostname.key\n").Files.Should().Equal(
            new MadeCertificate("/ssl/mx.example.org.crt", "mx.example.org", WithKey: false, WithCertificate: true),
            new MadeCertificate("/ssl/mx.example.org.key", "mx.example.org", WithKey: true, WithCertificate: false));

    [Test]
    public void A_key_that_is_missing_beside_its_certificate_is_a_finding_and_no_gap()
        => Planning.Of("smtpd_tls_cert_file = /etc/postfix/c\nsmtpd_tls_key_file = /etc/postfix/k\n", null, ("c", "")).Files.Should().BeEmpty();

    [Test]
    public void Whatever_stands_there_is_answered()
    {
        string[] hostile =
        [
            "virtual_mailbox_maps = mysql:", "x = {{{{", "relayhost = $relayhost", "a = $b\nb = $a\nmydestination = $a", "inet_interfaces =",
            "smtpd_milters = ,", "mydomain = " + new string('a', 5000), "transport_maps = inline:{ {", "smtpd_tls_chain_files = , ,", "= x", "myhostname = \u0001",
        ];
        foreach (var text in hostile)
            FluentActions.Invoking(() => Planning.Of(text, text)).Should().NotThrow(text);
    }

    private const string Rest = """
        anvil unix - - y - 1 anvil
        scache unix - - y - 1 scache
        discard unix - - y - - discard
        retry unix - - y - - error
        proxymap unix - - n - - proxymap
        proxywrite unix - - n - 1 proxymap
        tlsmgr unix - - y 1000? 1 tlsmgr
        verify unix - - y - 1 verify
        trace unix - - y - 0 bounce

        """;
}
