using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Harness.Core.Smtp;

namespace Harness.Tests.Smtp;

/// <summary>A hostile server on the loopback address that plays a <see cref="Script"/> to the first client.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly Socket listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly CancellationTokenSource disposal = new();
    private readonly ConcurrentQueue<byte> received = new();

    private ScriptedServer(Delivery delivery, Script script)
    {
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(1);
        Port = ((IPEndPoint)listener.LocalEndPoint!).Port;
        Finished = PlayAsync(delivery, script);
    }

    public int Port { get; }

    /// <summary>Ends when the script has been played; fails when a step did.</summary>
    public Task Finished { get; }

    /// <summary>Every octet the client sent that a step has read, decrypted under TLS.</summary>
    public byte[] Received => [.. received];

    public static ScriptedServer Play(Script script, Delivery delivery = Delivery.Whole) => new(delivery, script);

    public Task<NetworkStream> ConnectAsync() => Tcp.OpenAsync(new IPEndPoint(IPAddress.Loopback, Port), default);

    public async Task<SmtpWire> OpenAsync(Deadlines? deadlines = null, Action<WireEvent>? tap = null) =>
        new(await ConnectAsync(), deadlines ?? Deadlines.Default, TimeProvider.System, tap);

    public async ValueTask DisposeAsync()
    {
        await disposal.CancelAsync();
        listener.Dispose();
        // A failure of the script is for the test that awaits Finished.
        await Finished.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        disposal.Dispose();
    }

    private async Task PlayAsync(Delivery delivery, Script script)
    {
        var socket = await listener.AcceptAsync(disposal.Token);
        await using var session = new ScriptedSession(socket, delivery, received);
        await script.RunAsync(session, disposal.Token);
    }
}
