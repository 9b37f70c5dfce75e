using Harness.Core.Engine;
using Harness.Core.Evidence;

namespace Harness.Core.Merging;

/// <summary>A run record and the file it was read from.</summary>
/// <param name="File">The file as the caller named it.</param>
/// <param name="Record">The record; its shard, where it has one, may be anything.</param>
public sealed record NamedRun(string File, RunRecord Record);

/// <summary>The records of one target: a whole run, or shards of one, by their numbers.</summary>
/// <param name="Target">The target's name.</param>
/// <param name="Runs">The records, each shard once.</param>
/// <param name="Missing">The shards that nobody gave.</param>
public sealed record TargetRuns(string Target, IReadOnlyList<NamedRun> Runs, IReadOnlyList<Shard> Missing)
{
    /// <summary>Sorts records by target.</summary>
    /// <param name="runs">At least one.</param>
    /// <returns>The targets in the order of their first records.</returns>
    /// <exception cref="FormatException">They do not belong together; the message names two files and says why.</exception>
    public static IReadOnlyList<TargetRuns> Of(IReadOnlyList<NamedRun> runs)
    {
        NamedRun first = runs[0];
        foreach (NamedRun other in runs)
        {
            Require(first, other, r => r.Tool, "written by");
            Require(first, other, r => r.Policy, "judged by policy");
            Require(first, other, r => r.PolicyText, null, $"the text of policy {first.Record.Policy} is not the same in both");
        }

        return [.. runs.GroupBy(r => r.Record.Target.Name, StringComparer.Ordinal).Select(g => One(g.Key, [.. g]))];
    }

    private static TargetRuns One(string target, NamedRun[] runs)
    {
        string name = Short(target);
        foreach (NamedRun other in runs)
        {
            Require(runs[0], other, r => r.Target.Software, "a run on");
            Require(runs[0], other, r => r.Target.MainCf, null, $"the main.cf of {name} is not the same in both");
        }

        if (runs is [{ Record.Shard: null }])
            return new(target, runs, []);
        if (runs.FirstOrDefault(r => r.Record.Shard is null) is { } whole)
            throw new FormatException($"{whole.File} is a whole run of {name} already: leave {runs.First(r => r != whole).File} out");
        (Shard Shard, NamedRun Run)[] parts = [.. runs.Select(r => (Parsed(r), r)).OrderBy(p => p.Item1.Number)];
        int count = parts[0].Shard.Count;
        if (parts.FirstOrDefault(p => p.Shard.Count != count) is { Run: { } otherwise })
            throw new FormatException($"{parts[0].Run.File} is shard {Short(parts[0].Run.Record.Shard)} of {name} and {otherwise.File} shard {Short(otherwise.Record.Shard)}: give shards of one run");
        if (parts.Zip(parts.Skip(1)).FirstOrDefault(p => p.First.Shard == p.Second.Shard) is { First.Run: { } twice, Second.Run: { } again })
            throw new FormatException($"{twice.File} and {again.File} are both shard {twice.Record.Shard} of {name}: give one of them");
        int[] given = [.. parts.Select(p => p.Shard.Number)];
        return new(target, [.. parts.Select(p => p.Run)], [.. Enumerable.Range(1, count).Except(given).Select(n => Shard.Of(n, count))]);
    }

    private static Shard Parsed(NamedRun run)
    {
        try
        {
            return Shard.Parse(run.Record.Shard!);
        }
        catch (FormatException wrong)
        {
            throw new FormatException($"{run.File}: {wrong.Message}", wrong);
        }
    }

    private static void Require(NamedRun first, NamedRun other, Func<RunRecord, string?> member, string? verb, string? reason = null)
    {
        (string? one, string? two) = (member(first.Record), member(other.Record));
        if (one != two)
            throw new FormatException($"{first.File} and {other.File} do not belong together: {reason ?? $"{verb} {Short(one)} and {Short(two)}"}");
    }

    /// <summary>Foreign text in a message, cut.</summary>
    internal static string Short(string? text) => text is null ? "none" : text.Length <= 60 ? text : text[..60] + "…";
}
