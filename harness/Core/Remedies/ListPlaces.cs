namespace Harness.Core.Remedies;

/// <summary>The lists that come of giving a restriction a place in one, the likeliest first.</summary>
internal static class ListPlaces
{
    /// <summary>
    /// Where it stands already with other codes of a DNS list it is put in the same place; where it stands already it is moved; else it is
    /// added: what costs nothing right after those that tell the server's own clients, what costs a look-up at the end.
    /// </summary>
    /// <param name="list">The list.</param>
    /// <param name="wanted">The restriction.</param>
    /// <param name="own">What a list has to begin with so that the server's own clients are let through.</param>
    public static IEnumerable<IReadOnlyList<RestrictionItem>> Of(IReadOnlyList<RestrictionItem> list, RestrictionItem wanted, IReadOnlyList<RestrictionItem> own)
    {
        int stands = list.ToList().FindIndex(i => !i.Warns && i.IsOf(wanted));
        if (stands >= 0 && list[stands] != wanted)
            yield return [.. list.Select((item, i) => i == stands ? wanted : item)];

        RestrictionItem[] others = [.. list.Where(i => !i.IsOf(wanted))];
        foreach (int at in Order(others, wanted))
        {
            if (at != stands || others.Length != list.Count - 1)
                yield return [.. others[..at], wanted, .. others[at..]];
        }

        RestrictionItem[] missing = [.. own.Where(o => o != wanted && !others.Contains(o))];
        if (missing.Length > 0)
            yield return [.. missing, wanted, .. others];
    }

    private static IEnumerable<int> Order(RestrictionItem[] others, RestrictionItem wanted)
    {
        int first = wanted.ComesFirst && !wanted.Name.EndsWith("_destination", StringComparison.OrdinalIgnoreCase) ? 0 : others.TakeWhile(o => o.ComesFirst).Count();
        int last = Array.FindIndex(others, o => o.EndsTheList) is >= 0 and var end ? Math.Max(end, first) : others.Length;
        IEnumerable<int> between = Enumerable.Range(first, last - first + 1);
        return (wanted.IsDear ? between.Reverse() : between).Concat(Enumerable.Range(0, others.Length + 1).Except(between).Reverse());
    }
}
