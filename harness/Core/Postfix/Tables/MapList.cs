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
    public LookupResult Find(string key)
    {
        for (int i = 0; i < tables.Count && key.Length > 0; i++)
        {
            if (Said(tables[i].Find(key)) is { } answer)
                return answer;
        }
        return LookupResult.Missing;
    }

    /// <summary>The same for a part of the thing looked up, about which tables of patterns are not asked.</summary>
    /// <param name="key">The part; an empty one is nowhere.</param>
    public LookupResult FindPart(ReadOnlySpan<char> key)
    {
        for (int i = 0; i < tables.Count && !key.IsEmpty; i++)
        {
            if (tables[i].IsFixed && Said(tables[i].Find(key)) is { } answer)
                return answer;
        }
        return LookupResult.Missing;
    }

    private static LookupResult? Said(LookupResult answer) => answer.Status switch
    {
        LookupStatus.Missing => null,
        LookupStatus.Found when answer.Value.Length == 0 => LookupResult.Failed,
        _ => answer,
    };
}
