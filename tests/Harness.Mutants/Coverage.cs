using System.Text.Json;
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

    public static Coverage Read(string file) => JsonSerializer.Deserialize<Coverage>(File.ReadAllText(file))!;

    /// <summary>The tests that a mutant is tried with, the quickest first in what they promise; none where no test meets it.</summary>
    public HashSet<string> Of(int mutant) => Everywhere.Contains(mutant) ? [.. Tests.Keys] : [.. Tests.Where(t => t.Value.Contains(mutant)).Select(t => t.Key)];

    public TimeSpan Expected(IEnumerable<string> tests) => TimeSpan.FromMilliseconds(tests.Sum(t => Durations.GetValueOrDefault(t)));
}
