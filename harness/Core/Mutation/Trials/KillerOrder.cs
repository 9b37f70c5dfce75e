using Harness.Core.Scenarios;
using Harness.Core.Verdicts;

namespace Harness.Core.Mutation.Trials;

/// <summary>
/// The order in which attacks are played at a mutant, in parts: those first whose answer on the original rested on what was
/// mistaken, then those that are about the parameter, then those that have killed before, then the rest.
/// </summary>
/// <param name="suite">The attacks.</param>
internal sealed class KillerOrder(Suite suite)
{
    // Small parts first: most mutants die of the first, and a part is played to its end.
    private static readonly int[] _sizes = [10, 24, 80, 400];

    // The rank of the first of a mutant's globs.
    private const int MostLikely = 3;

    private readonly Dictionary<string, int> _kills = new(StringComparer.Ordinal);

    /// <summary>Takes note of an attack that killed.</summary>
    public void Credit(string attack) => _kills[attack] = _kills.GetValueOrDefault(attack) + 1;

    /// <summary>All attacks, in parts; what waits comes last: lists that misbehave, slow clients, floods.</summary>
    public IEnumerable<IReadOnlyList<Attack>> For(Mutant mutant)
    {
        Finding[] ranked = [.. suite.Findings
            .Select(f => (Finding: f, Rank: Rank(mutant, f)))
            .OrderBy(r => r.Rank)
            .ThenByDescending(r => _kills.GetValueOrDefault(r.Finding.Attack.Id))
            .Select(r => r.Finding)];
        Attack[] quick = Mixed(ranked.Where(f => Waits(f.Attack) == 0), mutant);
        // What a parameter is about, by its first two globs, is worth a wait.
        Finding[] apt = [.. ranked.Where(f => Waits(f.Attack) > 0 && Rank(mutant, f) is MostLikely or MostLikely + 1)];
        int at = 0;
        foreach (int size in _sizes)
        {
            if (at < quick.Length)
            {
                yield return quick[at..Math.Min(quick.Length, at + size)];
            }

            if (at == 0 && apt.Length > 0)
            {
                yield return [.. apt.Select(f => f.Attack)];
            }

            at += size;
        }

        if (at < quick.Length)
        {
            yield return quick[at..];
        }

        foreach (IGrouping<int, Finding> slow in ranked.Except(apt).Where(f => Waits(f.Attack) > 0).GroupBy(f => Waits(f.Attack)).OrderBy(g => g.Key))
        {
            yield return [.. slow.Select(f => f.Attack)];
        }
    }

    // Of a family that all attacks of a rank belong to, one after the other would tell the same: families take turns.
    private Attack[] Mixed(IEnumerable<Finding> ranked, Mutant mutant) => [.. ranked
        .GroupBy(f => (Rank(mutant, f), Family(f.Attack.Id)))
        .SelectMany(g => g.Select((f, turn) => (f.Attack, Rank: g.Key.Item1, Turn: turn, Kills: _kills.GetValueOrDefault(f.Attack.Id))))
        .OrderBy(a => a.Rank).ThenBy(a => a.Turn).ThenByDescending(a => a.Kills)
        .Select(a => a.Attack)];

    private int Rank(Mutant mutant, Finding finding)
    {
        bool isDecided = finding.Observation?.Decided is { } decided && mutant.Restrictions.Contains(decided.Restriction.ToLowerInvariant());
        bool isItsLine = finding.Observation?.DecidedAt is { } at && at.Parameter == mutant.Place.Parameter && at.Line == mutant.Place.Line;
        int likely = mutant.Likely.Select((glob, i) => (glob, i)).Where(l => Glob.Matches(l.glob, finding.Attack.Id)).Select(l => l.i).DefaultIfEmpty(-1).First();
        return isDecided && isItsLine ? 0
            : isItsLine ? 1
            : isDecided ? 2
            : likely >= 0 ? MostLikely + likely
            : _kills.ContainsKey(finding.Attack.Id) ? 20
            : 21;
    }

    private static string Family(string id) => string.Join('/', id.Split('/').Take(2));

    private static int Waits(Attack attack)
        => attack.Steps is [Flood] ? 3
        : attack.Steps.Any(s => s is Hold or Deafen or SendOctets { Pace: > 0 }) ? 2
        : attack.When.Count > 0 ? 1
        : 0;
}
