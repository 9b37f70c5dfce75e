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
