using Harness.Core.Storm;
using Harness.Core.Storm.Faults;
using Harness.Core.Storm.Storage;
using Harness.Lab.Storm;

namespace Harness.Lab.Tests;

/// <summary>Storms on a queue that stands on a disk of its own.</summary>
[Parallelizable(ParallelScope.Self)]
public class StormDiskTests
{
    private static readonly StormPlan _plan = new() { Messages = 300, Sessions = 10, Limit = TimeSpan.FromSeconds(60) };

    [OneTimeSetUp]
    public void NeedRoot()
    {
        if (!Environment.IsPrivilegedProcess)
            Assert.Ignore("a disk of the queue's own needs root, for a loop device and a mount");
    }

    [Test]
    public async Task A_full_disk_takes_nothing_and_loses_nothing()
    {
        StormRecord storm = await PlayAsync(StorageClass.Own, "disk-full@40%+1s");

        storm.Faults.Should().ContainSingle().Which.Trouble.Should().BeNull();
        storm.Counts.Again.Should().BePositive("a full disk takes nothing for now");
        storm.Refusals.Should().Contain(r => r.Reply.StartsWith("45", StringComparison.Ordinal));
        storm.Balance.Should().BeEquivalentTo(new { Accepted = 300, Delivered = 300, IsBalanced = true });
        storm.Balance.Doubled.Count.Should().Be(0);
    }

    [Test]
    public async Task In_memory_a_queue_waits_for_no_disk()
    {
        StormRecord storm = await PlayAsync(StorageClass.Load("memory"));

        storm.Storage.Should().StartWith("memory");
        storm.Balance.Should().BeEquivalentTo(new { Accepted = 300, Delivered = 300, IsBalanced = true });
    }

    private static async Task<StormRecord> PlayAsync(StorageClass storage, params string[] faults)
    {
        await using QueueDisk disk = await QueueDisk.MakeAsync(storage, _plan, default);
        (HarnessLab lab, LabTarget target) = await HarnessLab.StartAsync(Fixtures.Guide, _ => { }, default, storm: new StormGround(disk.Directory));
        await using (lab)
        {
            return await new StormRun(lab, target, disk, TimeSpan.FromSeconds(60)).PlayAsync(_plan, [.. faults.Select(Fault.Parse)], null, default);
        }
    }
}
