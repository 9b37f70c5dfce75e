using Harness.Core.Postfix.Access;
using Harness.Core.Postfix.Access.Matrix.Derived;
using Harness.Core.Postfix.Configuration;

namespace Harness.Core.Verdicts.Proving;

/// <summary>
/// Looks for the sessions of a claim that are one property away from being let in: among those that are ordinary in all but what the
/// claim is about and one property more.
/// </summary>
internal sealed class NearMissSearch(DerivedMatrix matrix, Func<AccessSession, AccessOutcome> decide)
{
    private const int OfAKind = 2;
    private const int Most = 60;

    private static readonly string[] _properties = ["client", "HELO", "sender", "recipient", "manner"];

    /// <summary>Some for each restriction that refuses them and each property that would have to be otherwise.</summary>
    public IReadOnlyList<NearMiss> Of(ProofScope scope)
    {
        var alike = new AlikeValues(matrix, decide);
        int[][] inside = [.. scope.Places.Select((p, axis) => alike.Of(axis, p, scope.Places))];
        // Whoever is let in is looked for among all values.
        int[][] everything = [.. Enumerable.Range(0, DerivedMatrix.AxisCount).Select(a => alike.Of(a, Candidates(a), inside))];
        var found = new Dictionary<(string, SettingLine?, SettingLine?, int), List<NearMiss>>();
        foreach (int[] at in Cells(inside))
        {
            (AccessSession session, AccessOutcome outcome) = Whole.Of(matrix.Session(at), decide);
            if (outcome.IsAccepted || outcome.UnknownBecause is not null || outcome.Fatal is not null)
                continue;
            for (int axis = 0; axis < at.Length; axis++)
            {
                (string, SettingLine?, SettingLine?, int) kind = (outcome.Restriction, outcome.Place, outcome.Entry, axis);
                if (found.TryGetValue(kind, out List<NearMiss>? known) && known.Count >= OfAKind)
                    continue;
                if (Instead(at, axis, everything[axis]) is not { } place)
                    continue;
                if (known is null)
                    found.Add(kind, known = []);
                known.Add(new(session, outcome, _properties[axis], Word(axis, place)));
            }
        }
        return [.. found.Values.SelectMany(f => f).Take(Most)];
    }

    // Everybody trusts the server itself: whom else the configuration lets in tells more.
    private IEnumerable<int> Candidates(int axis)
        => Enumerable.Range(0, matrix.Length(axis)).OrderBy(p => axis == 0 && matrix.Axes.Clients[p].Address is { } address && System.Net.IPAddress.IsLoopback(address));

    // The plainest first.
    private static IEnumerable<int[]> Cells(int[][] places)
    {
        int[] first = [.. places.Select(p => p[0])];
        yield return first;
        for (int axis = 0; axis < places.Length; axis++)
        {
            foreach (int place in places[axis].Skip(1))
                yield return With(first, axis, place);
        }
        for (int axis = 0; axis < places.Length; axis++)
        {
            for (int other = axis + 1; other < places.Length; other++)
            {
                foreach (int place in places[axis].Skip(1))
                {
                    foreach (int second in places[other].Skip(1))
                        yield return With(With(first, axis, place), other, second);
                }
            }
        }
    }

    private int? Instead(int[] at, int axis, int[] values)
    {
        foreach (int place in values)
        {
            if (place != at[axis] && Whole.Of(matrix.Session(With(at, axis, place)), decide).Outcome is { IsAccepted: true, UnknownBecause: null })
                return place;
        }
        return null;
    }

    private string Word(int axis, int place)
    {
        IReadOnlyList<string> words = matrix.Labels[axis][place];
        return words.Count > 1 ? $"{words[^1]} ({words[^2]})" : words[^1];
    }

    private static int[] With(int[] at, int axis, int place)
    {
        int[] other = [.. at];
        other[axis] = place;
        return other;
    }
}
