using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using static Harness.Core.Smtp.Socks5Octets;

namespace Harness.Lab.Clients;

/// <summary>
/// A SOCKS5 server (RFC 1928, no authentication, CONNECT only) on this machine's loopback that speaks from one client's address:
/// for tools, and for a black-box run, that take a proxy as the place to speak from.
/// </summary>
public sealed class SocksDoor : IAsyncDisposable
{
    private static readonly TimeSpan _greetingTime = TimeSpan.FromSeconds(10);

    private readonly LoopbackListener _listener;
    private readonly Func<string, int, CancellationToken, Task<Stream?>> _connect;

    /// <summary>Opens the door.</summary>
    /// <param name="client">The client whose address its connections have.</param>
    /// <param name="connect">Connects to a host and port as that client; null when there is no connection.</param>
    internal SocksDoor(LabClient client, Func<string, int, CancellationToken, Task<Stream?>> connect)
    {
        (Client, _connect) = (client, connect);
        _listener = new LoopbackListener(CarryAsync);
    }

    /// <summary>The client.</summary>
    public LabClient Client { get; }

    /// <summary>Where to connect to.</summary>
    public IPEndPoint EndPoint => _listener.EndPoint;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _listener.DisposeAsync();

    private async Task CarryAsync(NetworkStream tool, CancellationToken closing)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(closing);
        patience.CancelAfter(_greetingTime);
        await using Stream? server = await AskedForAsync(tool, patience.Token);
        if (server is not null)
        {
            await AnswerAsync(tool, Succeeded, patience.Token);
            await LoopbackListener.PumpAsync(tool, server, closing);
        }
    }

    // RFC 1928 §3 to §6. Exactly the octets of the request are read: what follows is the session's.
    private async Task<Stream?> AskedForAsync(NetworkStream tool, CancellationToken cancel)
    {
        byte[] hello = await ReadAsync(tool, 2, cancel);
        if (hello[0] != ProtocolVersion)
        {
            return null;
        }

        byte[] methods = await ReadAsync(tool, hello[1], cancel);
        if (!methods.Contains(NoAuthentication))
        {
            await tool.WriteAsync(new byte[] { ProtocolVersion, NoneAcceptable }, cancel);
            return null;
        }

        await tool.WriteAsync(new byte[] { ProtocolVersion, NoAuthentication }, cancel);
        byte[] request = await ReadAsync(tool, 4, cancel);
        if (request[1] != Connect)
        {
            await AnswerAsync(tool, CommandNotSupported, cancel);
            return null;
        }

        if (await HostAsync(tool, request[3], cancel) is not { } host)
        {
            await AnswerAsync(tool, AddressTypeNotSupported, cancel);
            return null;
        }

        int port = BinaryPrimitives.ReadUInt16BigEndian(await ReadAsync(tool, 2, cancel));
        Stream? server = host.Length > 0 && port > 0 ? await _connect(host, port, cancel) : null;
        if (server is null)
        {
            await AnswerAsync(tool, Failed, cancel);
        }

        return server;
    }

    private static async Task<string?> HostAsync(NetworkStream tool, byte type, CancellationToken cancel) => type switch
    {
        AddressIPv4 => new IPAddress(await ReadAsync(tool, 4, cancel)).ToString(),
        AddressIPv6 => new IPAddress(await ReadAsync(tool, 16, cancel)).ToString(),
        AddressName => Encoding.ASCII.GetString(await ReadAsync(tool, (await ReadAsync(tool, 1, cancel))[0], cancel)),
        _ => null,
    };

    private static ValueTask AnswerAsync(NetworkStream tool, byte reply, CancellationToken cancel)
        => tool.WriteAsync(new byte[] { ProtocolVersion, reply, 0, AddressIPv4, 0, 0, 0, 0, 0, 0 }, cancel);

    private static async Task<byte[]> ReadAsync(NetworkStream tool, int count, CancellationToken cancel)
    {
        byte[] octets = new byte[count];
        await tool.ReadExactlyAsync(octets, cancel);
        return octets;
    }
}
