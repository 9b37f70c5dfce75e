using System.Diagnostics;
using Harness.Core.Storm;
using Harness.Core.Storm.Ledgers;
using Harness.Core.Storm.Receiving;
using Harness.Core.Storm.Sending;

namespace Harness.Lab.Storm;

/// <summary>Looks at the queue, its disk and the processors about once a second, and keeps what it saw.</summary>
/// <param name="desk">Whom it asks.</param>
/// <param name="ledger">What is accepted and has not arrived.</param>
/// <param name="generator">What is accepted.</param>
/// <param name="sink">What has arrived.</param>
/// <param name="device">The disk beneath, MAJOR:MINOR, where the queue's file system does not say it itself.</param>
/// <param name="progress">Told each time.</param>
internal sealed class QueueWatch(StormDesk desk, Ledger ledger, LoadGenerator generator, Sink sink, string? device, IProgress<StormSample>? progress)
{
    private const double SectorMegabytes = 512 / 1e6;
    private const int MostSamples = 4000;

    private static readonly TimeSpan _longest = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan _second = TimeSpan.FromSeconds(1);

    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly List<StormSample> _samples = [];
    private Dictionary<string, long> _before = new Dictionary<string, long>();
    private double _beforeSecond;
    private TimeSpan _beforeCpu = Environment.CpuUsage.TotalTime;

    /// <summary>Since the beginning of the storm.</summary>
    public TimeSpan Elapsed => _clock.Elapsed;

    /// <summary>What was seen.</summary>
    public IReadOnlyList<StormSample> Samples => _samples;

    /// <summary>Watches until it is told to stop.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        TimeSpan pause = _second;
        while (!stop.IsCancellationRequested)
        {
            long began = Stopwatch.GetTimestamp();
            await LookAsync(stop);
            TimeSpan took = Stopwatch.GetElapsedTime(began);
            // Counting a queue that does not fit into the cache must not become the load; nor must an hour fill the memory.
            pause = _samples.Count > MostSamples / 2 ? pause * 1.01 : _second;
            TimeSpan wait = took * 10 > pause ? TimeSpan.FromTicks(Math.Min((took * 10).Ticks, _longest.Ticks)) : pause - took;
            await Task.Delay(wait, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Looks once.</summary>
    public async Task<StormSample> LookAsync(CancellationToken cancel)
    {
        Dictionary<string, long>? figures = null;
        try
        {
            figures = await desk.LookAsync(device is null ? "look" : $"look {device}", cancel);
        }
        catch (Exception away) when (away is LabException or OperationCanceledException)
        {
            // Killed, or just coming again: what the harness knows by itself is a sample too.
        }

        StormSample sample = Sample(figures);
        if (_samples.Count < MostSamples)
            _samples.Add(sample);
        progress?.Report(sample);
        return sample;
    }

    private StormSample Sample(Dictionary<string, long>? now)
    {
        double second = _clock.Elapsed.TotalSeconds;
        double passed = Math.Max(0.001, second - _beforeSecond);
        TimeSpan cpu = Environment.CpuUsage.TotalTime;
        double clientBusy = (cpu - _beforeCpu).TotalSeconds / passed;
        var sample = new StormSample(
            second, generator.Counts.Accepted, sink.Delivered, Sizes(now), ledger.OldestAge(ledger.Now) / 10.0,
            now?.GetValueOrDefault("fsync", -1) is { } fsync and >= 0 ? fsync / 1000.0 : null,
            Disk(now, passed), Share(now, "iowait"), Change(now, "stalled") is { } stalled ? Math.Min(1, stalled / 1e6 / passed) : null, 1 - Share(now, "idle") - Share(now, "iowait"),
            Change(now, "cpu") is { } used ? used / 1e6 / passed : null, clientBusy);
        (_beforeSecond, _beforeCpu, _before) = (second, cpu, now ?? new Dictionary<string, long>());
        return sample;
    }

    private static QueueSizes? Sizes(Dictionary<string, long>? now) => now is null ? null : new QueueSizes(
        Size(now, "maildrop"), Size(now, "incoming"), Size(now, "active"), Size(now, "deferred"), Size(now, "hold"), Size(now, "unfinished"));

    private static int Size(Dictionary<string, long> now, string name) => (int)now.GetValueOrDefault(name);

    private DiskRates? Disk(Dictionary<string, long>? now, double passed)
        => Change(now, "writes") is { } writes && Change(now, "reads") is { } reads && Change(now, "writesectors") is { } sectors && Change(now, "busy") is { } busy
            ? new DiskRates(reads / passed, writes / passed, sectors * SectorMegabytes / passed, Math.Min(1, busy / 1000.0 / passed))
            : null;

    private double? Share(Dictionary<string, long>? now, string name)
        => Change(now, name) is { } part && Change(now, "total") is { } total and > 0 ? (double)part / total : null;

    // Counters begin anew where a container does.
    private long? Change(Dictionary<string, long>? now, string name)
        => now is not null && now.TryGetValue(name, out long after) && _before.TryGetValue(name, out long before) && after >= before && before >= 0
            ? after - before
            : null;
}
