using System.Net;
using System.Net.Sockets;
using Harness.Core.Smtp;
using MailKit.Net.Proxy;
using MailKit.Security;

namespace Harness.Core.Engine.Remote;

/// <summary>A way to the server: from this machine, or through a proxy.</summary>
/// <param name="Server">The server's address and port.</param>
/// <param name="Through">The proxy, or null.</param>
/// <param name="Client">The address from which the server sees the client, as far as it is known here.</param>
internal sealed record Route(IPEndPoint Server, Proxy? Through, IPAddress Client)
{
    /// <summary>The way from this machine; null where the machine has no route to the address.</summary>
    public static Route? Direct(IPEndPoint server)
    {
        try
        {
            // Connecting a datagram socket looks up the route and sends nothing.
            using var socket = new Socket(server.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
            socket.Connect(server);
            return new Route(server, null, ((IPEndPoint)socket.LocalEndPoint!).Address);
        }
        catch (SocketException)
        {
            return null;
        }
    }

    /// <summary>Opens a connection to the server.</summary>
    /// <param name="deadline">For the connection, and the proxy's answer, to stand.</param>
    /// <param name="cancel">Gives up waiting.</param>
    /// <returns>The stream, or null with the reason.</returns>
    public async Task<(Stream? Stream, string Detail)> ConnectAsync(TimeSpan deadline, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(deadline);
        try
        {
            return Through is null ? (await Tcp.OpenAsync(Server, limit.Token), "") : await ThroughAsync(Through, limit.Token);
        }
        // MailKit closes the socket under a connection to a proxy that is given up.
        catch (Exception late) when (late is OperationCanceledException or ObjectDisposedException && limit.IsCancellationRequested && !cancel.IsCancellationRequested)
        {
            return (null, $"{None} within {deadline.TotalSeconds:0.###} s");
        }
        catch (Exception refused) when (refused is SocketException or IOException or ProxyProtocolException or AuthenticationException or ObjectDisposedException)
        {
            return (null, $"{None}: {refused.Message}");
        }
    }

    private string None => $"no connection to {Server}{(Through is null ? "" : $" through {Through.EndPoint}")}";

    private async Task<(Stream? Stream, string Detail)> ThroughAsync(Proxy proxy, CancellationToken cancel)
    {
        if (proxy.Account is { } account)
        {
            var client = new Socks5Client($"{proxy.EndPoint.Address}", proxy.EndPoint.Port, account);
            return (await client.ConnectAsync($"{Server.Address}", Server.Port, cancel), "");
        }

        Stream stream = await Tcp.OpenAsync(proxy.EndPoint, cancel);
        try
        {
            Socks5Outcome outcome = await Socks5.ConnectAsync(stream, $"{Server.Address}", Server.Port, cancel);
            if (outcome.Connected)
            {
                return (stream, "");
            }

            await stream.DisposeAsync();
            return (null, $"{None}: {outcome.Detail}");
        }
        catch
        {
            await stream.DisposeAsync();
            throw;
        }
    }
}
