using Harness.Core.Catalogue;
using Harness.Core.Mutation;
using Harness.Core.Mutation.Trials;
using Harness.Core.Scenarios;
using Harness.Core.Verdicts;
using Harness.Lab.Mutants;

namespace Harness.Lab.Tests;

/// <summary>Some mutants of the guide's configuration, loaded one after another in a lab that stays up, and a small suite that meets them.</summary>
[Parallelizable(ParallelScope.Self)]
public class MutationTests
{
    private static readonly string[] _suite = ["address/sender-fqdn/bare", "order/pair/sender-recipient", "helo/missing/none", "dnsbl/listed/spamcop", "relay/own/ipv6"];

    private static readonly string[] _mutants =
    [
        "mydomain/unset", "myorigin/misspell", "smtpd_helo_required/misspell", "mynetworks/2/remove", "smtpd_recipient_restrictions/4/remove",
        "smtpd_recipient_restrictions/8/remove", "smtpd_tls_loglevel/unset",
    ];

    private Dictionary<string, Trial> _trials = null!;
    private HarnessLab _lab = null!;

    [OneTimeSetUp]
    public async Task TryThem()
    {
        ConfigurationFiles guide = Fixtures.Guide;
        (_lab, LabTarget target) = await HarnessLab.StartAsync(guide, _ => { }, default);
        var host = new MutantHost(_lab, target);
        var run = new MutationRun(host, TimeProvider.System);
        Attack[] attacks = [.. AttackCatalogue.Shipped().Attacks.Where(a => _suite.Contains(a.Id))];
        (Suite suite, _) = await run.BeginAsync(guide.Plan.MainCf, attacks, PolicyReader.Load("everything"), null, default);
        ModelEquivalence model = await ModelEquivalence.BeginAsync(host, guide.Plan.MainCf, default);
        Mutant[] mutants = [.. PlannedMutants.Of(guide).Where(m => _mutants.Contains(m.Id))];
        _trials = (await run.TryAsync(mutants, suite, model, null, default)).ToDictionary(t => t.Mutant.Id);
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        if (_lab is not null)
        {
            await _lab.DisposeAsync();
        }
    }

    [Test]
    public void A_restriction_that_is_left_out_is_told_by_the_attack_that_it_decided()
        => _trials["smtpd_recipient_restrictions/4/remove"].Killer.Should().BeOneOf("address/sender-fqdn/bare", "order/pair/sender-recipient");

    [Test]
    public void A_network_that_is_left_out_is_told_by_the_client_who_stands_in_it()
        => _trials["mynetworks/2/remove"].Killer.Should().Be("relay/own/ipv6");

    [Test]
    public void A_configuration_that_postfix_refuses_is_killed_by_its_words()
        => _trials["myorigin/misspell"].Should().Match<Trial>(t => t.Fate == Fate.Killed && t.Because.StartsWith("Postfix refuses it"));

    [Test]
    public void One_over_which_smtpd_stops_is_killed_without_a_wait_for_a_greeting()
        => _trials["smtpd_helo_required/misspell"].Should().Match<Trial>(t => t.Fate == Fate.Killed && t.Because.Contains("bad boolean configuration"));

    [Test]
    public void What_comes_to_the_same_parameters_is_equivalent()
        => _trials["mydomain/unset"].Should().Match<Trial>(t => t.Fate == Fate.Equivalent && t.Because.Contains("same configuration"));

    [Test]
    public void What_model_and_server_decide_alike_is_equivalent()
        => _trials["smtpd_recipient_restrictions/8/remove"].Should().Match<Trial>(t => t.Fate == Fate.Equivalent && t.Because.Contains("access model"));

    [Test]
    public void A_mistake_that_no_attack_of_the_suite_is_about_survives()
        => _trials["smtpd_tls_loglevel/unset"].Should().Match<Trial>(t => t.Fate == Fate.Survived && t.Played == _suite.Length);
}
