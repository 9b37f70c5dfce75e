using System.Diagnostics;
using Harness.Benchmarks;
using Harness.Core.Catalogue;
using Harness.Core.Engine;
using Harness.Core.Evidence;
using Harness.Core.Scenarios;
using Harness.Core.Smtp;
using Harness.Core.Verdicts;
using Harness.Lab;
using Spectre.Console;

// What the lab costs, as ratios measured side by side in one run: absolute times do not travel between machines.
//
//   dotnet run -c Release --project tests/Harness.Benchmarks [CONFIG]
//   dotnet run -c Release --project tests/Harness.Benchmarks -- tls [CONFIG]    against testssl.sh and openssl s_client
//   dotnet run -c Release --project tests/Harness.Benchmarks -- access          sessions the access model decides a second
//   dotnet run -c Release --project tests/Harness.Benchmarks -- maillog-write MB FILE [SEED]   a mail log, for tests/maillog-beside-pflogsumm
//   dotnet run -c Release --project tests/Harness.Benchmarks -- matrix          sessions the lane plays, against smtp-source
if (args is ["access", ..])
{
    BenchmarkDotNet.Running.BenchmarkRunner.Run<AccessBenchmarks>(AccessBenchmarks.Settings);
    Console.WriteLine($"{AccessBenchmarks.PerProcessorSecond():0} sessions a second of processor time");
    return 0;
}

if (args is ["tls", ..])
{
    return await TlsComparison.RunAsync(ConfigurationFiles.Open(args.Length > 1 ? args[1] : "fixtures/guide"));
}

if (args is ["matrix", .. var played])
{
    return await MatrixRate.RunAsync(played);
}

if (args is ["storm-send", .. var sending])
{
    return await StormSending.RunAsync(sending);
}

if (args is ["maillog-write", .. var writing])
{
    return MailLogWriter.Run(writing);
}

const int Rounds = 3;
const string Until220 = """
    /usr/lib/postfix/sbin/master -s >/dev/null 2>&1 &
    until exec 3<>/dev/tcp/127.0.0.1/25; do sleep 0.01; done 2>/dev/null
    read -r -n 3 code <&3; [ "$code" = 220 ]
    """;
ConfigurationFiles files = ConfigurationFiles.Open(args.Length > 0 ? args[0] : "fixtures/guide");
Policy guide = PolicyReader.Load("guide");
IReadOnlyList<Attack> catalogue = AttackCatalogue.Shipped().Attacks;
Attack[] attacks = [.. catalogue.Where(a => guide.LevelOf(a.Id) is not null)];
Attack[] matrix = [.. catalogue.Where(a => a.Id.StartsWith("relay/matrix/", StringComparison.Ordinal))];
List<double> bare = [], mx = [], start = [], sessions = [], whole = [], matrixRate = [], swaksRate = [];

for (int round = 0; round <= Rounds; round++)
{
    var clock = Stopwatch.StartNew();
    (HarnessLab lab, LabTarget target) = await HarnessLab.StartAsync(files, _ => { }, default);
    double startSeconds = clock.Elapsed.TotalSeconds;
    RunRecord record;
    double wholeSeconds;
    await using (lab)
    {
        record = await new AttackRun(target, Deadlines.Default, TimeProvider.System)
            .PlayAsync(attacks, "guide", DateTimeOffset.UtcNow, null, default);
        wholeSeconds = clock.Elapsed.TotalSeconds;
        (double harness, double? swaks) = await SwaksLoop.MeasureAsync(target, matrix);
        if (round > 0)
        {
            matrixRate.Add(harness);
            swaksRate.AddRange(swaks is { } rate ? [rate] : Array.Empty<double>());
        }
    }

    double bareSeconds = await DockerRunAsync(lab.MxImage, "true");
    double mxSeconds = await DockerRunAsync(lab.MxImage, Until220);
    if (round == 0)
    {
        continue; // The first round warms the page cache and the just-in-time compiler.
    }

    bare.Add(bareSeconds);
    mx.Add(mxSeconds);
    start.Add(startSeconds);
    sessions.Add(record.Seconds);
    whole.Add(wholeSeconds);
}

var table = new Table { Border = TableBorder.None };
table.AddColumns("what", "seconds (median)", "bare docker runs");
Row("docker run --rm IMAGE true", bare);
Row("docker run --rm IMAGE, until Postfix answers 220", mx);
Row("whole lab: its containers, checked zones", start);
Row($"{attacks.Length} attacks of the guide with their controls", sessions);
Row("lab and attacks", whole);
AnsiConsole.Write(table);
AnsiConsole.WriteLine($"the relay matrix: {Median(matrixRate):0} sessions a second");
AnsiConsole.WriteLine(swaksRate.Count == 0
    ? "swaks is not installed (apt-get install swaks): nothing to compare with"
    : $"a loop of swaks over the same sessions: {Median(swaksRate):0.0} a second; the harness {Median(matrixRate) / Median(swaksRate):0} times as many");
return 0;

void Row(string what, List<double> seconds) => table.AddRow(what, $"{Median(seconds):0.00}", $"{Median(seconds) / Median(bare):0.0}");

static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

async Task<double> DockerRunAsync(string image, string script)
{
    string user = files.Directory?.FullName ?? Path.GetDirectoryName(Path.GetFullPath(files.Given))!;
    var clock = Stopwatch.StartNew();
    using var process = Process.Start("docker",
        ["run", "--rm", "--network", "none", "-v", $"{user}:/harness/user:ro", "-e", "LAB_DNS=203.0.113.53", "-e", "LAB_DRIVER=203.0.113.200",
            "-e", "LAB_CLIENT_NETWORKS=192.0.2.0/24", image, "bash", "-c", script])!;
    await process.WaitForExitAsync();
    return process.ExitCode == 0 ? clock.Elapsed.TotalSeconds : throw new InvalidOperationException($"docker run of {image} failed");
}
