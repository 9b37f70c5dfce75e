using Harness.Core.Catalogue;
using Harness.Core.Dns;
using Harness.Core.Scenarios;
using Harness.Core.Verdicts;
using Harness.Lab.Clients;

namespace Harness.Lab.Tests;

/// <summary>
/// The guide's configuration changed by hand, one variant after another in a lab that stays up: exactly the claims that the
/// change touches turn red.
/// </summary>
[Parallelizable(ParallelScope.Self)]
public class VariantTests
{
    private const string AlwaysRed = "outbound/encrypts";

    private HarnessLab _lab = null!;

    [OneTimeSetUp]
    public async Task Start() => (_lab, _) = await HarnessLab.StartAsync(Fixtures.Guide, _ => { }, default);

    [OneTimeTearDown]
    public async Task Stop()
    {
        if (_lab is not null)
        {
            await _lab.DisposeAsync();
        }
    }

    [Test]
    public async Task Without_reject_non_fqdn_sender_the_claims_about_senders_fall()
        => (await RefutedAsync("    reject_non_fqdn_sender,\n", "")).Should().BeEquivalentTo(
            Of("address/sender-fqdn/*", "log/refusal/sender", "order/listed-bad-sender"));

    [Test]
    public async Task With_the_lists_before_permit_mynetworks_listed_insiders_are_turned_away()
        => (await RefutedAsync(
            "smtpd_recipient_restrictions =\n",
            "smtpd_recipient_restrictions =\n    reject_rbl_client zen.spamhaus.org, reject_rbl_client bl.spamcop.net,\n"))
            .Should().BeEquivalentTo(
                Of("order/inside-listed/*", "order/listed-bad-sender"));

    [Test]
    public async Task With_everybody_in_mynetworks_nothing_is_refused_for_who_asks()
    {
        string[] refuted = await RefutedAsync("192.168.7.0/24", "0.0.0.0/0");

        string[] aboutClients = [.. Fixtures.Attacks.Select(a => a.Id).Where(IsRefusedForWhoAsks)];
        refuted.Should().BeEquivalentTo(aboutClients);
    }

    [Test]
    public async Task Without_helo_required_only_the_missing_helo_is_let_in()
        => (await RefutedAsync("smtpd_helo_required = yes\n", ""))
            .Should().BeEquivalentTo(Of("helo/missing/*"));

    [Test]
    public async Task Without_spamcop_only_its_own_listings_get_through()
        => (await RefutedAsync("    reject_rbl_client bl.spamcop.net,\n", ""))
            .Should().BeEquivalentTo("dnsbl/listed/spamcop", "log/refusal/spamcop");

    [Test]
    public async Task With_outbound_tls_every_claim_holds()
    {
        LabTarget target = await _lab.LoadAsync(Fixtures.GuideWith("smtpd_tls_loglevel = 1\n", "smtpd_tls_loglevel = 1\nsmtp_tls_security_level = may\n"), default);

        Judgement judgement = await Fixtures.CertifyAsync(target, Fixtures.Attacks);

        judgement.Findings.Where(f => f.Verdict is not (Verdict.Pass or Verdict.NotApplicable)).Select(f => $"{f.Attack.Id}: {f.Reason}").Should().BeEmpty();
        judgement.ExitStatus.Should().Be(ExitStatus.Conforms);
    }

    [Test]
    public async Task With_outbound_tls_demanded_mail_that_cannot_be_encrypted_waits_or_bounces()
    {
        LabTarget target = await _lab.LoadAsync(Fixtures.GuideWith("smtpd_tls_loglevel = 1\n", "smtpd_tls_loglevel = 1\nsmtp_tls_security_level = encrypt\n"), default);

        Judgement judgement = await Fixtures.CertifyAsync(
            target, [.. AttackCatalogue.Shipped().Attacks.Where(a => a.Id.StartsWith("outbound/"))], PolicyReader.Load("everything"));

        // Postfix takes a 5xx to STARTTLS for the last word, and a 354 too.
        judgement.Findings.Where(f => f.Verdict == Verdict.Fail).Select(f => f.Attack.Id).Should().BeEquivalentTo(
            "outbound/falls-back", "outbound/starttls-refused/unknown", "outbound/starttls-refused/nonsense");
    }

