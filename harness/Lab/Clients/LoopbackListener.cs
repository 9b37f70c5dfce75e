using System.Net;
using System.Net.Sockets;

namespace Harness.Lab.Clients;

/// <summary>A port on this machine's loopback and the sessions that come to it.</summary>
internal sealed class LoopbackListener : IAsyncDisposable
{
    // More than an SMTP server takes from one client; a tool that runs away must not take the harness along.
    private const int MostSessions = 256;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _closing = new();
    private readonly Task _serving;

    /// <summary>Listens, and has each connection carried; one beyond the bound is closed at once.</summary>
    /// <param name="carry">Carries one connection to its end. The other side may hang up: that is not an error.</param>
    public LoopbackListener(Func<NetworkStream, CancellationToken, Task> carry)
    {
        _listener.Start();
        _serving = ServeAsync(carry);
    }

    /// <summary>Where to connect to.</summary>
    public IPEndPoint EndPoint => (IPEndPoint)_listener.LocalEndpoint;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _serving;
        _listener.Stop();
        _closing.Dispose();
    }

    /// <summary>Hands octets both ways, and the end of each way on, until both are over or one breaks.</summary>
    public static async Task PumpAsync(Stream here, Stream there, CancellationToken cancel)
    {
        Task[] ways = [OneWayAsync(here, there, cancel), OneWayAsync(there, here, cancel)];
        await await Task.WhenAny(ways);
        await Task.WhenAll(ways);
    }

    private static async Task OneWayAsync(Stream from, Stream to, CancellationToken cancel)
    {
        await from.CopyToAsync(to, cancel);
        (to as NetworkStream)?.Socket.Shutdown(SocketShutdown.Send);
    }

    private async Task ServeAsync(Func<NetworkStream, CancellationToken, Task> carry)
    {
        var sessions = new List<Task>();
        try
        {
            while (true)
            {
                TcpClient tool = await _listener.AcceptTcpClientAsync(_closing.Token);
                sessions.RemoveAll(s => s.IsCompleted);
                if (sessions.Count == MostSessions)
                {
                    tool.Dispose();
                    continue;
                }

                sessions.Add(CarryAsync(tool, carry));
            }
        }
        catch (Exception over) when (over is OperationCanceledException or SocketException)
        {
            await Task.WhenAll(sessions);
        }
    }

    private async Task CarryAsync(TcpClient tool, Func<NetworkStream, CancellationToken, Task> carry)
    {
        using (tool)
        {
            try
            {
                await carry(tool.GetStream(), _closing.Token);
            }
            catch (Exception gone) when (gone is IOException or SocketException or OperationCanceledException or LabException)
            {
                // The tool or the server hung up, or the lab goes: either way this session is over.
            }
        }
    }
}
