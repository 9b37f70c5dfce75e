using Harness.Core.Postfix.Access;
using Harness.Core.Postfix.Access.Matrix.Derived;

namespace Harness.Core.Verdicts.Behaviour;

/// <summary>Sessions of a matrix to be played.</summary>
public static class MatrixCells
{
    /// <summary>The ordinary session, and every one that departs from it in one value.</summary>
    public static IEnumerable<AccessSession> Plain(DerivedMatrix matrix)
        => Places.Ordinary.Concat(Places.Singles(matrix)).Select(at => matrix.Session(at));

    /// <summary>Every session that was compared, made when it is drawn: those of one client one after another.</summary>
    public static IEnumerable<AccessSession> Compared(DerivedMatrix matrix, BehaviourDiff diff) => diff.Cells.Select(id => matrix.Session(CellTable.At(id)));

    /// <summary>The plain ones, and every one that departs from the ordinary one in two values: some thousands.</summary>
    public static IEnumerable<AccessSession> Near(DerivedMatrix matrix) => Plain(matrix).Concat(Places.Pairs(matrix).Select(at => matrix.Session(at)));
}
