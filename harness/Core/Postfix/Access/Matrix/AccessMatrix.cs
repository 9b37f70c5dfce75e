namespace Harness.Core.Postfix.Access.Matrix;

/// <summary>
/// Sessions that ask a configuration about everything in which clients differ. Restrictions look at one or two properties of a
/// session, so sessions that depart from the ordinary in one or two of them show what each restriction does; a restriction that
/// stands behind others is reached by those that are ordinary in all the rest.
/// </summary>
public static class AccessMatrix
{
    private const int Axes = 5;

    /// <summary>The ordinary session, and every one that departs from it in one property.</summary>
    public static IEnumerable<AccessSession> Singles(MatrixAxes axes)
        => Places(axes.Lengths, departures: 1).Prepend(new int[Axes]).Select(at => axes.Session(at));

    /// <summary>Every session that departs from the ordinary one in exactly two properties: some thousands.</summary>
    public static IEnumerable<AccessSession> Pairs(MatrixAxes axes) => Places(axes.Lengths, departures: 2).Select(at => axes.Session(at));

    /// <summary>
    /// At most so many sessions: all that depart in one property, then some of those that depart in two, and one in eight that is
    /// put together at random. The same axes and number give the same sessions.
    /// </summary>
    /// <param name="axes">What to choose from.</param>
    /// <param name="most">The number of sessions.</param>
    public static IReadOnlyList<AccessSession> Sample(MatrixAxes axes, int most)
    {
        AccessSession[] singles = [.. Singles(axes).Take(most)];
        int left = most - singles.Length;
        var chance = new Chance(17);
        int[][] pairs = [.. Places(axes.Lengths, departures: 2)];
        chance.Shuffle(pairs);
        int[] lengths = axes.Lengths;
        IEnumerable<int[]> mixed = Enumerable.Range(0, left / 8).Select(_ => lengths.Select(chance.Below).ToArray());
        return [.. singles, .. pairs.Take(left - left / 8).Concat(mixed).Select(at => axes.Session(at))];
    }

    // Every place that is not 0 on exactly so many axes.
    private static IEnumerable<int[]> Places(int[] lengths, int departures)
    {
        for (int first = 0; first < Axes; first++)
        {
            for (int i = 1; i < lengths[first]; i++)
            {
                if (departures == 1)
                {
                    yield return At((first, i));
                    continue;
                }

                for (int second = first + 1; second < Axes; second++)
                {
                    for (int j = 1; j < lengths[second]; j++)
                    {
                        yield return At((first, i), (second, j));
                    }
                }
            }
        }
    }

    private static int[] At(params (int Axis, int Place)[] places)
    {
        int[] at = new int[Axes];
        foreach ((int axis, int place) in places)
        {
            at[axis] = place;
        }

        return at;
    }
}
