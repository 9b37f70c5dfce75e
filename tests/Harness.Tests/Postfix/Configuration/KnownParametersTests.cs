using Harness.Core.Postfix.Configuration;

namespace Harness.Tests.Postfix.Configuration;

public class KnownParametersTests
{
    [TestCase("myhostname", ParameterClass.Builtin)]
    [TestCase("relay_destination_concurrency_limit", ParameterClass.Service)]
    [TestCase("local_destination_concurrency_limit", ParameterClass.Service)]
    [TestCase("virtual_maps", ParameterClass.Legacy)]
    [TestCase("process_id", ParameterClass.ReadOnly)]
    [TestCase("slow_destination_concurrency_limit", null)]
    [TestCase("MyHostname", null)]
    public void Knows_a_name(string name, ParameterClass? kind) => Configured.Known("").ClassOf(name).Should().Be(kind);

    [TestCase("mine = 1\nsmtpd_banner = $mine", null)]
    [TestCase("mine = 1\nsmtpd_banner = ${absent?{}:{${mine}}}", "main.cf:2: undefined parameter: absent")]
    [TestCase("smtpd_restriction_classes = mine\nmine = reject", null)]
    [TestCase("mine = 1", "main.cf:1: unused parameter: mine=1")]
    [TestCase("smtpd_banner = $mine", "main.cf:1: undefined parameter: mine")]
    [TestCase("alias_maps = ldap:mine\nmine_server_host = x", null)]
    [TestCase("alias_maps = proxy:mysql:mine\nmine_server_host = x", "main.cf:2: unused parameter: mine_server_host=x")]
    [TestCase("virtual_maps = hash:/x", null)]
    [TestCase("process_name = x", "main.cf:1: read-only parameter assignment: process_name=x")]
    [TestCase("luser_relay = $user", null)]
    public void Tells_what_nothing_reads(string main, string? complaint) =>
        Configured.Known(main).Complaints.Select(c => c.ToString()).Should().Equal(complaint is null ? [] : [complaint]);

    [TestCase("smtpd_use_tls = yes", "support for parameter \"smtpd_use_tls\" will be removed; instead, specify \"smtpd_tls_security_level\"")]
    [TestCase("smtpd_tls_eecdh_grade = auto", "support for parameter \"smtpd_tls_eecdh_grade\" will be removed; instead, do not specify (leave at default)")]
    public void Tells_of_3_10_what_goes_out_of_use(string main, string complaint)
    {
        Configured.Known(main, release: "3.10").Complaints.Single().Message.Should().Be(complaint);
        Configured.Known(main).Complaints.Should().BeEmpty();
    }

    [Test]
    public void A_transport_of_master_cf_brings_its_parameters() =>
        Configured.Known("slow_destination_rate_delay = 1s\n", "slow unix - - n - - smtp\n").ClassOf("slow_destination_rate_delay").Should().Be(ParameterClass.Service);

    [Test]
    public void A_service_brings_names_of_its_own()
    {
        const string Master = "smtp inet n - y - - smtpd -o mine=1 -o odd=2 -o smtpd_banner=$mine -o smtpd_helo_restrictions=$helo\n";
        var known = Configured.Known("helo = reject\n", Master);
        known.Complaints.Select(c => c.ToString()).Should().Equal("master.cf:1: unused parameter: odd=2");
        (known.ClassOf("helo"), known.ClassOf("mine")).Should().Be((ParameterClass.User, null));
    }

    [TestCase("3.5", ParameterClass.Builtin)]
    [TestCase("3.7", ParameterClass.Legacy)]
    public void A_name_is_old_from_a_release_on(string release, ParameterClass kind) =>
        Configured.Known("", release: release).ClassOf("postscreen_blacklist_action").Should().Be(kind);

    [Test]
    public void Says_what_became_of_an_old_name()
    {
        ParameterHistory.Find("smtp_use_tls").Should().Be(new OldParameter("smtp_use_tls", new(3, 9), "smtp_tls_security_level"));
        ParameterHistory.Find("myhostname").Should().BeNull();
    }

    [Test]
    public void Whatever_replaces_an_old_name_is_known_to_3_10()
    {
        foreach (var old in ParameterHistory.All)
        {
            if (old.Replacement is { } name && !name.Contains(' ', StringComparison.Ordinal))
                Configured.Known("", release: "3.10").ClassOf(name).Should().Be(ParameterClass.Builtin, old.Name);
        }
    }

    [Test]
    public void Prints_user_names_and_leaves_out_unused_ones() =>
        PostconfN.Of(MainCf.Parse("mine =  1\n  2\nunused = 3\nsmtpd_banner = $mine\n", "main.cf"), null, Configured.Release, Configured.Machine, expand: true)
            .Lines.Should().Equal("mine = 1 2", "smtpd_banner = 1 2");
}
