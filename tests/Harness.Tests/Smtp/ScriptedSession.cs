using System.Collections.Concurrent;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Harness.Tests.Smtp;

/// <summary>The server's end of one connection.</summary>
internal sealed class ScriptedSession : IAsyncDisposable
{
    private readonly Socket socket;
    private readonly Delivery delivery;
    private readonly ConcurrentQueue<byte> received;
    private Stream stream;

    public ScriptedSession(Socket socket, Delivery delivery, ConcurrentQueue<byte> received)
    {
        this.socket = socket;
        this.delivery = delivery;
        this.received = received;
        socket.NoDelay = true;
        stream = new NetworkStream(socket, ownsSocket: true);
    }

    public async Task SendAsync(byte[] octets, CancellationToken ct)
    {
        foreach (var part in Parts(octets))
        {
            await stream.WriteAsync(part, ct);
            await Task.Yield();
        }
    }

    public async Task<string> ReadLineAsync(CancellationToken ct)
    {
        var line = new StringBuilder();
        while (!line.ToString().EndsWith("\r\n", StringComparison.Ordinal))
        {
            if (await ReadAsync(ct) is not { } octet)
                return line + "<end>";
            line.Append((char)octet);
        }

        return line.ToString(0, line.Length - 2);
    }

    public async Task ReadToEndAsync(CancellationToken ct)
    {
        while (await ReadAsync(ct) is not null)
        {
        }
    }

    public async Task ReadRecordAsync(CancellationToken ct)
    {
        var header = new byte[5];
        await stream.ReadExactlyAsync(header, ct);
        await stream.ReadExactlyAsync(new byte[(header[3] << 8) | header[4]], ct);
    }

    public async Task StartTlsAsync(X509Certificate2 certificate, CancellationToken ct)
    {
        var tls = new SslStream(stream);
        stream = tls;
        await tls.AuthenticateAsServerAsync(
            new SslServerAuthenticationOptions { ServerCertificate = certificate }, ct);
    }

    public async Task CloseAsync() => await stream.DisposeAsync();

    public Task ResetAsync()
    {
        socket.LingerState = new LingerOption(true, 0);
        socket.Close();
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => stream.DisposeAsync();

    private async Task<byte?> ReadAsync(CancellationToken ct)
    {
        var octet = new byte[1];
        if (await stream.ReadAsync(octet, ct) == 0)
            return null;
        received.Enqueue(octet[0]);
        return octet[0];
    }

    private IEnumerable<ReadOnlyMemory<byte>> Parts(byte[] octets)
    {
        for (var at = 0; at < octets.Length;)
        {
            var length = delivery switch
            {
                Delivery.PerByte => 1,
                Delivery.PerLine when Array.IndexOf(octets, (byte)'\n', at) is >= 0 and var end => end + 1 - at,
                _ => octets.Length - at,
            };
            yield return octets.AsMemory(at, length);
            at += length;
        }
    }
}
