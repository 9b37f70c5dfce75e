using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Harness.Mutants;

/// <summary>Tries every mutant of a report of Stryker's in worker processes, and writes into the report what became of each.</summary>
internal static class Player
{
    /// <summary>What a run may take beyond three times what its tests took: the machine is shared.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(15);

    public static async Task<int> RunAsync(string file, int workers, int percent)
    {
        JsonNode report = Report.Read(file);
        Report.Open(report);
        Report.Sample(report, percent);
        string covered = Path.ChangeExtension(file, ".coverage.json");
        if (!File.Exists(covered))
        {
            using Process cover = Start(["cover", covered], born: null);
            await cover.WaitForExitAsync();
            if (cover.ExitCode != 0)
                return cover.ExitCode;
        }

        Coverage coverage = Coverage.Read(covered).Quick().WithNeighbours(report);
        coverage.Write(covered);
        JsonNode[] mutants = [.. Report.Mutants(report)];
        JsonNode[] met = [.. mutants.Where(m => (string?)m["status"] == "NoCoverage" && coverage.Of(Report.Id(m)).Count > 0)];
        foreach (JsonNode mutant in met)
            mutant["status"] = "Pending";
        // In an order of chance, those last that need a process of their own, so that a run that is broken off has tried a fair part.
        Random chance = new(20261127);
        ConcurrentQueue<JsonNode> ahead = new(met.OrderBy(IsOwn).ThenBy(_ => chance.Next()));
        Console.WriteLine($"{mutants.Length} mutants, {met.Length} met by {coverage.Tests.Count} tests, {met.Count(IsOwn)} in a process of their own");
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, workers).Select(_ => Task.Run(async () =>
        {
            Channel? channel = null;
            while (ahead.TryDequeue(out JsonNode? mutant))
            {
                int left = ahead.Count;
                (string status, string? by, channel) = await TryAsync(mutant, channel);
                lock (report)
                {
                    mutant["status"] = status;
                    mutant["statusReason"] = by;
                    if (left % 100 == 0)
                    {
                        File.WriteAllText(file, report.ToJsonString());
                        Console.WriteLine($"{watch.Elapsed:h\\:mm\\:ss} {left} to come");
                    }
                }
            }
            channel?.Dispose();
        })));
        await File.WriteAllTextAsync(file, report.ToJsonString());
        return Findings.Tell(file);

        bool IsOwn(JsonNode mutant) => Report.IsStatic(mutant) || coverage.Everywhere.Contains(Report.Id(mutant));

        async Task<(string Status, string? By, Channel? Next)> TryAsync(JsonNode mutant, Channel? channel)
        {
            int id = Report.Id(mutant);
            bool own = IsOwn(mutant);
            var patience = 3 * coverage.Expected(coverage.Of(id)) + Grace;
            while (true)
            {
                Channel used = own || channel is null ? await Channel.OpenAsync(covered, own ? id : null, patience) : channel;
                string? answer = used.IsReady ? await used.AskAsync(id, patience) : used.End;
                bool alone = own || channel is null;
                switch (answer?.Split(' ', 2))
                {
                    // What earlier mutants and tests filled a cache with may have hidden it: the score is rather too low.
                    case ["survived", ..]:
                        return ("Survived", null, Kept());
                    case ["killed", var by]:
                        return ("Killed", by, Kept());
                    case ["spoilt", var by] when alone:
                        return ("Killed", by, Left());
                    case ["late"]:
                        return ("Timeout", null, Left());
                    case ["gone"] when alone:
                        return ("Killed", "the process ended", Left());
                    default:
                        _ = Left();
                        channel = own ? channel : null;
                        continue;
                }

                Channel? Kept()
                {
                    if (!own)
                        return used;
                    used.Dispose();
                    return channel;
                }

                Channel? Left()
                {
                    used.Dispose();
                    return own ? channel : null;
                }
            }
        }
    }

    public static Process Start(string[] arguments, int? born)
    {
        ProcessStartInfo start = new(Environment.ProcessPath!) { RedirectStandardInput = true, RedirectStandardOutput = arguments[0] == "work" };
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);
        // A mutant that fills the memory is to end alone.
        start.Environment["DOTNET_GCHeapHardLimit"] = "0x60000000";
        if (born is { } mutant)
            start.Environment["MUTANT"] = $"{mutant}";
        return Process.Start(start)!;
    }
}
