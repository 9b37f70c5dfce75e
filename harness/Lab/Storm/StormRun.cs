using System.Diagnostics;
using System.Net;
using System.Text;
using Harness.Core.Evidence;
using Harness.Core.Storm;
using Harness.Core.Storm.Faults;
using Harness.Core.Storm.Ledgers;
using Harness.Core.Storm.Receiving;
using Harness.Core.Storm.Sending;
using Harness.Lab.Containers;

namespace Harness.Lab.Storm;

/// <summary>One storm on one lab: sends, makes things go wrong, waits until the queue is empty, and adds the ledger up.</summary>
/// <param name="lab">A lab that was started for a storm.</param>
/// <param name="target">The configuration in it.</param>
/// <param name="disk">What the queue stands on; null is the container's own layer.</param>
/// <param name="drainTime">How long the queue may take to become empty.</param>
public sealed class StormRun(HarnessLab lab, LabTarget target, QueueDisk? disk, TimeSpan drainTime)
{
    private const int MostDoors = 16;
    private const int FirstDoor = 2501;
    private const int MostLooks = 20;

    private static readonly TimeSpan _flushes = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan _look = TimeSpan.FromMilliseconds(250);

    /// <summary>Plays it.</summary>
    /// <param name="plan">What is sent.</param>
    /// <param name="faults">What goes wrong.</param>
    /// <param name="progress">Told about once a second.</param>
    /// <param name="cancel">Ends it early; what was sent until then is accounted for all the same.</param>
    /// <exception cref="LabException">The lab cannot have this storm; the message says why.</exception>
    public async Task<StormRecord> PlayAsync(StormPlan plan, IReadOnlyList<Fault> faults, IProgress<StormSample>? progress, CancellationToken cancel)
    {
        DateTimeOffset started = DateTimeOffset.UtcNow;
        TimeSpan cpuBefore = Environment.CpuUsage.TotalTime;
        var ledger = new Ledger(plan.Messages, plan.Recipients);
        var message = new Message(plan);
        using Sink sink = Listen(plan, message, ledger);
        using var desk = new StormDesk(IPAddress.Parse(lab.Containers.MxUnderlay));
        using var watchDesk = new StormDesk(IPAddress.Parse(lab.Containers.MxUnderlay));
        var generator = new LoadGenerator(plan, message, ledger, await OpenDoorsAsync(desk, sink, cancel));
        var watch = new QueueWatch(watchDesk, ledger, generator, sink, disk is null ? HostDisk.OfDocker() : null, progress);
        var player = new FaultPlayer(lab, disk, desk, plan, generator, sink, ledger, () => watch.Elapsed);
        disk?.Hold(await lab.Containers.ProcessOfAsync(LabContainers.Mx, cancel));

        using var stopWatching = new CancellationTokenSource();
        using var sent = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        Task watching = watch.RunAsync(stopWatching.Token);
        Task playing = player.PlayAsync(faults, sent.Token);
        double sendSeconds;
        double? drained;
        SendingCounts counts;
        try
        {
            await generator.RunAsync(cancel);
            sendSeconds = watch.Elapsed.TotalSeconds;
            counts = generator.Counts;
            await sent.CancelAsync();
            await playing;
            drained = await DrainAsync(desk, watch, cancel);
        }
        finally
        {
            // Both look at what this method disposes of.
            await sent.CancelAsync();
            await stopWatching.CancelAsync();
            await Task.WhenAll(playing, watching);
        }

        await watch.LookAsync(CancellationToken.None);
        LedgerBalance balance = await BalanceAsync(plan, ledger, desk, player);
        TargetRecord described = target.Describe();
        using var process = Process.GetCurrentProcess();
        return new StormRecord
        {
            Configuration = described.Name,
            Software = described.Software,
            Started = started,
            Sending = Words(plan),
            Storage = disk?.Description ?? "the disk of this machine",
            Ended = cancel.IsCancellationRequested ? "interrupted"
                : counts.Settled < plan.Messages ? $"the time for sending was over after {plan.Limit.TotalSeconds:0} s"
                : drained is null ? $"the queue was not empty after {drainTime.TotalSeconds:0} s" : null,
            Messages = plan.Messages,
            Counts = counts,
            Balance = balance,
            Refusals = [.. generator.Refusals.Select(r => new RefusalCount(r.Reply, r.Count))],
            AcceptLatency = generator.Latencies,
            SendSeconds = sendSeconds,
            DrainSeconds = drained - sendSeconds is { } seconds ? Math.Max(0, seconds) : null,
            DeliverySeconds = ledger.SecondsOfArrivals(),
            Notices = sink.Notices,
            Faults = player.Happened,
            Samples = watch.Samples,
            CpuMicrosecondsPerMessage = (Environment.CpuUsage.TotalTime - cpuBefore).TotalMicroseconds / Math.Max(1, counts.Settled),
            PeakMegabytes = process.PeakWorkingSet64 / 1e6,
        };
    }

