using Harness.Core.Postfix.Access.Matrix.Derived;

namespace Harness.Core.Verdicts.Behaviour;

/// <summary>What a change says of a cell, and what speaks against it.</summary>
internal static class Exceptions
{
    /// <summary>
    /// Whether a change of these axes' values says what the cell came to. Before and after alike, a session is answered as the
    /// change says, or as the session would be without those values; and what was refused anyway may be refused by what is new.
    /// </summary>
    public static bool Explains(ReadOnlySpan<int> at, CellChange cell, int[] axes, CellChange change, CellTable table)
    {
        if (cell.Group == change.Group)
            return true;
        CellChange? rest = Without(at, axes, table);
        if (rest is { } without && cell.Group == without.Group)
            return true;
        bool before = cell.Before == change.Before || cell.Before == rest?.Before
            || (cell.After == change.After && !table.Key(cell.Before).IsAccepted && !table.Key(change.After).IsAccepted);
        bool after = cell.After == change.After || cell.After == rest?.After
            || (cell.Before == change.Before && !table.Key(cell.After).IsAccepted && !table.Key(change.Before).IsAccepted);
        return before && after;
    }

    /// <summary>
    /// Whether a session that should change so shows that it need not: it is let in as before, or answered as before, or it changes
    /// in a way that is another change. One that is refused for another reason before and after says nothing.
    /// </summary>
    /// <param name="at">The cell.</param>
    /// <param name="axes">The axes that the change is about.</param>
    /// <param name="change">The change.</param>
    /// <param name="isNamed">The cell departs from those that change in a value the change is about.</param>
    /// <param name="table">The cells.</param>
    public static bool Contradicts(int[] at, int[] axes, CellChange change, bool isNamed, CellTable table)
    {
        CellChange cell = table.Of(at);
        if (cell.Group == change.Group)
            return false;
        if (cell.Differs)
            return !Explains(at, cell, axes, change, table);
        if (table.Key(cell.Before).IsAccepted || (isNamed && cell.Before == change.Before))
            return true;
        return change.Kind is not (ChangeKind.Opens or ChangeKind.Closes) && (cell.Before == change.Before || cell.After == change.After);
    }

    private static CellChange? Without(ReadOnlySpan<int> at, int[] axes, CellTable table)
    {
        if (axes.Length == 0)
            return null;
        Span<int> rest = stackalloc int[DerivedMatrix.AxisCount];
        at.CopyTo(rest);
        foreach (int axis in axes)
            rest[axis] = 0;
        return table.Of(rest);
    }
}
