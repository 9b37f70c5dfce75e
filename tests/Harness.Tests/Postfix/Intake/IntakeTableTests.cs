using Harness.Core.Postfix.Intake;

namespace Harness.Tests.Postfix.Intake;

public sealed class IntakeTableTests
{
    private const string Hosted = "myhostname = mx.example.org\nmydestination =\nvirtual_mailbox_domains = mysql:/etc/postfix/domains.cf\nvirtual_mailbox_maps = mysql:/etc/postfix/boxes.cf\n";

    [Test]
    public void A_configuration_that_lacks_nothing_stays_as_it_is()
    {
        const string text = "myhostname = mx.example.org\r\n# a comment\nmynetworks = 127.0.0.0/8,\n  192.168.7.0/24\ncontent_filter =\n";
        var plan = Planning.Of(text);
        (plan.MainCf, plan.StandIns.Count, plan.Files.Count, plan.MasterLines.Count).Should().Be((text, 0, 0, 0));
    }

    [Test]
    public void A_table_that_a_server_would_answer_becomes_an_empty_one_in_its_place()
    {
        var plan = Planning.Of("smtpd_sender_restrictions =\n  permit_mynetworks\n  check_sender_access proxy:mysql:/etc/postfix/x.cf, reject\n");
        plan.MainCf.Should().Be("smtpd_sender_restrictions =\n  permit_mynetworks\n  check_sender_access proxy:texthash:/harness/stand-ins/1, reject\n");
        plan.FileAt("/harness/stand-ins/1").Should().BeEmpty();
        plan.StandIns.Should().Equal(new StandIn("mysql:/etc/postfix/x.cf", "main.cf:3", "a server that is not in the lab", "an empty table"));
    }

    [TestCase("pgsql:/x")]
    [TestCase("ldap:/x")]
    [TestCase("socketmap:inet:127.0.0.1:99:name")]
    [TestCase("tcp:127.0.0.1:10001")]
    [TestCase("sqlite:/x")]
    [TestCase("memcache:/x")]
    public void So_does_each_type_that_asks_elsewhere(string table)
        => Planning.Of($"sender_canonical_maps = {table}\n").MainCf.Should().Be("sender_canonical_maps = texthash:/harness/stand-ins/1\n");

    [Test]
    public void Tables_of_mailboxes_and_domains_hold_the_harness_s_own()
    {
        var plan = Planning.Of(Hosted);
        plan.FileAt("/harness/stand-ins/1").Should().Be("example.org example.org\n");
        plan.FileAt("/harness/stand-ins/2").Should().Be("alice@example.org alice@example.org\npostmaster@example.org postmaster@example.org\n");
        (plan.Mailboxes.Hosted, plan.Mailboxes.Users["example.org"]).Should().Be(("example.org", "alice"));
    }

    [Test]
    public void A_given_table_of_mailboxes_names_who_is_written_to()
        => Planning.Of("virtual_mailbox_domains = example.org\nvirtual_mailbox_maps = hash:/etc/postfix/boxes\n", null, ("boxes", "# x\n@example.org all\ninfo@example.org info/\n"))
            .Mailboxes.Users["example.org"].Should().Be("info");

    [TestCase("hash:/data/x", "/data/x")]
    [TestCase("regexp:/etc/postfix/header_checks", "/etc/postfix/header_checks")]
    [TestCase("cidr:/usr/local/etc/postfix/x.cidr", "/usr/local/etc/postfix/x.cidr")]
    public void A_file_that_was_not_given_is_made_where_it_is_named(string table, string path)
    {
        var plan = Planning.Of($"header_checks = {table}\n");
        (plan.MainCf, plan.FileAt(path)).Should().Be(($"header_checks = {table}\n", ""));
        plan.StandIns.Should().ContainSingle().Which.Place.Should().Be("main.cf:1");
    }

    [TestCase("hash:/etc/passwd")]
    [TestCase("hash:/usr/bin/postmap")]
    [TestCase("hash:/etc/postfix/../passwd")]
    [TestCase("hash:relative")]
    public void Never_over_what_the_lab_stands_on(string table)
        => Planning.Of($"canonical_maps = {table}\n").Files.Should().ContainSingle().Which.Path.Should().Be("/harness/stand-ins/1");

    [TestCase("/data/postfix/maps/virtual", "maps/virtual", false)]
    [TestCase("/usr/local/etc/postfix/virtual", "virtual", false)]
    [TestCase("/etc/mail/virtual", "etc/mail/virtual", false)]
    [TestCase("/somewhere/virtual", "virtual", true)]
    public void A_given_file_is_taken_for_the_one_outside(string path, string given, bool listed)
    {
        var plan = Planning.Of($"virtual_alias_maps = hash:{path}\n", null, (given, "a@b c\n"));
        plan.Files.Should().Equal(new GivenFile(path, given));
        plan.StandIns.Count.Should().Be(listed || given.Contains("etc/") ? 1 : 0);
    }

    [Test]
    public void A_table_compiled_only_is_given_too()
        => Planning.Of("virtual_alias_maps = hash:/etc/postfix/virtual\n", null, ("virtual.db", "")).StandIns.Should().BeEmpty();

    [Test]
    public void A_type_that_this_postfix_lacks_becomes_hash_where_the_text_is_given()
        => Planning.Of("virtual_alias_maps = dbm:/etc/postfix/virtual\n", null, ("virtual", "")).MainCf.Should().Be("virtual_alias_maps = hash:/etc/postfix/virtual\n");

    [Test]
    public void A_table_of_recipients_before_reject_lets_the_harness_in()
        => Planning.Of("mydestination = example.org\nsmtpd_recipient_restrictions = check_recipient_access hash:/run0/x, reject\n").FileAt("/run0/x")
            .Should().Contain("alice@example.org OK");

    [Test]
    public void A_cache_needs_a_place_and_no_content()
    {
        var plan = Planning.Of("smtpd_tls_session_cache_database = btree:/var/lib/postfix/data/scache\npostscreen_cache_map = memcache:/etc/postfix/cache\n");
        plan.MainCf.Should().EndWith("postscreen_cache_map = btree:/var/lib/postfix/postscreen_cache_map\n");
        plan.Files.Should().Equal(new MadeDirectory("/var/lib/postfix/data", ForEverybody: false));
    }

    [Test]
    public void A_parameter_of_the_user_s_own_brings_its_role()
        => Planning.Of("boxes = mysql:/x\nmydestination = example.org\nvirtual_mailbox_maps = $boxes\n").FileAt("/harness/stand-ins/1").Should().Contain("alice@example.org");

    [Test]
    public void A_database_of_one_file_that_is_given_stays()
        => Planning.Of("virtual_alias_maps = sqlite:/etc/postfix/s.cf\n", null, ("s.cf", "dbpath = /data/mail.db\n"), ("mail.db", "")).Files
            .Should().Equal(new GivenFile("/data/mail.db", "mail.db"));

    [Test]
    public void An_empty_main_cf_is_fine() => Planning.Of("").StandIns.Should().BeEmpty();
}
