using Harness.Core.Evidence;
using Harness.Core.Mutation;
using Harness.Core.Mutation.Trials;
using Harness.Core.Postfix.Configuration;
using Harness.Core.Postfix.Trace;
using Harness.Core.Scenarios;
using Harness.Core.Verdicts;
using Harness.Tests.Evidence;

namespace Harness.Tests.Mutation;

/// <summary>Which attack comes first at which mutant.</summary>
public class KillerOrderTests
{
    private static readonly Mutant _mutant = new("p/2/remove", "remove", new SettingLine("main.cf", 7, "p", ""), "", "", "", "a mistake")
    {
        Restrictions = ["reject_non_fqdn_sender"],
        Likely = ["likely/*"],
    };

    [Test]
    public void Attacks_that_the_mistaken_line_decided_come_first_then_those_about_the_parameter()
        => First(Order(Finding("a/else"), Finding("likely/one"), Finding("b/restriction", "reject_non_fqdn_sender", 9), Finding("c/line", "reject_non_fqdn_sender", 7)))
            .Should().Equal("c/line", "b/restriction", "likely/one", "a/else");

    [Test]
    public void An_attack_that_has_killed_before_comes_before_others()
    {
        KillerOrder order = Order(Finding("a/one"), Finding("b/two"), Finding("c/three"));
        order.Credit("c/three");

        First(order).Should().Equal("c/three", "a/one", "b/two");
    }

    [Test]
    public void Families_take_turns()
        => First(Order(Finding("a/x/1"), Finding("a/x/2"), Finding("a/x/3"), Finding("b/y/1"))).Should().Equal("a/x/1", "b/y/1", "a/x/2", "a/x/3");

    [Test]
    public void Slow_clients_and_lists_that_misbehave_come_last()
        => Order(Slow("b/slow"), Lists("c/lists"), Finding("a/else")).For(_mutant).Select(p => p.Select(a => a.Id).First()).Should().Equal("a/else", "c/lists", "b/slow");

    [Test]
    public void A_slow_client_that_the_parameter_is_about_is_worth_a_wait_when_the_likeliest_have_not_told()
        => Order([Slow("b/slow"), Slow("likely/slow"), .. Enumerable.Range(0, 30).Select(i => Finding($"a/{i}"))]).For(_mutant)
            .Select(p => p.Select(a => a.Id).First()).Should().Equal("a/0", "likely/slow", "a/10", "b/slow");

    [Test]
    public void Every_attack_that_holds_is_played_once()
        => Order([.. Enumerable.Range(0, 700).Select(i => Finding($"f{i % 9}/{i}"))]).For(_mutant).SelectMany(p => p).Should().HaveCount(700).And.OnlyHaveUniqueItems();

    [Test]
    public void An_attack_that_fails_on_the_original_or_that_the_policy_only_recommends_cannot_tell()
        => new Suite(Judgement(Finding("a/pass"), Finding("b/fail") with { Verdict = Verdict.Fail }, Finding("c/should") with { Level = Level.Should }))
            .Findings.Select(f => f.Attack.Id).Should().Equal("a/pass");

    private static Finding Slow(string id) => Finding(id) with { Attack = Attack(id) with { Steps = [new Hold(5)] } };

    private static Finding Lists(string id) => Finding(id) with { Attack = Attack(id) with { When = new Dictionary<string, string> { ["z"] = "servfail" } } };

    private static string[] First(KillerOrder order) => [.. order.For(_mutant).First().Select(a => a.Id)];

    private static KillerOrder Order(params Finding[] findings) => new(new Suite(Judgement(findings)));

    private static Judgement Judgement(params Finding[] findings)
        => new(SampleRun.Record, new Policy("p", "p", [new PolicyRule("*", Level.Must)], []), findings, []);

    private static Finding Finding(string id, string? decided = null, int line = 0) => new()
    {
        Attack = Attack(id),
        Level = Level.Must,
        Verdict = Verdict.Pass,
        Reason = "",
        Observation = decided is null ? null : new Observation
        {
            Attack = id,
            Decided = new RestrictionStep("Recipient address", decided, null, RestrictionStatus.Reject),
            DecidedAt = new SettingLine("main.cf", line, "p", ""),
        },
    };

    private static Attack Attack(string id) => new()
    {
        Id = id,
        Claim = "",
        Source = new Source(Rfc: "5321"),
        From = "outsider",
        Steps = [new Say("NOOP")],
        Pass = [],
        Remedy = "",
    };
}
