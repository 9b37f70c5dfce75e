using System.Globalization;
using Harness.Core.Smtp;

namespace Harness.Core.Storm.Sending;

/// <summary>Why messages were not taken: each kind of reply by its code and enhanced code, with the first of its kind as an example.</summary>
public sealed class Refusals
{
    private const int Most = 24;
    private const int MostShown = 160;

    private readonly Dictionary<int, (int Count, string Example)> _kinds = [];

    /// <summary>Replies and how often they came, the most frequent first.</summary>
    public IReadOnlyList<(string Reply, int Count)> All
        => [.. _kinds.Values.OrderByDescending(k => k.Count).Select(k => (k.Example, k.Count))];

    internal void Add(ReadOnlySpan<byte> reply)
    {
        int kind = 0;
        // The code and the enhanced code; what follows names recipients and queue files.
        foreach (byte octet in reply[..Math.Min(reply.Length, 9)])
            kind = (kind * 31) + octet;
        if (_kinds.TryGetValue(kind, out (int Count, string Example) known))
            _kinds[kind] = known with { Count = known.Count + 1 };
        else if (_kinds.Count < Most)
            _kinds[kind] = (1, Visible.Escape(reply[..Math.Min(reply.Length, MostShown)].TrimEnd("\r\n"u8).ToArray()).ToString(CultureInfo.InvariantCulture));
    }
}
