using System.Net;
using Harness.Core.Engine;

namespace Harness.Lab.Clients;

/// <summary>
/// A port on this machine's loopback that leads to the server under test as a client of the lab: what connects to it is seen
/// there with that client's address. For tools of the user's own (swaks, telnet).
/// </summary>
public sealed class ClientDoor : IAsyncDisposable
{
    private readonly LoopbackListener _listener;

    /// <summary>Opens a door for a kind of client.</summary>
    public ClientDoor(ITarget target, string kind)
    {
        Kind = kind;
        _listener = new LoopbackListener(async (tool, closing) =>
        {
            await using IVantage? vantage = await target.TakeAsync(kind, closing);
            (Stream? server, _) = vantage is null ? (null, "") : await vantage.ConnectAsync(closing);
            if (server is null)
            {
                return;
            }

            await using (server)
            {
                await LoopbackListener.PumpAsync(tool, server, closing);
            }
        });
    }

    /// <summary>The kind of client.</summary>
    public string Kind { get; }

    /// <summary>Where to connect to.</summary>
    public IPEndPoint EndPoint => _listener.EndPoint;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _listener.DisposeAsync();
}
