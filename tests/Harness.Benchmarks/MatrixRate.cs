using System.Diagnostics;
using System.Globalization;
using System.Net;
using Harness.Core.Postfix.Access;
using Harness.Core.Postfix.Access.Matrix;
using Harness.Lab;
using Harness.Lab.Plays;
using Harness.Lab.Plays.Lane;
using Spectre.Console;

namespace Harness.Benchmarks;

/// <summary>
/// The matrix lane beside Postfix's smtp-source: the same server, the same session that is refused at RCPT, as many connections, in
/// turns. smtp-source runs beside the server, so that no network is in its way. <c>matrix [SESSIONS [ROUNDS [CONNECTIONS]]]</c>.
/// </summary>
internal static class MatrixRate
{
    // What smtp-source says, from where it says it: the server's own address.
    private static readonly AccessSession _refused = new()
    {
        Client = IPAddress.Parse("203.0.113.25"),
        Helo = "mail10.outsider.example",
        Sender = "someone@sender.example",
        Recipients = ["someone@tls.example"],
    };

    public static async Task<int> RunAsync(string[] arguments)
    {
        int count = Number(arguments, 0, 5000), rounds = Number(arguments, 1, 5), connections = Number(arguments, 2, AccessLane.SideBySide);
        string place = Directory.CreateTempSubdirectory("harness-matrix").FullName;
        await File.WriteAllTextAsync(Path.Combine(place, "main.cf"), await File.ReadAllTextAsync("fixtures/guide/main.cf") + PatientLimits.Lines);
        (HarnessLab lab, LabTarget target) = await HarnessLab.StartAsync(ConfigurationFiles.Open(place), Console.Error.WriteLine, default);
        await using (lab)
        {
            LabServer server = await lab.ServerSideAsync(target, default);
            AccessModel model = AccessModel.Of(server.Configuration.Parameters, server.World);
            var run = new MatrixRun(target, server, model);
            MatrixAxes axes = OrdinaryAxes.Of(server.Configuration.Parameters, target.MatrixClients(), "alice", "tls.example");
            MatrixAxes tenfold = Tenfold(axes);
            var rows = new (string What, Func<Task<(double Rate, double Peak)>> Measure, List<(double Rate, double Peak)> Seen)[]
            {
                ("smtp-source, a connection a session", () => SourceAsync(lab.MxContainer, "", count, connections), []),
                ("smtp-source -d, connections kept", () => SourceAsync(lab.MxContainer, "-d", count * 2, connections), []),
                ("the lane, the same session", () => LaneAsync(run, Enumerable.Repeat(_refused, count * 4), connections), []),
                ("the lane, the guide's matrix", () => LaneAsync(run, Pairs(axes), connections), []),
                ("the lane, a matrix ten times as large", () => LaneAsync(run, Pairs(tenfold), connections), []),
            };
            Console.Error.WriteLine($"{connections} connections; the matrix has {Pairs(axes).Count()} sessions, the large one {Pairs(tenfold).Count()}");
            for (int round = 0; round <= rounds; round++)
            {
                foreach ((string what, Func<Task<(double, double)>> measure, List<(double Rate, double Peak)> seen) in rows)
                {
                    (double rate, double peak) = await measure();
                    Console.Error.WriteLine($"round {round}: {what,-40} {rate,7:0}/s");
                    if (round > 0)
                    {
                        seen.Add((rate, peak)); // The first one warms everything.
                    }
                }
            }

            Show(rows.Select(r => (r.What, Median(r.Seen.Select(s => s.Rate)), Median(r.Seen.Select(s => s.Peak)))).ToArray());
        }

        Directory.Delete(place, recursive: true);
        return 0;
    }

    private static void Show((string What, double Rate, double Peak)[] rows)
    {
        var table = new Table { Border = TableBorder.None };
        table.AddColumns("what", "sessions a second (median)", "of smtp-source", "of smtp-source -d", "peak memory, MB");
        foreach ((string what, double rate, double peak) in rows)
        {
            table.AddRow(what, Figure(rate, "0"), Figure(rate / rows[0].Rate, "0.00"), Figure(rate / rows[1].Rate, "0.00"), peak == 0 ? "" : Figure(peak, "0"));
        }

        AnsiConsole.Write(table);
    }

    private static IEnumerable<AccessSession> Pairs(MatrixAxes axes) => AccessMatrix.Singles(axes).Concat(AccessMatrix.Pairs(axes));

    // Ten times as many pairs: more senders and recipients, as a table with many keys makes them.
    private static MatrixAxes Tenfold(MatrixAxes axes)
    {
        int wanted = 10 * Pairs(axes).Count();
        for (int more = 16; ; more += 4)
        {
            MatrixAxes large = axes.With(new MatrixAxes(
                [], [], [.. Enumerable.Range(0, more).Select(i => $"someone{i}@sender.example")], [.. Enumerable.Range(0, more).Select(i => $"someone{i}@tls.example")], []));
            if (Pairs(large).Count() >= wanted)
            {
                return large;
            }
        }
    }

    private static async Task<(double Rate, double Peak)> LaneAsync(MatrixRun run, IEnumerable<AccessSession> sessions, int connections)
    {
        // The peak of this process from here on (proc(5), clear_refs).
        GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        await File.WriteAllTextAsync("/proc/self/clear_refs", "5");
        MatrixResult result = await run.PlayAsync(sessions, _ => { }, default, connections);
        double peak = double.Parse((await File.ReadAllLinesAsync("/proc/self/status")).First(l => l.StartsWith("VmHWM:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) / 1024;
        return result.Differing.Count == 0 ? (result.Played / result.Elapsed.TotalSeconds, peak)
            : throw new InvalidOperationException($"{result.Differing.Count} sessions were not answered as foretold: {result.Differing[0]}");
    }

    // In the container's own time: the engine takes a quarter of a second to get there.
    private static async Task<(double Rate, double Peak)> SourceAsync(string container, string option, int count, int connections)
    {
        string command = $"TIMEFORMAT=%R; time smtp-source {option} -A -s {connections} -m {count} -M {_refused.Helo} -f {_refused.Sender} -t {_refused.Recipients[0]} 203.0.113.25 2>/dev/null";
        using var process = Process.Start(new ProcessStartInfo("docker", ["exec", container, "bash", "-c", command]) { RedirectStandardError = true })!;
        string seconds = (await process.StandardError.ReadToEndAsync()).Trim();
        await process.WaitForExitAsync();
        return (count / double.Parse(seconds, CultureInfo.InvariantCulture), 0);
    }

    private static int Number(string[] arguments, int at, int otherwise) => arguments.Length > at ? int.Parse(arguments[at], CultureInfo.InvariantCulture) : otherwise;

    private static string Figure(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    private static double Median(IEnumerable<double> values) => values.Order().ToArray() is var sorted ? sorted[sorted.Length / 2] : 0;
}
