using Docker.DotNet;
using Harness.Core.Storm;
using Harness.Core.Storm.Faults;
using Harness.Core.Storm.Ledgers;
using Harness.Core.Storm.Receiving;
using Harness.Core.Storm.Sending;
using Harness.Lab.Containers;

namespace Harness.Lab.Storm;

/// <summary>Makes things go wrong at their time, one after another, and mends them.</summary>
internal sealed class FaultPlayer(
    HarnessLab lab, QueueDisk? disk, StormDesk desk, StormPlan plan, LoadGenerator generator, Sink sink, Ledger ledger, Func<TimeSpan> clock)
{
    private static readonly TimeSpan _look = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan _slowness = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan _comeAgain = TimeSpan.FromSeconds(60);

    private readonly List<FaultRecord> _happened = [];
    private readonly List<CutSpan> _cuts = [];

    /// <summary>What happened.</summary>
    public IReadOnlyList<FaultRecord> Happened => _happened;

    /// <summary>When connections between Postfix and the next hop were cut.</summary>
    public IReadOnlyList<CutSpan> Cuts => _cuts;

    /// <summary>Plays the faults. What is not due when sending has ended does not happen, and is said not to have.</summary>
    public async Task PlayAsync(IEnumerable<Fault> faults, CancellationToken cancel)
    {
        foreach (Fault fault in faults)
        {
            while (!IsDue(fault) && !cancel.IsCancellationRequested)
                await Task.Delay(_look, CancellationToken.None);
            double began = clock().TotalSeconds;
            string? trouble = IsDue(fault) ? null : "it did not happen: sending was over before";
            try
            {
                if (trouble is null)
                    await PlayAsync(fault, cancel);
            }
            catch (Exception failed) when (failed is LabException or DockerApiException or IOException)
            {
                trouble = failed.Message;
            }

            _happened.Add(new FaultRecord(fault.Word, began, clock().TotalSeconds, trouble));
        }
    }

    private bool IsDue(Fault fault) => fault.AtShare is { } share
        ? generator.Counts.Accepted >= share * plan.Messages
        : clock() >= fault.At;

    private async Task PlayAsync(Fault fault, CancellationToken cancel)
    {
        await CuttingAsync(fault, BeginAsync);
        if (fault.IsMomentary)
            return;
        await Task.Delay(fault.Lasts, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await CuttingAsync(fault, MendAsync);
    }

    private async Task CuttingAsync(Fault fault, Func<FaultKind, Task> change)
    {
        int from = ledger.Now;
        try
        {
            await change(fault.Kind);
        }
        finally
        {
            if (fault.IsCut)
                _cuts.Add(new CutSpan(from, ledger.Now + 1));
        }
    }

    private Task BeginAsync(FaultKind kind) => kind switch
    {
        FaultKind.Down => sink.BehaveAsync(SinkManner.Down),
        FaultKind.Slow => sink.BehaveAsync(SinkManner.Slow, _slowness),
        FaultKind.Defer => sink.BehaveAsync(SinkManner.Defer),
        FaultKind.Refuse => sink.BehaveAsync(SinkManner.Refuse),
        FaultKind.Drop => sink.BehaveAsync(SinkManner.DropAfterDot),
        FaultKind.Kill => desk.DoAsync("kill", CancellationToken.None),
        FaultKind.KillContainer => KillContainerAsync(),
        FaultKind.DiskFull => desk.DoAsync("fill", CancellationToken.None),
        FaultKind.DnsGone => lab.Containers.RunAsync(LabContainers.Internet, ["pkill", "-STOP", "-x", "unbound"], CancellationToken.None),
        FaultKind.Restart => desk.DoAsync("restart", CancellationToken.None),
        _ => desk.DoAsync("reload", CancellationToken.None),
    };

    private Task MendAsync(FaultKind kind) => kind switch
    {
        FaultKind.DiskFull => desk.DoAsync("unfill", CancellationToken.None),
        FaultKind.DnsGone => lab.Containers.RunAsync(LabContainers.Internet, ["pkill", "-CONT", "-x", "unbound"], CancellationToken.None),
        _ => sink.BehaveAsync(SinkManner.Accept),
    };

    private async Task KillContainerAsync()
    {
        await lab.Containers.KillAndStartAsync(LabContainers.Mx, CancellationToken.None);
        // The far ends of the connections do not exist any more: nobody will ever say so.
        generator.BreakConnections();
        disk?.Hold(await lab.Containers.ProcessOfAsync(LabContainers.Mx, CancellationToken.None));
        using var patience = new CancellationTokenSource(_comeAgain);
        while (true)
        {
            try
            {
                await desk.LookAsync("look", patience.Token);
                return;
            }
            catch (LabException) when (!patience.IsCancellationRequested)
            {
                await Task.Delay(_look, CancellationToken.None);
            }
            catch (OperationCanceledException)
            {
                throw new LabException($"the container of Postfix did not come again within {_comeAgain.TotalSeconds:0} s");
            }
        }
    }
}
