using Harness.Core.Engine;
using Harness.Core.Evidence;
using Harness.Core.Merging;
using Harness.Core.Scenarios;
using Harness.Tests.Evidence;

namespace Harness.Tests.Merging;

public sealed class MergeTests
{
    private static RunRecord Part(int number, int count)
    {
        IReadOnlyList<Attack> attacks = Shard.Of(number, count).Select(SampleRun.Record.Attacks, a => a.Id);
        HashSet<string> ids = [.. attacks.Select(a => a.Id)];
        return SampleRun.Record with
        {
            Shard = $"{number}/{count}",
            Attacks = attacks,
            Observations = [.. SampleRun.Record.Observations.Where(o => ids.Contains(o.Attack))],
            Remedies = [.. SampleRun.Record.Remedies.Where(r => ids.Contains(r.Attack))],
        };
    }

    private static NamedRun Named(RunRecord record, string file = "a.json") => new(file, record);

    private static string Refusal(params NamedRun[] runs)
        => FluentActions.Invoking(() => TargetRuns.Of(runs).Select(RunJoin.Of).ToArray()).Should().Throw<FormatException>().Which.Message;

    [TestCase(1), TestCase(3), TestCase(20)]
    public void Shards_joined_are_the_whole_run(int count)
    {
        TargetRuns target = TargetRuns.Of([.. Enumerable.Range(1, count).Reverse().Select(n => Named(Part(n, count), $"{n}.json"))]).Single();
        RunRecord joined = RunJoin.Of(target);
        target.Missing.Should().BeEmpty();
        joined.Shard.Should().BeNull();
        joined.Attacks.Should().BeEquivalentTo(SampleRun.Record.Attacks);
        joined.Observations.Should().BeEquivalentTo(SampleRun.Record.Observations);
        joined.Bracket.Should().HaveCount(2 * count);
        joined.Paste.Should().BeNull();
    }

    [Test]
    public void Every_lab_had_its_own_certificate()
    {
        TargetRecord Showing(string certificate) => SampleRun.Record.Target with { CertificateSha256 = certificate, OtherCertificates = [] };
        TargetRecord joined = RunJoin.Of(TargetRuns.Of([Named(Part(1, 2) with { Target = Showing("aa") }), Named(Part(2, 2) with { Target = Showing("bb") }, "b.json")]).Single()).Target;
        (joined.IsConfigured("aa"), joined.IsConfigured("bb"), joined.IsConfigured("cc"), joined.IsConfigured(null)).Should().Be((true, true, false, false));
    }

    [Test]
    public void What_is_joined_can_be_written_and_read()
        => RunRecordJson.Read(RunRecordJson.Write(RunJoin.Of(TargetRuns.Of([Named(Part(1, 2)), Named(Part(2, 2), "b.json")]).Single()))).Attacks.Should().HaveCount(13);

    [Test]
    public void Missing_shards_are_named() => TargetRuns.Of([Named(Part(2, 4)), Named(Part(4, 4), "b.json")]).Single().Missing.Select(s => s.ToString()).Should().Equal("1/4", "3/4");

    [Test]
    public void Several_targets_stay_apart()
    {
        RunRecord other = SampleRun.Record with { Shard = null, Target = SampleRun.Record.Target with { Name = "mx2" } };
        TargetRuns.Of([Named(Part(1, 2)), Named(other, "o.json"), Named(Part(2, 2), "b.json")]).Select(t => t.Target).Should().Equal("fixtures/guide", "mx2");
    }

    [Test]
    public void The_same_shard_twice_is_refused() => Refusal(Named(Part(1, 2)), Named(Part(1, 2), "b.json")).Should().Be("a.json and b.json are both shard 1/2 of fixtures/guide: give one of them");

    [Test]
    public void Shards_of_different_splits_are_refused() => Refusal(Named(Part(1, 2)), Named(Part(2, 3), "b.json")).Should().Contain("a.json is shard 1/2 of fixtures/guide and b.json shard 2/3");

    [Test]
    public void A_whole_run_and_a_shard_are_refused() => Refusal(Named(Part(1, 2)), Named(Part(2, 2) with { Shard = null }, "b.json")).Should().Contain("b.json is a whole run");

    [Test]
    public void Another_policy_is_refused() => Refusal(Named(Part(1, 2)), Named(Part(2, 2) with { Policy = "hardened" }, "b.json")).Should().Contain("judged by policy guide and hardened");

    [Test]
    public void Another_text_of_the_policy_is_refused() => Refusal(Named(Part(1, 2)), Named(Part(2, 2) with { PolicyText = "title: x" }, "b.json")).Should().Contain("the text of policy guide is not the same");

    [Test]
    public void Another_version_of_the_program_is_refused() => Refusal(Named(Part(1, 2)), Named(Part(2, 2) with { Tool = "smtp-harness 9.9.9" }, "b.json")).Should().Contain("written by smtp-harness 0.1.0 and smtp-harness 9.9.9");

    [Test]
    public void Another_main_cf_is_refused()
        => Refusal(Named(Part(1, 2)), Named(Part(2, 2) with { Target = SampleRun.Record.Target with { MainCf = "x = y" } }, "b.json")).Should().Contain("the main.cf of fixtures/guide is not the same");

    [Test]
    public void Shards_of_another_list_of_attacks_are_refused()
    {
        RunRecord narrowed = Part(2, 2) with { Attacks = [.. Part(2, 2).Attacks.Skip(3)] };
        Refusal(Named(Part(1, 2)), Named(narrowed, "b.json")).Should().Contain("cut with different --only");
    }

    [Test]
    public void An_attack_that_stands_in_two_shards_is_refused()
        => Refusal(Named(Part(1, 3)), Named(Part(2, 3) with { Attacks = [.. Part(2, 3).Attacks, Part(1, 3).Attacks[0]] }, "b.json")).Should().Contain("stands in a.json and in b.json");

    [TestCase("0/2"), TestCase("x"), TestCase("1/0"), TestCase("99999999999/2"), TestCase("")]
    public void A_shard_that_is_none_is_refused(string shard) => Refusal(Named(Part(1, 2) with { Shard = shard })).Should().StartWith("a.json: no shard ");
}
