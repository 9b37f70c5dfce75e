using Harness.Core.Postfix.Access.Matrix.Derived;

namespace Harness.Core.Verdicts.Behaviour;

/// <summary>Cells by how many properties depart from the ordinary session.</summary>
internal static class Places
{
    public static IEnumerable<int[]> Ordinary { get; } = [new int[DerivedMatrix.AxisCount]];

    public static IEnumerable<int[]> Singles(DerivedMatrix matrix)
    {
        for (int axis = 0; axis < DerivedMatrix.AxisCount; axis++)
        {
            for (int i = 1; i < matrix.Length(axis); i++)
                yield return At((axis, i));
        }
    }

    public static IEnumerable<int[]> Pairs(DerivedMatrix matrix)
    {
        for (int first = 0; first < DerivedMatrix.AxisCount; first++)
        {
            for (int i = 1; i < matrix.Length(first); i++)
            {
                for (int second = first + 1; second < DerivedMatrix.AxisCount; second++)
                {
                    for (int j = 1; j < matrix.Length(second); j++)
                        yield return At((first, i), (second, j));
                }
            }
        }
    }

    /// <summary>The ordinary cell, and all that depart from it in one value or two, by their value on the first axis. The array is used again.</summary>
    public static IEnumerable<int[]> ByFirst(DerivedMatrix matrix)
    {
        int[] at = new int[DerivedMatrix.AxisCount];
        for (at[0] = 0; at[0] < matrix.Length(0); at[0]++)
        {
            yield return at;
            for (int axis = 1; axis < at.Length; axis++)
            {
                for (at[axis] = 1; at[axis] < matrix.Length(axis); at[axis]++)
                {
                    yield return at;
                    for (int second = axis + 1; second < at.Length && at[0] == 0; second++)
                    {
                        for (at[second] = 1; at[second] < matrix.Length(second); at[second]++)
                            yield return at;
                        at[second] = 0;
                    }
                }
                at[axis] = 0;
            }
        }
    }

    public static IEnumerable<int[]> Triples(int[][] values)
    {
        for (int first = 0; first < values.Length; first++)
        {
            for (int second = first + 1; second < values.Length; second++)
            {
                for (int third = second + 1; third < values.Length; third++)
                {
                    foreach (int i in values[first])
                    {
                        foreach (int j in values[second])
                        {
                            foreach (int k in values[third])
                                yield return At((first, i), (second, j), (third, k));
                        }
                    }
                }
            }
        }
    }

    private static int[] At(params ReadOnlySpan<(int Axis, int Place)> places)
    {
        int[] at = new int[DerivedMatrix.AxisCount];
        foreach ((int axis, int place) in places)
            at[axis] = place;
        return at;
    }
}
