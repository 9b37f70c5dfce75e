using Harness.Core.Postfix.Access.Matrix.Derived;

namespace Harness.Core.Verdicts.Behaviour;

/// <summary>
/// Finds the fewest statements that say what differs: sessions are looked at from the plainest on, and one that differs in a way that
/// no statement explains yet begins a new one, which is widened as far as it holds.
/// </summary>
internal sealed class StatementSearch(CellTable table)
{
    // Values that act alike in all pairs act alike: one of them stands for all where three properties meet.
    private const int MostThreefold = 60_000;

    private readonly DerivedMatrix _matrix = table.Matrix;

    public List<Statement> Found { get; } = [];

    /// <summary>The cells that differ, of the ordinary session and of all that depart from it in one property or two.</summary>
    public int Differing { get; private set; }

    /// <summary>Looks at everything.</summary>
    public void Run()
    {
        Look(Places.Ordinary, isCounted: true);
        Look(Places.Singles(_matrix), isCounted: true);
        Look(Places.Pairs(_matrix), isCounted: true);
        int[][] representatives = [.. Enumerable.Range(0, DerivedMatrix.AxisCount).Select(Representatives)];
        Look(Places.Triples(representatives).Take(MostThreefold), isCounted: false);
    }

    private void Look(IEnumerable<int[]> cells, bool isCounted)
    {
        var seeds = new List<(int[] At, CellChange Change)>();
        foreach (int[] at in cells)
        {
            CellChange change = table.Of(at);
            if (!change.Differs)
                continue;
            Differing += isCounted ? 1 : 0;
            if (Found.Find(s => s.Explains(at, change, table)) is { } known)
                known.Sessions += isCounted ? 1 : 0;
            else
                seeds.Add((at, change));
        }
        // Whatever begins a statement explains the others of its level that are in it.
        var fresh = new List<Statement>();
        foreach ((int[] at, CellChange change) in seeds)
        {
            Statement? statement = fresh.Find(s => s.Change.Group == change.Group && s.Matches(at)) ?? (isCounted ? null : Found.Find(s => s.Explains(at, change, table)));
            if (statement is null)
            {
                statement = Widen(at, change);
                fresh.Add(statement);
                if (!isCounted)
                    Found.Add(statement);
            }
            statement.Sessions += isCounted ? 1 : 0;
        }
        if (isCounted)
            Found.AddRange(fresh);
    }

    private Statement Widen(int[] seed, CellChange change)
    {
        int[] axes = [.. Enumerable.Range(0, seed.Length).Where(a => seed[a] != 0)];
        if (axes.Length == 0)
            return new(axes, [], change, seed);
        Statement forwards = Widen(seed, change, axes, axes);
        if (axes.Length == 1)
            return forwards;
        Statement backwards = Widen(seed, change, axes, [.. axes.Reverse()]);
        return Size(backwards) > Size(forwards) ? backwards : forwards;
    }

    private static int Size(Statement statement) => statement.Values.Aggregate(1, (size, v) => size * v.Count);

    private Statement Widen(int[] seed, CellChange change, int[] axes, int[] order)
    {
        HashSet<int>[] box = [.. axes.Select(a => new HashSet<int> { seed[a] })];
        foreach (int axis in order)
        {
            int here = Array.IndexOf(axes, axis);
            int[][] others = axes.Length > 2 ? [seed] : [.. Corners(seed, axes, box, here)];
            for (int place = 1; place < _matrix.Length(axis); place++)
            {
                if (place != seed[axis] && Holds(others, axes, axis, place, change))
                    box[here].Add(place);
            }
        }
        return new(axes, box, change, seed);
    }

    private static IEnumerable<int[]> Corners(int[] seed, int[] axes, HashSet<int>[] box, int without)
    {
        IEnumerable<int[]> corners = [seed];
        for (int i = 0; i < axes.Length; i++)
        {
            if (i == without)
                continue;
            int axis = axes[i];
            HashSet<int> values = box[i];
            corners = [.. corners.SelectMany(c => values.Select(v => With(c, axis, v)))];
        }
        return corners;
    }

    // At least one session changes so, and none of the others speaks against it.
    private bool Holds(int[][] cells, int[] axes, int axis, int place, CellChange change)
    {
        bool any = false;
        foreach (int[] cell in cells)
        {
            int[] at = With(cell, axis, place);
            if (table.Of(at).Group == change.Group)
                any = true;
            else if (Exceptions.Contradicts(at, axes, change, true, table))
                return false;
        }
        return any;
    }

    private int[] Representatives(int axis)
    {
        var seen = new Dictionary<int, List<(int Place, CellChange[] Row)>>();
        var chosen = new List<int>();
        for (int place = 1; place < _matrix.Length(axis); place++)
        {
            var row = new List<CellChange>();
            int[] at = new int[DerivedMatrix.AxisCount];
            at[axis] = place;
            row.Add(table.Of(at));
            for (int other = 0; other < at.Length; other++)
            {
                for (int second = 1; other != axis && second < _matrix.Length(other); second++)
                    row.Add(table.Of(With(at, other, second)));
            }
            var hash = new HashCode();
            foreach (CellChange change in row)
                hash.Add(change);
            if (!seen.TryGetValue(hash.ToHashCode(), out var rows))
                seen.Add(hash.ToHashCode(), rows = []);
            if (rows.Any(r => r.Row.AsSpan().SequenceEqual(row.ToArray())))
                continue;
            rows.Add((place, [.. row]));
            chosen.Add(place);
        }
        return [.. chosen];
    }

    internal static int[] With(int[] at, int axis, int place)
    {
        int[] other = [.. at];
        other[axis] = place;
        return other;
    }
}
