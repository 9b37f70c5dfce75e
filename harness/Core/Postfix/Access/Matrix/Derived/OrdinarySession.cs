namespace Harness.Core.Postfix.Access.Matrix.Derived;

/// <summary>Finds the session that others depart from: one that configurations let in, or what the others meet cannot be told apart.</summary>
public static class OrdinarySession
{
    /// <summary>The matrix with a recipient, and a manner, in front that as many of the models as possible accept.</summary>
    public static DerivedMatrix For(DerivedMatrix matrix, params IReadOnlyList<AccessModel> models)
    {
        (int Score, int Recipient, int Manner) best = (-1, 0, 0);
        foreach (int manner in (int[])[0, Place(matrix.Axes.Manners, m => m is { Tls: true, Asked: AccessCommand.Rcpt })])
        {
            for (int recipient = 0; recipient < matrix.Axes.Recipients.Count; recipient++)
            {
                if (matrix.Axes.Recipients[recipient].Length == 0 || matrix.Axes.Recipients[recipient].StartsWith("postmaster", StringComparison.OrdinalIgnoreCase))
                    continue;
                int[] at = new int[DerivedMatrix.AxisCount];
                (at[3], at[4]) = (recipient, manner);
                AccessSession session = matrix.Session(at);
                int score = models.Sum(m => Score(m.Decide(session)));
                if (score > best.Score)
                    best = (score, recipient, manner);
                if (score == 2 * models.Count)
                    return matrix.WithOrdinary(recipient, manner);
            }
        }
        return matrix.WithOrdinary(best.Recipient, best.Manner);
    }

    private static int Score(AccessOutcome outcome) => outcome.UnknownBecause is not null ? 1 : outcome.IsAccepted ? 2 : 0;

    private static int Place(IReadOnlyList<MatrixManner> manners, Func<MatrixManner, bool> wanted)
    {
        for (int i = 0; i < manners.Count; i++)
        {
            if (wanted(manners[i]))
                return i;
        }
        return 0;
    }
}
