using Harness.Core.Storm;
using Harness.Core.Storm.Faults;
using Harness.Core.Storm.Storage;
using Harness.Lab;
using Harness.Lab.Storm;

namespace Harness.Cli.Verbs;

/// <summary>A storm for each storage class, each on a lab of its own.</summary>
internal static class StormPlay
{
    /// <summary>Plays them one after another; an interrupted one is the last.</summary>
    public static async Task<IReadOnlyList<StormRecord>> PlayAsync(
        ConfigurationFiles files, PostfixVersion postfix, StormPlan plan, IReadOnlyList<Fault> faults, TimeSpan drainTime,
        IReadOnlyList<StorageClass?> classes, Terminal terminal, CancellationToken cancel)
    {
        List<StormRecord> records = [];
        foreach (StorageClass? storage in classes)
        {
            cancel.ThrowIfCancellationRequested();
            terminal.Tell("starting the lab");
            await using QueueDisk? disk = storage is null ? null : await QueueDisk.MakeAsync(storage, plan, cancel);
            (HarnessLab lab, LabTarget target) = await HarnessLab.StartAsync(files, terminal.Tell, cancel, postfix, new StormGround(disk?.Directory));
            await using (lab)
            {
                var run = new StormRun(lab, target, disk, drainTime);
                records.Add(await StormProgress.ShowAsync(terminal, plan, progress => run.PlayAsync(plan, faults, progress, cancel)));
            }

            if (cancel.IsCancellationRequested)
                break;
        }

        return records;
    }
}
