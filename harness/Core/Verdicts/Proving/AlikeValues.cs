using Harness.Core.Postfix.Access;
using Harness.Core.Postfix.Access.Matrix.Derived;
using Harness.Core.Verdicts.Behaviour;

namespace Harness.Core.Verdicts.Proving;

/// <summary>
/// Values of a property that the configuration does not tell apart: each session of a claim in which everything else is ordinary, or one
/// other property is not, or all others are any of those chosen already, is answered by the same restriction on the same line whichever of
/// them it has.
/// </summary>
internal sealed class AlikeValues(DerivedMatrix matrix, Func<AccessSession, AccessOutcome> decide)
{
    private const int MostRounds = 4;
    private const long MostCells = 400_000;

    /// <summary>One of each kind, the plainest.</summary>
    /// <param name="axis">The property.</param>
    /// <param name="candidates">The values to choose from.</param>
    /// <param name="places">The values of the other properties.</param>
    public int[] Of(int axis, IEnumerable<int> candidates, IReadOnlyList<int[]> places)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return [.. candidates.Where(place => seen.Add(Row(axis, place, places)))];
    }

    /// <summary>One of each kind on every axis, until no choice tells more apart.</summary>
    /// <param name="places">The values of the properties.</param>
    public int[][] Of(IReadOnlyList<int[]> places)
    {
        int[][] chosen = [.. places.Select((p, axis) => Of(axis, p, places))];
        for (int round = 0; round < MostRounds; round++)
        {
            int[][] before = chosen;
            chosen = [.. places.Select((p, axis) => Across(axis, p, places, before))];
            if (chosen.Sum(c => c.Length) == before.Sum(b => b.Length))
                break;
        }
        return chosen;
    }

    private int[] Across(int axis, int[] candidates, IReadOnlyList<int[]> places, int[][] chosen)
    {
        long cells = chosen.Where((_, other) => other != axis).Aggregate(1L, (product, c) => product * c.Length);
        if (cells * candidates.Length > MostCells)
            return chosen[axis];
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return [.. candidates.Where(place => seen.Add(Row(axis, place, places) + Block(axis, place, chosen)))];
    }

    private string Block(int axis, int place, int[][] chosen)
    {
        int[][] others = [.. chosen.Select((c, other) => other == axis ? [place] : c)];
        var block = new System.Text.StringBuilder();
        int[] step = new int[others.Length];
        while (true)
        {
            block.Append('\n').Append(Answer([.. others.Select((o, i) => o[step[i]])]));
            int turn = 0;
            while (turn < step.Length && ++step[turn] == others[turn].Length)
                step[turn++] = 0;
            if (turn == step.Length)
                return block.ToString();
        }
    }

    private string Row(int axis, int place, IReadOnlyList<int[]> places)
    {
        int[] at = [.. places.Select(p => p[0])];
        at[axis] = place;
        var row = new System.Text.StringBuilder(Answer(at));
        for (int other = 0; other < at.Length; other++)
        {
            if (other == axis)
                continue;
            int ordinary = at[other];
            foreach (int value in places[other].Skip(1))
            {
                at[other] = value;
                row.Append('\n').Append(Answer(at));
            }
            at[other] = ordinary;
        }
        return row.ToString();
    }

    private string Answer(int[] at)
    {
        AccessOutcome outcome = Whole.Of(matrix.Session(at), decide).Outcome;
        AnswerKey key = AnswerKey.Of(outcome);
        return $"{key.Stage} {outcome.Code} {key.Enhanced} {key.Restriction} {key.Special} {outcome.Place?.File}:{outcome.Place?.Line} {outcome.Entry?.File}:{outcome.Entry?.Line}";
    }
}
