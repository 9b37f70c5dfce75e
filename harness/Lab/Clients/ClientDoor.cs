using System.Net;
using System.Net.Sockets;
using Harness.Core.Engine;

namespace Harness.Lab.Clients;

/// <summary>
/// A port on this machine's loopback that leads to the server under test as a client of the lab: what connects to it is seen
/// there with that client's address. For tools of the user's own (swaks, telnet).
/// </summary>
public sealed class ClientDoor : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _closing = new();
    private readonly Task _serving;

    /// <summary>Opens a door for a kind of client.</summary>
    public ClientDoor(ITarget target, string kind)
    {
        Kind = kind;
        _listener.Start();
        _serving = ServeAsync(target);
    }

    /// <summary>The kind of client.</summary>
    public string Kind { get; }

    /// <summary>Where to connect to.</summary>
    public IPEndPoint EndPoint => (IPEndPoint)_listener.LocalEndpoint;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        _listener.Stop();
        await _serving;
        _closing.Dispose();
    }

    private async Task ServeAsync(ITarget target)
    {
        var sessions = new List<Task>();
        try
        {
            while (true)
            {
                TcpClient tool = await _listener.AcceptTcpClientAsync(_closing.Token);
                sessions.RemoveAll(s => s.IsCompleted);
                sessions.Add(CarryAsync(tool, target));
            }
        }
        catch (Exception over) when (over is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(sessions);
        }
    }

    private async Task CarryAsync(TcpClient tool, ITarget target)
    {
        using (tool)
        {
            try
            {
                await using IVantage? vantage = await target.TakeAsync(Kind, _closing.Token);
                (Stream? server, _) = vantage is null ? (null, "") : await vantage.ConnectAsync(_closing.Token);
                if (server is null)
                {
                    return;
                }

                await using (server)
                {
                    NetworkStream there = tool.GetStream();
                    await Task.WhenAny(there.CopyToAsync(server, _closing.Token), server.CopyToAsync(there, _closing.Token));
                }
            }
            catch (Exception gone) when (gone is IOException or OperationCanceledException or LabException)
            {
                // The tool or the server hung up, or the lab goes: either way this session is over.
            }
        }
    }
}
