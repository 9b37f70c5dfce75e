namespace Harness.Lab.Logs;

/// <summary>
/// What was said of messages, by queue id: of the newest ones only, so that neither a storm nor a lab that stands for days fills the
/// memory. Its owner locks.
/// </summary>
internal sealed class NewestMessages<T>
{
    /// <summary>Of how many messages something is kept. No test asks for one that is so old.</summary>
    public const int Most = 10_000;

    private readonly Dictionary<string, List<T>> _said = new(StringComparer.Ordinal);
    private readonly Queue<string> _inOrder = new();

    /// <summary>What was said of any of them.</summary>
    public IEnumerable<T> All => _said.Values.SelectMany(v => v);

    /// <summary>Keeps one more thing.</summary>
    public void Add(string queueId, T said)
    {
        if (!_said.TryGetValue(queueId, out List<T>? all))
        {
            if (_inOrder.Count == Most)
            {
                _said.Remove(_inOrder.Dequeue());
            }

            _inOrder.Enqueue(queueId);
            _said[queueId] = all = [];
        }

        all.Add(said);
    }

    /// <summary>What was said of one message; nothing, where it is not known or too old.</summary>
    public IReadOnlyList<T> Of(string queueId) => _said.GetValueOrDefault(queueId) ?? [];

    /// <summary>The same, and it is kept no longer.</summary>
    public IReadOnlyList<T> Take(string queueId) => _said.Remove(queueId, out List<T>? all) ? all : [];
}
