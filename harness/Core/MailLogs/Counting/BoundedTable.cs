namespace Harness.Core.MailLogs.Counting;

/// <summary>
/// A table that never has more than a number of entries, for keys that strangers choose. Counts are exact while all keys fit. When they
/// do not, the lighter half is forgotten (Misra and Gries, in batches): from then on a count is at most <see cref="Missing"/> too low, and
/// whoever is heavier than that is in the table.
/// </summary>
/// <param name="capacity">The most entries.</param>
/// <param name="weight">What an entry counts.</param>
internal sealed class BoundedTable<T>(int capacity, Func<T, long> weight)
    where T : class, new()
{
    private const int LongestKey = 256;

    private readonly Dictionary<byte[], T> _entries = new(ByteKeys.Comparer);

    /// <summary>How much too low a count may be.</summary>
    public long Missing { get; private set; }

    /// <summary>How many entries there are.</summary>
    public int Count => _entries.Count;

    /// <summary>The entries, in no order.</summary>
    public IEnumerable<KeyValuePair<byte[], T>> All => _entries;

    /// <summary>The entry of a key, which is made where there is none. Of a long key the beginning counts.</summary>
    public T Of(ReadOnlySpan<byte> key)
    {
        if (key.Length > LongestKey)
            key = key[..LongestKey];
        var lookup = _entries.GetAlternateLookup<ReadOnlySpan<byte>>();
        if (lookup.TryGetValue(key, out T? entry))
            return entry;
        if (_entries.Count >= capacity)
            Forget();
        entry = new T();
        _entries.Add(key.ToArray(), entry);
        return entry;
    }

    /// <summary>The heaviest entries, the heaviest first; equals in the order of their keys.</summary>
    public IEnumerable<KeyValuePair<byte[], T>> Heaviest(int most) => Heaviest(most, weight);

    /// <summary>The same by another weight; entries without any are left out.</summary>
    public IEnumerable<KeyValuePair<byte[], T>> Heaviest(int most, Func<T, long> by) => _entries.Where(e => by(e.Value) > 0)
        .OrderByDescending(e => by(e.Value)).ThenBy(e => e.Key, Comparer<byte[]>.Create((a, b) => a.AsSpan().SequenceCompareTo(b))).Take(most);

    private void Forget()
    {
        long[] weights = [.. _entries.Values.Select(weight)];
        Array.Sort(weights);
        long threshold = weights[weights.Length / 2];
        Missing += threshold;
        foreach ((byte[] key, T entry) in _entries)
        {
            if (weight(entry) <= threshold)
                _entries.Remove(key);
        }
    }
}

/// <summary>A number that goes up.</summary>
internal sealed class Count
{
    /// <summary>The number.</summary>
    public long Value { get; set; }
}
