namespace Harness.Core.Postfix.Tables;

/// <summary>
/// The order in which the rules of a cidr:, pcre: or regexp: table are tried: <c>if</c> without a match skips to its
/// <c>endif</c>, and ends the search where it has none.
/// </summary>
/// <typeparam name="T">A rule that can be an <c>if</c>.</typeparam>
internal sealed class BlockRules<T>
{
    private readonly List<T> _rules = [];
    private readonly List<int> _next = [];
    private readonly Stack<int> _open = new();

    /// <summary>How many blocks are open.</summary>
    public int Depth => _open.Count;

    /// <summary>Adds a rule; the next one is tried after it, matched or not.</summary>
    public void Add(T rule)
    {
        _rules.Add(rule);
        _next.Add(_rules.Count);
    }

    /// <summary>Adds an <c>if</c>.</summary>
    public void Open(T rule)
    {
        _open.Push(_rules.Count);
        _rules.Add(rule);
        _next.Add(int.MaxValue);
    }

    /// <summary>Ends the innermost block; <see cref="Depth"/> must not be 0.</summary>
    public void Close() => _next[_open.Pop()] = _rules.Count;

    /// <summary>The rules that open a block which nothing closes, the last one first.</summary>
    public IEnumerable<T> Unclosed => _open.Select(i => _rules[i]);

    /// <summary>The rules in order, and for each the index to go on at when an <c>if</c> does not match.</summary>
    public (T Rule, int Otherwise)[] ToArray() => [.. _rules.Zip(_next)];
}
