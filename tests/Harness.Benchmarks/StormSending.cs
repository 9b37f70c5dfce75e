using System.Diagnostics;
using System.Net;
using Harness.Core.Storm;
using Harness.Core.Storm.Ledgers;
using Harness.Core.Storm.Receiving;
using Harness.Core.Storm.Sending;

namespace Harness.Benchmarks;

/// <summary>
/// The load generator alone, against a server of anybody's: <c>storm-send HOST:PORT MESSAGES SESSIONS MESSAGES-PER-SESSION SIZE [RECIPIENT [--no-pipelining]]</c>.
/// With <c>sink</c> for the server it is the harness's own. CPU is that of the process while it sends, start-up left out and told apart.
/// </summary>
internal static class StormSending
{
    public static async Task<int> RunAsync(string[] arguments)
    {
        var plan = new StormPlan
        {
            Messages = int.Parse(arguments[1]),
            Sessions = int.Parse(arguments[2]),
            MessagesPerSession = int.Parse(arguments[3]),
            Sizes = SizeMix.Parse(arguments[4]),
            FixedRecipient = arguments.ElementAtOrDefault(5),
            Pipelining = arguments.ElementAtOrDefault(6) != "--no-pipelining",
        };
        var ledger = new Ledger(plan.Messages, plan.Recipients);
        var message = new Message(plan);
        using Sink? sink = arguments[0] == "sink" ? new Sink(plan, message, ledger, new IPEndPoint(IPAddress.Loopback, 0)) : null;
        IPEndPoint door = sink?.EndPoint ?? IPEndPoint.Parse(arguments[0]);
        var process = Process.GetCurrentProcess();
        double startUp = process.TotalProcessorTime.TotalSeconds;
        var generator = new LoadGenerator(plan, message, ledger, [door]);
        var clock = Stopwatch.StartNew();
        await generator.RunAsync(default);
        double seconds = clock.Elapsed.TotalSeconds;
        process.Refresh();
        double cpu = process.TotalProcessorTime.TotalSeconds - startUp;
        SendingCounts counts = generator.Counts;
        LatencyProfile latency = generator.Latencies;
        Console.WriteLine($"accepted={counts.Accepted} refused={counts.Refused} unknown={counts.Unknown} again={counts.Again} "
            + $"rate={counts.Accepted / seconds:0} cpu_us={cpu * 1e6 / plan.Messages:0.0} cpu_with_start_us={process.TotalProcessorTime.TotalSeconds * 1e6 / plan.Messages:0.0} "
            + $"seconds={seconds:0.00} rss_mb={process.PeakWorkingSet64 / 1048576} p50={latency.P50:0.00} p99={latency.P99:0.00} p999={latency.P999:0.00}");
        foreach ((string reply, int count) in generator.Refusals)
            Console.WriteLine($"  {count} x {reply}");
        if (sink is not null)
            Console.WriteLine($"delivered={sink.Delivered} balanced={LedgerBalance.Of(ledger, []).IsBalanced}");
        return 0;
    }
}
