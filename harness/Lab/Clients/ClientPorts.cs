namespace Harness.Lab.Clients;

/// <summary>The ports behind the gate, one for each client's address; given once, kept.</summary>
internal sealed class ClientPorts
{
    private const int First = 10000;
    private const int FirstLoopback = 10900;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _ports = new(StringComparer.Ordinal);

    /// <summary>The port from which a client speaks.</summary>
    public int Of(LabClient client)
    {
        lock (_gate)
        {
            if (!_ports.TryGetValue(client.Address, out int port))
            {
                int first = client.IsLoopback ? FirstLoopback : First;
                _ports[client.Address] = port = first + _ports.Count;
            }

            return port;
        }
    }

    /// <summary>Clients as <c>containers/vantage/client</c> and <c>containers/mx/serve</c> take them: PORT=ADDRESS.</summary>
    public string Spelt(IEnumerable<LabClient> clients) => string.Join(' ', clients.Select(c => $"{Of(c)}={c.Address}"));
}