    private Sink Listen(StormPlan plan, Message message, Ledger ledger)
    {
        try
        {
            return new Sink(plan, message, ledger, new IPEndPoint(IPAddress.Parse(lab.Containers.Gateway), 0));
        }
        catch (IOException elsewhere)
        {
            throw new LabException($"a storm needs the Docker engine of this machine: {elsewhere.Message}", elsewhere);
        }
    }

    private async Task<IReadOnlyList<IPEndPoint>> OpenDoorsAsync(StormDesk desk, Sink sink, CancellationToken cancel)
    {
        string[] clients = [.. target.Describe().Clients
            .Where(c => c.Kind == "inside" && IPAddress.Parse(c.Address).GetAddressBytes().Length == 4).Select(c => c.Address).Take(MostDoors)];
        if (clients.Length == 0)
            throw new LabException("mynetworks names no IPv4 address that a storm could relay from: add a network");
        await desk.DoAsync($"doors {sink.EndPoint} {string.Join(' ', clients)}", cancel);
        var mx = IPAddress.Parse(lab.Containers.MxUnderlay);
        return [.. clients.Select((_, i) => new IPEndPoint(mx, FirstDoor + i))];
    }

    // What was deferred while something was wrong waits for minutes (minimal_backoff_time): an administrator flushes the queue.
    private async Task<double?> DrainAsync(StormDesk desk, QueueWatch watch, CancellationToken cancel)
    {
        TimeSpan deadline = watch.Elapsed + drainTime;
        TimeSpan nextFlush = watch.Elapsed;
        while (!cancel.IsCancellationRequested && watch.Elapsed < deadline)
        {
            try
            {
                Dictionary<string, long> figures = await desk.LookAsync("look", CancellationToken.None);
                long active = figures.GetValueOrDefault("active") + figures.GetValueOrDefault("incoming") + figures.GetValueOrDefault("maildrop");
                long deferred = figures.GetValueOrDefault("deferred");
                if (active + deferred == 0 && figures.Count > 0)
                    return watch.Elapsed.TotalSeconds;
                if (active == 0 && watch.Elapsed >= nextFlush)
                {
                    await desk.DoAsync("flush", CancellationToken.None);
                    nextFlush = watch.Elapsed + _flushes;
                }
            }
            catch (LabException)
            {
                // Postfix comes again; asked later.
            }

            await Task.Delay(_look, CancellationToken.None);
        }

        return null;
    }

    // A message that moves on while a queue that is still at work is listed may be in neither place: it is in one of the next list.
    private static async Task<LedgerBalance> BalanceAsync(StormPlan plan, Ledger ledger, StormDesk desk, FaultPlayer player)
    {
        var addresses = new Addresses(plan);
        for (int looks = 1; ; looks++)
        {
            await desk.AskAsync("bounced", a => Note(a, ledger.Bounced), CancellationToken.None);
            await desk.AskAsync("queued", a => Note(a, ledger.Queued), CancellationToken.None);
            var balance = LedgerBalance.Of(ledger, player.Cuts);
            if (balance.Missing.Count == 0 || looks == MostLooks)
                return balance;
            await Task.Delay(_look, CancellationToken.None);
        }

        void Note(string address, Action<int> note)
        {
            int copy = addresses.CopyOf(Encoding.ASCII.GetBytes(address));
            if (copy >= 0)
                note(copy);
        }
    }

    private static string Words(StormPlan plan)
    {
        string[] parts =
        [
            $"{plan.Messages} messages of {plan.Sizes.Text} octets",
            $"to {plan.Recipients} recipient{(plan.Recipients == 1 ? "" : "s")} each",
            $"{plan.Sessions} sessions side by side",
            plan.MessagesPerSession == 1 ? "a connection a message" : $"{plan.MessagesPerSession} messages a connection",
            plan.Rate is { } rate ? $"{rate:0.##} a second" : "as fast as it goes",
        ];
        return string.Join(", ", parts) + (plan.Pipelining ? ", PIPELINING" : "") + (plan.Chunking ? ", CHUNKING" : "") + (plan.StartTls ? ", STARTTLS" : "");
    }
}
