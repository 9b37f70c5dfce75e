using Harness.Core.Postfix.Access.Matrix;
using Harness.Core.Postfix.Access.Matrix.Derived;

namespace Harness.Core.Verdicts.Proving;

/// <summary>A derived matrix whose sessions all send a message, in every way there is to go about it.</summary>
internal static class ProofMatrix
{
    /// <summary>The matrix; of the manners those that are ordinary stand in front.</summary>
    public static DerivedMatrix Of(DerivedMatrix matrix)
    {
        string? before = matrix.Axes.Manners.Select(m => m.Before).FirstOrDefault(b => b is not null);
        bool encrypted = matrix.Axes.Manners[0].Tls;
        var manners =
            from another in new[] { null, before }.Distinct()
            from esmtp in (bool[])[true, false]
            from utf8 in (bool[])[false, true]
            from tls in (bool[])[encrypted, !encrypted]
            where esmtp || !utf8
            select new MatrixManner { Tls = tls, Esmtp = esmtp, SmtpUtf8 = utf8, Before = another };
        MatrixManner[] all = [.. manners];
        // What is plainly somebody else's is the plainer example.
        int[] order = [.. Enumerable.Range(0, matrix.Axes.Recipients.Count).OrderBy(i => matrix.Labels[3][i].Contains("recipients in subdomains of ours"))];
        return matrix with
        {
            Axes = matrix.Axes with { Manners = all, Recipients = [.. order.Select(i => matrix.Axes.Recipients[i])] },
            Labels = [matrix.Labels[0], matrix.Labels[1], matrix.Labels[2], [.. order.Select(i => matrix.Labels[3][i])], [.. all.Select(m => (IReadOnlyList<string>)[Word(m)])]],
        };
    }

    private static string Word(MatrixManner manner)
        => $"{(manner.Tls ? "over TLS" : "without TLS")}{(manner.Esmtp ? "" : ", with HELO instead of EHLO")}{(manner.SmtpUtf8 ? ", with SMTPUTF8" : "")}{(manner.Before is null ? "" : ", after a recipient of ours")}";
}
