using Harness.Core.Evidence;
using Harness.Core.Reports.Behaviour;
using Harness.Core.Scenarios;
using Harness.Core.Verdicts;
using Harness.Core.Verdicts.Behaviour;
using Harness.Core.Verdicts.Behaviour.Runs;
using NJsonSchema;

namespace Harness.Tests.Verdicts.Behaviour;

/// <summary>Two runs of the catalogue compared.</summary>
public class RunComparisonTests
{
    [Test]
    public void The_same_change_within_a_family_is_one_statement()
    {
        Comparison comparison = Compare(
            [Seen("dnsbl/listed/a", Cases.Refused), Seen("dnsbl/listed/b", Cases.Refused), Seen("helo/x", Cases.Refused)],
            [Seen("dnsbl/listed/a", Cases.Accepted), Seen("dnsbl/listed/b", Cases.Accepted), Seen("helo/x", Cases.Refused)]);

        comparison.Differences.Select(d => $"{BehaviourWords.Of(d.Kind)} {d.Headline}, {d.Sessions}").Should().Equal("opens dnsbl/listed/*: 554 → relayed to mx-tls, pass → fail, 2");
        (comparison.Sessions, comparison.Differing, comparison.ExitStatus).Should().Be((3, 2, ExitStatus.Findings));
    }

    [Test]
    public void Texts_and_times_are_no_difference()
    {
        Observation otherwise = Cases.Refused with { Outcome = Cases.Refused.Outcome! with { Text = "queued as 4711" }, Transcript = [] };

        Compare([Seen("a/b", Cases.Refused)], [Seen("a/b", otherwise)]).Differences.Should().BeEmpty();
    }

    [Test]
    public void Another_code_is_another_answer()
    {
        Observation later = Cases.Refused with { Outcome = Cases.Refused.Outcome! with { Code = 450, Enhanced = "4.7.1" } };

        Difference only = Compare([Seen("a/b", Cases.Refused)], [Seen("a/b", later)]).Differences.Single();
        (only.Kind, only.Headline).Should().Be((ChangeKind.Answers, "a/b: 554 → 450, pass → fail"));
    }

    [Test]
    public void The_same_answer_may_be_judged_otherwise()
    {
        Attack claim = Cases.Claim with { Pass = [Cases.Replies("5xx")] };
        Observation offers = Cases.Refused with { Exchanges = [] };
        RunRecord before = Run([Seen("a/b", Cases.Refused)]), after = Run([Seen("a/b", offers)]) with { Attacks = [claim with { Id = "a/b", Pass = [Cases.Replies("2xx")] }] };

        RunComparison.Of(before, after, Cases.Must, new Allowance(), (null, null)).Differences.Single().Headline.Should().Be("a/b: answered alike, pass → fail");
    }

    [Test]
    public void Attacks_of_one_run_alone_are_no_difference()
    {
        Comparison comparison = Compare([Seen("a/b", Cases.Refused), Seen("a/c", Cases.Refused)], [Seen("a/b", Cases.Refused), Seen("a/d", Cases.Refused with { Lacking = "a client", Outcome = null })]);

        comparison.Alone.Before.Should().Equal("a/c");
        comparison.Alone.After.Should().BeEmpty("what lacks something was not asked");
        comparison.ExitStatus.Should().Be(ExitStatus.Conforms);
    }

    [Test]
    public void A_session_that_failed_cannot_be_told()
    {
        Comparison comparison = Compare([Seen("a/b", Cases.Refused)], [Seen("a/b", Cases.Refused with { Fault = "no lab" })]);

        (comparison.Differences.Single().Kind, comparison.ExitStatus).Should().Be((ChangeKind.Untold, ExitStatus.NotEstablished));
    }

    [Test]
    public void What_a_server_does_now_and_then_is_no_difference()
    {
        RunRecord before = Run([Seen("a/b", Cases.Refused), Seen("a/c", Cases.Refused)]), after = Run([Seen("a/b", Cases.Accepted), Seen("a/c", Cases.Accepted)]);

        (RunRecord steadied, IReadOnlyList<string> unsteady) = RunComparison.Steadied(before, after, Run([Seen("a/b", Cases.Refused), Seen("a/c", Cases.Accepted)]));

        unsteady.Should().Equal("a/b");
        RunComparison.Of(before, steadied, Cases.Must, new Allowance(), (null, null)).Differences.Single().Headline.Should().StartWith("a/c: ");
    }

    [Test]
    public void Nothing_in_common_establishes_nothing()
        => Compare([Seen("a/b", Cases.Refused)], [Seen("a/c", Cases.Refused)]).ExitStatus.Should().Be(ExitStatus.NotEstablished);

    [Test]
    public void Expected_changes_do_not_count()
    {
        var allowed = new Allowance();
        allowed.AddLines("dnsbl/*: 554 → relayed to *");

        RunComparison.Of(Run([Seen("dnsbl/a", Cases.Refused)]), Run([Seen("dnsbl/a", Cases.Accepted)]), Cases.Must, allowed, (null, null)).ExitStatus.Should().Be(ExitStatus.Conforms);
    }

    [Test]
    public async Task A_comparison_of_runs_is_of_the_schema()
    {
        Comparison comparison = Compare([Seen("a/b", Cases.Refused), Seen("a/c", Cases.Refused)], [Seen("a/b", Cases.Accepted), Seen("a/c", Cases.Refused with { Fault = "none" }), Seen("a/d", Cases.Refused)]);
        JsonSchema schema = await JsonSchema.FromFileAsync(Path.Combine(Checkout.Root, "fixtures", "schema", "diff.schema.json"));

        schema.Validate(ComparisonJson.Write(comparison)).Should().BeEmpty();
    }

    private static Comparison Compare(Observation[] before, Observation[] after) => RunComparison.Of(Run(before), Run(after), Cases.Must, new Allowance(), (null, null));

    private static Observation Seen(string attack, Observation like) => like with { Attack = attack };

    private static RunRecord Run(Observation[] seen) => Cases.Run(Cases.Claim, seen) with { Attacks = [.. seen.Select(s => Cases.Claim with { Id = s.Attack })] };
}
