using Harness.Core.Postfix.Access;
using Harness.Core.Postfix.Access.Matrix.Derived;

namespace Harness.Core.Verdicts.Behaviour;

/// <summary>Sessions of a matrix to be played.</summary>
public static class MatrixCells
{
    /// <summary>The ordinary session, and every one that departs from it in one value.</summary>
    public static IEnumerable<AccessSession> Plain(DerivedMatrix matrix)
        => Places.Ordinary.Concat(Places.Singles(matrix)).Select(at => matrix.Session(at));

    /// <summary>Every session that is compared, made when it is drawn: those of one client one after another.</summary>
    public static IEnumerable<AccessSession> Whole(DerivedMatrix matrix) => Places.ByFirst(matrix).Select(at => matrix.Session(at));

    /// <summary>How many these are.</summary>
    public static int Count(DerivedMatrix matrix)
    {
        int[] departures = [.. Enumerable.Range(0, DerivedMatrix.AxisCount).Select(a => matrix.Length(a) - 1)];
        int all = departures.Sum();
        return 1 + all + departures.Sum(d => d * (all - d)) / 2;
    }
}
