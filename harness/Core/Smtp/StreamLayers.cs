using System.Net.Sockets;
using System.Security.Authentication;

namespace Harness.Core.Smtp;

/// <summary>A connection and what was laid over it: TLS, once it is established.</summary>
internal sealed class StreamLayers(Stream bottom) : IAsyncDisposable
{
    private readonly Stack<Stream> layers = new([bottom]);

    /// <summary>What is spoken through.</summary>
    public Stream Top => layers.Peek();

    /// <summary>Whether there is more than the connection.</summary>
    public bool IsCovered => layers.Count > 1;

    /// <summary>
    /// Whether a failure is the connection's and not the caller's. A stream may close itself when its connection breaks, and its
    /// next use throws ObjectDisposedException (MailKit's of a proxy).
    /// </summary>
    public static bool IsBreak(Exception failure) =>
        failure is IOException or SocketException or AuthenticationException or ObjectDisposedException;

    /// <summary>Lays a stream over the others.</summary>
    public void Cover(Stream layer) => layers.Push(layer);

    /// <summary>Says that nothing more will be sent (TCP's FIN); under TLS without its close_notify.</summary>
    /// <returns>Null, or why it could not be said.</returns>
    public string? HalfClose()
    {
        try
        {
            if (layers.Last() is not NetworkStream connection)
                return "the connection is no socket of this machine";
            connection.Socket.Shutdown(SocketShutdown.Send);
            return null;
        }
        catch (Exception broken) when (IsBreak(broken))
        {
            return broken.Message;
        }
    }

    /// <summary>Closes all of them; what is being thrown away may be broken.</summary>
    public async ValueTask DisposeAsync()
    {
        while (layers.TryPop(out var layer))
        {
            try
            {
                await layer.DisposeAsync().ConfigureAwait(false);
            }
            catch (Exception broken) when (IsBreak(broken))
            {
                // It is closed as well as it can be.
            }
        }
    }
}
