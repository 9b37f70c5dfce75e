using System.Net;
using System.Net.Sockets;
using System.Text;
using Harness.Core.Smtp;

namespace Harness.Tests.Engine.Hostile;

/// <summary>A server on the loopback address that serves any number of clients at once, each as a test says.</summary>
internal sealed class HostileServer : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _disposal = new();
    private readonly Serving _serve;
    private readonly Task _accepting;
    private int _connections;

    public HostileServer(Serving serve, IPAddress? address = null)
    {
        _serve = serve;
        _listener = new TcpListener(address ?? IPAddress.Loopback, 0);
        if (address?.AddressFamily == AddressFamily.InterNetworkV6)
            _listener.Server.DualMode = true;
        _listener.Start(512);
        _accepting = AcceptAsync();
    }

    /// <summary>Serves one client.</summary>
    public delegate Task Serving(Stream stream, CancellationToken cancel);

    public IPEndPoint EndPoint => (IPEndPoint)_listener.LocalEndpoint;

    public int Port => EndPoint.Port;

    /// <summary>How many clients have come so far.</summary>
    public int Connections => _connections;

    public async Task<Stream> ConnectAsync() => await Tcp.OpenAsync(EndPoint, default);

    public async ValueTask DisposeAsync()
    {
        await _disposal.CancelAsync();
        _listener.Stop();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _disposal.Dispose();
    }

    /// <summary>Sends text, an octet a character.</summary>
    public static Task SendAsync(Stream stream, string text, CancellationToken cancel) => stream.WriteAsync(Encoding.Latin1.GetBytes(text), cancel).AsTask();

    private async Task AcceptAsync()
    {
        while (true)
        {
            TcpClient client = await _listener.AcceptTcpClientAsync(_disposal.Token);
            Interlocked.Increment(ref _connections);
            _ = ServeAsync(client);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                client.NoDelay = true;
                await _serve(client.GetStream(), _disposal.Token);
            }
            catch (Exception gone) when (gone is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
            {
                // A client may leave at any time.
            }
        }
    }
}
