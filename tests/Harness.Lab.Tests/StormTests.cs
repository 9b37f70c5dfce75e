using Harness.Core.Storm;
using Harness.Core.Storm.Faults;
using Harness.Lab.Storm;

namespace Harness.Lab.Tests;

/// <summary>Small storms on a real Postfix: what it accepted is delivered or accounted for, whatever goes wrong.</summary>
[Parallelizable(ParallelScope.Self)]
public class StormTests
{
    private HarnessLab _lab = null!;
    private LabTarget _target = null!;

    [OneTimeSetUp]
    public async Task Start() => (_lab, _target) = await HarnessLab.StartAsync(Fixtures.Guide, _ => { }, default, storm: new StormGround(null));

    [OneTimeTearDown]
    public async Task Stop()
    {
        if (_lab is not null)
            await _lab.DisposeAsync();
    }

    [Test]
    public async Task Two_thousand_messages_are_accepted_and_delivered_once_each()
    {
        StormRecord storm = await PlayAsync(new StormPlan { Messages = 2000, Sessions = 20, MessagesPerSession = 20, Recipients = 2 });

        storm.Ended.Should().BeNull();
        storm.Balance.Should().BeEquivalentTo(new { Accepted = 4000, Delivered = 4000, IsBalanced = true });
        storm.Balance.Doubled.Count.Should().Be(0);
        storm.Samples.Should().Contain(s => s.Queue != null && s.FsyncMilliseconds > 0);
    }

    [Test]
    public async Task With_the_next_hop_down_and_back_everything_arrives()
    {
        StormRecord storm = await PlayAsync(new StormPlan { Messages = 600, Sessions = 10, MessagesPerSession = 20 }, "down@10%+1s");

        storm.Faults.Should().ContainSingle().Which.Trouble.Should().BeNull();
        storm.Samples.Max(s => s.Queue?.Deferred).Should().BePositive("the queue had to wait for the next hop");
        storm.Balance.Should().BeEquivalentTo(new { Accepted = 600, Delivered = 600, IsBalanced = true });
        storm.Balance.Unexplained.Count.Should().Be(0);
    }

    [Test]
    public async Task With_a_kill_in_the_middle_nothing_that_was_accepted_is_lost()
    {
        StormRecord storm = await PlayAsync(new StormPlan { Messages = 600, Sessions = 10 }, "kill@50%");

        storm.Faults.Should().ContainSingle().Which.Trouble.Should().BeNull();
        storm.Balance.IsBalanced.Should().BeTrue();
        storm.Balance.Unexplained.Count.Should().Be(0);
        (storm.Balance.Accepted + storm.Balance.Unknown).Should().Be(600);
        storm.Counts.Again.Should().BePositive("connections broke");
    }

    [Test]
    public async Task With_the_container_killed_in_the_middle_nothing_that_was_accepted_is_lost()
    {
        StormRecord storm = await PlayAsync(new StormPlan { Messages = 400, Sessions = 10 }, "kill-container@50%");

        storm.Faults.Should().ContainSingle().Which.Trouble.Should().BeNull();
        storm.Balance.IsBalanced.Should().BeTrue("{0}", storm.Balance);
        storm.Balance.Unexplained.Count.Should().Be(0);
        (storm.Balance.Accepted + storm.Balance.Unknown).Should().Be(400);
        storm.Balance.Accepted.Should().BeGreaterThan(200, "the container came again");
    }

    [Test]
    public async Task Without_a_resolver_for_a_moment_nothing_is_lost()
    {
        StormRecord storm = await PlayAsync(new StormPlan { Messages = 200, Sessions = 10 }, "dns-gone@30%+1s");

        storm.Faults.Should().ContainSingle().Which.Trouble.Should().BeNull();
        storm.Balance.Should().BeEquivalentTo(new { Accepted = 200, Delivered = 200, IsBalanced = true });
    }

    [Test]
    public async Task A_master_that_is_stopped_and_started_loses_nothing_and_what_is_doubled_is_explained()
    {
        StormRecord storm = await PlayAsync(new StormPlan { Messages = 600, Sessions = 10, MessagesPerSession = 10 }, "restart@30%", "restart@60%");

        storm.Faults.Should().HaveCount(2).And.OnlyContain(f => f.Trouble == null);
        storm.Balance.IsBalanced.Should().BeTrue("{0}", storm.Balance);
        storm.Balance.Unexplained.Count.Should().Be(0);
        (storm.Balance.Accepted + storm.Balance.Unknown).Should().Be(600);
    }

    [Test]
    public async Task Chunked_messages_through_tls_arrive_whole()
    {
        StormRecord storm = await PlayAsync(new StormPlan { Messages = 60, Sessions = 4, MessagesPerSession = 15, Chunking = true, StartTls = true, Sizes = SizeMix.Parse("1k-40k") });

        storm.Balance.Should().BeEquivalentTo(new { Accepted = 60, Delivered = 60, IsBalanced = true });
    }

    [Test]
    public async Task Interrupted_a_storm_accounts_for_what_it_sent()
    {
        using var interrupt = new CancellationTokenSource();
        StormRecord storm = await PlayAsync(new StormPlan { Messages = 100_000, Sessions = 10, MessagesPerSession = 1000 }, interrupt.Token, new Once(interrupt.Cancel));

        storm.Ended.Should().Be("interrupted");
        storm.Balance.IsBalanced.Should().BeTrue("{0}", storm.Balance);
        storm.Balance.NotOffered.Should().BePositive();
    }

    private Task<StormRecord> PlayAsync(StormPlan plan, params string[] faults) => PlayAsync(plan, default, null, faults);

    private Task<StormRecord> PlayAsync(StormPlan plan, CancellationToken cancel, IProgress<StormSample>? progress, params string[] faults)
        => new StormRun(_lab, _target, null, TimeSpan.FromSeconds(60))
            .PlayAsync(plan with { Limit = TimeSpan.FromSeconds(60) }, [.. faults.Select(Fault.Parse)], progress, cancel);

    // Interrupts as soon as something is accepted.
    private sealed class Once(Action interrupt) : IProgress<StormSample>
    {
        public void Report(StormSample value)
        {
            if (value.Accepted > 0)
                interrupt();
        }
    }
}
