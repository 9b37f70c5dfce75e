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

    /// <summary>Whether it says what the cell came to.</summary>
    public bool Explains(ReadOnlySpan<int> at, CellChange cell, CellTable table) => Matches(at) && Exceptions.Explains(at, cell, Axes, Change, table);
}
