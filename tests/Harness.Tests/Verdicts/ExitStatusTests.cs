using Harness.Core.Evidence;
using Harness.Core.Scenarios;
using Harness.Core.Verdicts;
using static Harness.Tests.Verdicts.Cases;

namespace Harness.Tests.Verdicts;

/// <summary>What a judgement comes to as a whole.</summary>
public sealed class ExitStatusTests
{
    private static IEnumerable<TestCaseData> Statuses()
    {
        foreach (Level level in Enum.GetValues<Level>())
        {
            foreach (Verdict verdict in Enum.GetValues<Verdict>())
            {
                ExitStatus status = level != Level.Must ? ExitStatus.Conforms
                    : verdict == Verdict.Fail ? ExitStatus.Findings
                    : verdict is Verdict.Error or Verdict.Inconclusive ? ExitStatus.NotEstablished
                    : ExitStatus.Conforms;
                yield return new TestCaseData(level, verdict, status);
            }
        }
    }

    [TestCaseSource(nameof(Statuses))]
    public void The_exit_status_follows_level_and_verdict(Level level, Verdict verdict, ExitStatus status)
    {
        Observation seen = verdict switch
        {
            Verdict.Fail => Accepted,
            Verdict.Error => Refused with { Fault = "f" },
            Verdict.Inconclusive => Refused with { Missing = "m" },
            _ => Refused,
        };
        Attack attack = verdict == Verdict.NotApplicable ? Claim with { NotApplicable = [Replies("5xx")] } : Claim;
        Judgement judgement = Judge.Judging(Run(attack, seen), Policy(level));
        (judgement.Findings.Single().Verdict, judgement.ExitStatus).Should().Be((verdict, status));
    }

    [Test]
    public void A_finding_outweighs_what_could_not_be_established()
    {
        RunRecord run = Run(Claim, Accepted, Refused with { Attack = "c/d", Fault = "f" });
        Judge.Judging(run with { Attacks = [Claim, Claim with { Id = "c/d" }] }, Must).ExitStatus.Should().Be(ExitStatus.Findings);
    }

    [Test]
    public void A_policy_that_counts_nothing_establishes_nothing()
    {
        Judgement judgement = Judge.Judging(Run(Claim, Accepted), Must with { Rules = [new PolicyRule("z/*", Level.Must)] });
        (judgement.Findings.Count, judgement.ExitStatus).Should().Be((0, ExitStatus.NotEstablished));
    }

    [Test]
    public void Another_policy_judges_the_same_record_otherwise()
    {
        RunRecord run = Run(Claim, Accepted);
        (Judge.Judging(run, Must).ExitStatus, Judge.Judging(run, Policy(Level.Should)).ExitStatus).Should().Be((ExitStatus.Findings, ExitStatus.Conforms));
    }
}
