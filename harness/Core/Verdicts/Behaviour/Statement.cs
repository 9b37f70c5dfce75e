namespace Harness.Core.Verdicts.Behaviour;

/// <summary>A change while it is sought: sessions with one of these values on each of some axes, and one change.</summary>
/// <param name="Axes">The axes it names, in order.</param>
/// <param name="Values">The places on each of them.</param>
/// <param name="Change">The change of every session with these values that nothing else decides.</param>
/// <param name="Seed">The plainest of these sessions.</param>
internal sealed record Statement(int[] Axes, HashSet<int>[] Values, CellChange Change, int[] Seed)
{
    public int Sessions { get; set; }

    public bool Matches(ReadOnlySpan<int> at)
    {
        for (int i = 0; i < Axes.Length; i++)
        {
            if (!Values[i].Contains(at[Axes[i]]))
                return false;
        }
        return true;
    }

    /// <summary>
    /// Whether it says what the cell came to. Before and after alike, a session is answered as the statement says, or as the
    /// session would be without what the statement is about.
    /// </summary>
    public bool Explains(ReadOnlySpan<int> at, CellChange cell, CellTable table)
    {
        if (!Matches(at))
            return false;
        if (Axes.Length == 0)
            return cell.Group == Change.Group || cell.After == Change.After || (cell.Before == Change.Before && !table.Key(Change.Before).IsAccepted);
        Span<int> rest = stackalloc int[at.Length];
        at.CopyTo(rest);
        foreach (int axis in Axes)
            rest[axis] = 0;
        CellChange without = table.Of(rest);
        if (cell.Group == Change.Group || cell.Group == without.Group)
            return true;
        return (cell.Before == Change.Before || cell.Before == without.Before) && (cell.After == Change.After || cell.After == without.After);
    }
}
