namespace Harness.Core.Verdicts.Behaviour;

/// <summary>What speaks against a statement.</summary>
internal static class Exceptions
{
    /// <summary>
    /// Whether a session that should change so shows that it need not: it is let in as before, or answered as before. One that is
    /// refused for another reason before and after says nothing.
    /// </summary>
    public static bool Contradicts(CellChange cell, CellChange claimed, CellTable table)
    {
        if (cell.Group == claimed.Group)
            return false;
        if (cell.Differs)
            return true;
        return claimed.Kind is ChangeKind.Opens or ChangeKind.Closes
            ? table.Key(cell.Before).IsAccepted
            : cell.Before == claimed.Before || cell.After == claimed.After || table.Key(cell.Before).IsAccepted;
    }
}
