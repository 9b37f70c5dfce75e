using Harness.Core.Postfix.Access;
using Harness.Core.Postfix.Access.Matrix.Derived;
using Harness.Core.Verdicts.Behaviour;

namespace Harness.Core.Verdicts.Proving;

/// <summary>
/// Values of a property that the configuration does not tell apart: each session of a claim in which everything else is ordinary, or one
/// other property is not, is answered by the same restriction on the same line whichever of them it has.
/// </summary>
internal sealed class AlikeValues(DerivedMatrix matrix, Func<AccessSession, AccessOutcome> decide)
{
    /// <summary>One of each kind, the plainest.</summary>
    /// <param name="axis">The property.</param>
    /// <param name="candidates">The values to choose from.</param>
    /// <param name="places">The values of the other properties.</param>
    public int[] Of(int axis, IEnumerable<int> candidates, IReadOnlyList<int[]> places)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return [.. candidates.Where(place => seen.Add(Row(axis, place, places)))];
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
