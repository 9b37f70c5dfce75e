namespace Harness.Lab.Clients;

/// <summary>Hands out the clients of each kind, one session at a time each.</summary>
internal sealed class ClientPool
{
    private readonly Dictionary<string, (SemaphoreSlim Free, Queue<LabClient> Clients)> _kinds;

    /// <summary>A pool of these clients, all free.</summary>
    public ClientPool(IEnumerable<LabClient> clients) => _kinds = clients
        .GroupBy(c => c.Kind)
        .ToDictionary(g => g.Key, g => (new SemaphoreSlim(g.Count()), new Queue<LabClient>(g)));

    /// <summary>The kinds there are.</summary>
    public IReadOnlyCollection<string> Kinds => _kinds.Keys;

    /// <summary>Waits for a free client of a kind; null where there is no such kind.</summary>
    public async Task<LabClient?> TakeAsync(string kind, CancellationToken cancel)
    {
        if (!_kinds.TryGetValue(kind, out (SemaphoreSlim Free, Queue<LabClient> Clients) pool))
        {
            return null;
        }

        await pool.Free.WaitAsync(cancel);
        lock (pool.Clients)
        {
            return pool.Clients.Dequeue();
        }
    }

    /// <summary>Gives a client back.</summary>
    public void Return(LabClient client)
    {
        (SemaphoreSlim free, Queue<LabClient> clients) = _kinds[client.Kind];
        lock (clients)
        {
            clients.Enqueue(client);
        }

        free.Release();
    }
}
