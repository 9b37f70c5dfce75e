using System.Text.Json;
using System.Text.Json.Nodes;
using NUnit.Framework.Interfaces;

namespace Harness.Mutants;

/// <summary>Which test meets which mutants, how long each takes (ms), and the mutants met while types were initialized or cases made: a new process must be born with them.</summary>
internal sealed record Coverage(Dictionary<string, int[]> Tests, Dictionary<string, double> Durations, int[] Everywhere)
{
    public static int Take(string file)
    {
        MutantSwitch.Wake(-1);
        MutantSwitch.Watch();
        Dictionary<string, HashSet<int>> met = [];
        Dictionary<string, double> durations = [];
        HashSet<int> everywhere = [];
        HashSet<string> failed = [];
        string? previous = null;
        RoomTests tests = new();
        WatchedAttribute.Begins = test =>
        {
            // Between two tests: what one left running, and what is set up for the other.
            int[] between = Take();
            if (previous is null)
                everywhere.UnionWith(between);
            else
                Met(previous).UnionWith(between);
            Met(test).UnionWith(between);
        };
        WatchedAttribute.IsOver = test => Met(previous = test).UnionWith(Take());
        tests.Finished = result =>
        {
            durations[result.Test.FullName] = durations.GetValueOrDefault(result.Test.FullName) + result.Duration * 1000;
            if (result.ResultState.Status == TestStatus.Failed)
                failed.Add(result.Test.FullName);
        };
        tests.Run(null, stopAtFailure: false);
        if (previous is not null)
            Met(previous).UnionWith(Take());
        foreach (string name in failed)
        {
            Console.Error.WriteLine($"left out, it fails without a mutant: {name}");
            met.Remove(name);
        }
        File.WriteAllText(file, JsonSerializer.Serialize(new Coverage(met.ToDictionary(m => m.Key, m => m.Value.ToArray()), durations, [.. everywhere])));
        return met.Count == 0 ? 1 : 0;

        HashSet<int> Met(string test) => met.TryGetValue(test, out var mutants) ? mutants : met[test] = [];

        int[] Take()
        {
            var (own, @static) = MutantSwitch.Take();
            everywhere.UnionWith(@static);
            return own;
        }
    }

    /// <summary>Without the tests that take longer than a second: those that look for a crash in thousands of texts.</summary>
    public Coverage Quick() => this with { Tests = Tests.Where(t => Durations.GetValueOrDefault(t.Key) <= 1000).ToDictionary() };

    public static Coverage Read(string file) => JsonSerializer.Deserialize<Coverage>(File.ReadAllText(file))!;

    public void Write(string file) => File.WriteAllText(file, JsonSerializer.Serialize(this));

    /// <summary>
    /// What is initialized once is met in one test, and noticed in another: such a mutant is tried with every test that meets any mutant
    /// of its file; with all tests where there is none.
    /// </summary>
    public Coverage WithNeighbours(JsonNode report)
    {
        Dictionary<string, HashSet<int>> tests = Tests.ToDictionary(t => t.Key, t => t.Value.ToHashSet());
        foreach (JsonNode[] mutants in Report.Files(report).Select(f => f.Value!["mutants"]!.AsArray().Select(m => m!).ToArray()))
        {
            int[] once = [.. mutants.Where(m => Report.IsStatic(m) || Everywhere.Contains(Report.Id(m))).Select(Report.Id)];
            HashSet<int> all = [.. mutants.Select(Report.Id)];
            string[] near = once.Length == 0 ? [] : [.. Tests.Where(t => t.Value.Any(all.Contains)).Select(t => t.Key)];
            foreach (string test in once.Length > 0 && near.Length == 0 ? [.. Tests.Keys] : near)
                tests[test].UnionWith(once);
        }
        return this with { Tests = tests.ToDictionary(t => t.Key, t => t.Value.ToArray()) };
    }

    /// <summary>The tests that a mutant is tried with; none where no test meets it.</summary>
    public HashSet<string> Of(int mutant) => [.. Tests.Where(t => t.Value.Contains(mutant)).Select(t => t.Key)];

    public TimeSpan Expected(IEnumerable<string> tests) => TimeSpan.FromMilliseconds(tests.Sum(t => Durations.GetValueOrDefault(t)));
}
