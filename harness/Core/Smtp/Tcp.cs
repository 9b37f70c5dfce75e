using System.Net;
using System.Net.Sockets;

namespace Harness.Core.Smtp;

/// <summary>Opens connections.</summary>
public static class Tcp
{
    /// <summary>Connects; a small write is not held back for the next one (RFC 896). The deadline is the caller's, through the token.</summary>
    /// <exception cref="SocketException">There is no connection to be had.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static async Task<NetworkStream> OpenAsync(IPEndPoint end, CancellationToken cancel)
    {
        var socket = new Socket(end.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(end, cancel).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
