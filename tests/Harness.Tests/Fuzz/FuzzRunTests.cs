using Harness.Core.Engine;
using Harness.Core.Evidence;
using Harness.Core.Fuzz;
using Harness.Core.Fuzz.Generation;
using Harness.Core.Scenarios;
using Harness.Core.Smtp;

namespace Harness.Tests.Fuzz;

/// <summary>A server without a fault breaks no invariant; each fault is found, and made small.</summary>
public class FuzzRunTests
{
    private const ulong Seed = 7;

    private static readonly Deadlines _patience = FuzzRun.Patience with { Reply = TimeSpan.FromSeconds(2) };

    private static Task<FuzzRecord> PlayAsync(ToyServer toy, int transactions, int most = 2)
        => new FuzzRun(toy, _patience, TimeProvider.System) { MostCounterexamples = most }.PlayAsync(Seed, transactions, null, default);

    [Test]
    public async Task A_server_without_a_fault_breaks_nothing()
    {
        await using var toy = new ToyServer(Fault.None);
        FuzzRecord record = await PlayAsync(toy, 600);
        record.Breaches.Should().BeEmpty();
        (record.NotEstablished, record.Played, record.IsInterrupted).Should().Be((null, 600, false));
        record.Kinds.Keys.Should().BeEquivalentTo(Transactions.Kinds);
        record.Taken.Should().BeGreaterThan(100, "a server that takes no mail proves nothing");
    }

    [TestCase(Fault.Malformed, BreachKind.MalformedReply)]
    [TestCase(Fault.Relays, BreachKind.Relayed)]
    [TestCase(Fault.Smuggles, BreachKind.Appeared)]
    [TestCase(Fault.Loses, BreachKind.Lost)]
    [TestCase(Fault.Cuts, BreachKind.Lost)]
    [TestCase(Fault.Dies, BreachKind.NotAlive)]
    [TestCase(Fault.AnswersTwice, BreachKind.Miscounted)]
    public async Task A_fault_is_found_and_made_small(Fault fault, BreachKind kind)
    {
        await using var toy = new ToyServer(fault);
        // Answers that are out of step break other invariants as well, and the worst comes first.
        FuzzRecord record = await PlayAsync(toy, 600, most: fault == Fault.AnswersTwice ? 6 : 2);
        Counterexample example = record.Counterexamples.First(c => c.Breach.Kind == kind);
        example.IsReproduced.Should().BeTrue();
        example.Transactions.Should().ContainSingle().Which.Writes.Sum(w => w.Text.Length).Should().BeLessThan(200);
        ScenarioReader.Read(example.Scenario, "kept.yaml").Should().ContainSingle().Which.Id.Should().StartWith($"fuzz/{kind.Word()}-{Seed}-");
    }

    [Test]
    public async Task The_scenario_of_a_counterexample_plays_the_same()
    {
        await using var toy = new ToyServer(Fault.Smuggles);
        // Which breach comes first is up to the machine.
        FuzzRecord record = await PlayAsync(toy, 300, most: 4);
        Counterexample example = record.Counterexamples.First(c => c.Breach.Kind == BreachKind.Appeared && c.Transactions is [{ Leaving: Leaving.Stays }]);
        Attack kept = ScenarioReader.Read(example.Scenario, "kept.yaml").Single();

        int before = toy.Messages;
        Observation seen = await new SessionPlayer(toy, Deadlines.Default, TimeProvider.System).PlayAsync(kept, control: false, default);

        seen.Fault.Should().BeNull();
        (toy.Messages - before).Should().Be(kept.Pass[0].Arrivals + 1, "a message more than was sent");
    }

    [Test]
    public async Task Whoever_interrupts_it_gets_what_was_found()
    {
        await using var toy = new ToyServer(Fault.None);
        using var stop = new CancellationTokenSource();
        var progress = new Interruption(stop);
        FuzzRecord record = await new FuzzRun(toy, _patience, TimeProvider.System).PlayAsync(Seed, 100_000, progress, stop.Token);
        record.IsInterrupted.Should().BeTrue();
        record.Played.Should().BePositive().And.BeLessThan(100_000);
        record.Breaches.Should().BeEmpty();
    }

    private sealed class Interruption(CancellationTokenSource stop) : IProgress<FuzzProgress>
    {
        public void Report(FuzzProgress value)
        {
            if (value.Played > 50)
                stop.Cancel();
        }
    }
}
