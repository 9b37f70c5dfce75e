namespace Harness.Core.Postfix.Tables;

/// <summary>Tables asked one after another, as a <c>*_maps</c> parameter or one access table (maps_find(3)).</summary>
public sealed class MapList(IReadOnlyList<LookupTable> tables)
{
    /// <summary>The tables in their order.</summary>
    public IReadOnlyList<LookupTable> Tables => tables;

    /// <summary>
    /// The first answer. A lookup error ends the search, and so does an empty value, which Postfix takes for a mistake of
    /// the table. Where a table cannot be read, nobody knows: also not when a later one has the key.
    /// </summary>
    /// <param name="key">The key; an empty one is nowhere.</param>
    /// <param name="isPartial">A part of the thing looked up: tables of patterns are not asked.</param>
    public LookupResult Find(ReadOnlySpan<char> key, bool isPartial = false)
    {
        if (key.IsEmpty)
            return LookupResult.Missing;
        for (int i = 0; i < tables.Count; i++)
        {
            if (isPartial && !tables[i].IsFixed)
                continue;
            var answer = tables[i].Find(key);
            if (answer.Status == LookupStatus.Found && answer.Value.Length == 0)
                return LookupResult.Failed;
            if (answer.Status != LookupStatus.Missing)
                return answer;
        }
        return LookupResult.Missing;
    }

    /// <summary>The same for a key that is a string, of which tables of patterns need no copy.</summary>
    public LookupResult Find(string key)
    {
        if (key.Length == 0)
            return LookupResult.Missing;
        for (int i = 0; i < tables.Count; i++)
        {
            var answer = tables[i].Find(key);
            if (answer.Status == LookupStatus.Found && answer.Value.Length == 0)
                return LookupResult.Failed;
            if (answer.Status != LookupStatus.Missing)
                return answer;
        }
        return LookupResult.Missing;
    }
}