    [Test]
    public async Task With_a_short_time_for_each_request_slow_clients_are_hung_up_on()
    {
        LabTarget target = await _lab.LoadAsync(
            Fixtures.GuideWith("smtpd_helo_required = yes\n", "smtpd_helo_required = yes\nsmtpd_timeout = 3s\nsmtpd_per_request_deadline = yes\n"), default);

        // EHLO without end is answered for minutes, a line a second.
        Judgement judgement = await Fixtures.CertifyAsync(
            target, [.. AttackCatalogue.Shipped().Attacks.Where(a => a.Id.StartsWith("clients/shed/") && !a.Id.StartsWith("clients/shed/deaf"))], PolicyReader.Load("everything"));

        judgement.Findings.Where(f => f.Verdict != Verdict.Pass).Select(f => f.Attack.Id).Should().Equal("clients/shed/auth");
        judgement.Findings.Where(f => f.Observation?.Shed is not null).Should().OnlyContain(f => f.Observation!.Outcome!.Code == 421 && f.Observation.Mail.All(m => m.Accepted)).And.HaveCount(8);
    }

    [Test]
    public async Task With_smtpd_delay_reject_off_an_earlier_refusal_keeps_the_claim()
        => (await RefutedAsync("smtpd_helo_required = yes\n", "smtpd_helo_required = yes\nsmtpd_delay_reject = no\n"))
            .Should().NotContain(id => id.StartsWith("helo/malformed/"));

    [Test]
    public async Task A_configuration_that_postfix_refuses_is_told_in_one_line_and_the_next_one_runs()
    {
        Func<Task> broken = () => _lab.LoadAsync(Fixtures.GuideWith("smtpd_helo_required = yes\n", "smtpd_helo_required = yes\ninet_protocols = nonsense\n"), default);

        (await broken.Should().ThrowAsync<ConfigurationRefusedException>()).Which.Message.Should().NotContain("\n").And.Contain(".cf");
        (await RefutedAsync("myorigin = $mydomain\n", "myorigin = $myhostname\n")).Should().BeEmpty();
    }

    [Test]
    public async Task A_file_that_is_named_like_a_directory_of_the_package_takes_its_place()
    {
        string directory = Directory.CreateDirectory(Path.Combine(TestContext.CurrentContext.WorkDirectory, $"{Guid.NewGuid():N}")).FullName;
        await File.WriteAllTextAsync(Path.Combine(directory, "main.cf"), Fixtures.Guide.Text);
        await File.WriteAllTextAsync(Path.Combine(directory, "sasl"), "user:password\n");

        await _lab.LoadAsync(ConfigurationFiles.Open(directory), default);
    }

    [Test]
    public async Task A_lab_whose_lists_lie_is_an_error_and_not_a_finding()
    {
        await _lab.SwitchListAsync(KnownClients.Zen, ListMode.Wildcard, default);
        try
        {
            Func<Task> load = () => _lab.LoadAsync(Fixtures.GuideWith("mynetworks = 127.0.0.0/8 [::1]/128 192.168.7.0/24", "mynetworks = 127.0.0.0/8"), default);
            (await load.Should().ThrowAsync<LabException>()).Which.Message.Should().Contain("zen.spamhaus.org");
        }
        finally
        {
            await _lab.SwitchListAsync(KnownClients.Zen, ListMode.Listed, default);
        }
    }

    private static bool IsRefusedForWhoAsks(string id)
        => new[] { "helo/malformed/", "helo/length/", "helo/again/good-then-bad", "relay/outside/", "relay/sender/", "relay/local-first",
            "relay/neighbour", "address/sender-fqdn/", "address/recipient-fqdn/", "order/listed", "order/first-list", "dnsbl/listed/", "log/refusal/" }.Any(p => id.StartsWith(p))
        && id is not ("log/refusal/unknown-recipient" or "dnsbl/listed/zen-ipv6");

    private static string[] Of(params string[] globs) => [.. Fixtures.Attacks.Select(a => a.Id).Where(i => globs.Any(g => Glob.Matches(g, i)))];

    private async Task<string[]> RefutedAsync(string replace, string by)
    {
        LabTarget target = await _lab.LoadAsync(Fixtures.GuideWith(replace, by), default);
        Judgement judgement = await Fixtures.CertifyAsync(target, Fixtures.Attacks);
        return [.. judgement.Findings.Where(f => f.Verdict == Verdict.Fail && f.Attack.Id != AlwaysRed).Select(f => f.Attack.Id)];
    }
}
