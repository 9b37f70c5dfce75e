using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Harness.Tests.Lab.Lane;

/// <summary>A server on loopback that takes XCLIENT, and answers RCPT as a test says; it takes note of what should not have been said at once.</summary>
internal sealed class ToyServer : IAsyncDisposable
{
    private const string Hello = "250-toy.example\r\n250-XCLIENT NAME ADDR\r\n";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _over = new();
    private readonly Task _accepting;

    public ToyServer()
    {
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>The reply to a line; null hangs up.</summary>
    public Func<string, string?> Answer { get; init; } = _ => "250 2.1.0 Ok";

    /// <summary>The greeting after XCLIENT.</summary>
    public string Greeting { get; init; } = "220 toy.example ESMTP";

    public bool OffersPipelining { get; init; } = true;

    /// <summary>Commands behind which something else stood that should have waited.</summary>
    public ConcurrentQueue<string> Impatient { get; } = [];

    /// <summary>By connection, what was said on it.</summary>
    public ConcurrentQueue<List<string>> Connections { get; } = [];

    public async Task<Stream> ConnectAsync(CancellationToken cancel)
    {
        var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync((IPEndPoint)_listener.LocalEndpoint, cancel);
        return client.GetStream();
    }

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _over.Dispose();
    }

    private async Task AcceptAsync()
    {
        var sessions = new List<Task>();
        try
        {
            while (true)
            {
                TcpClient client = await _listener.AcceptTcpClientAsync(_over.Token);
                sessions.Add(ServeAsync(client));
            }
        }
        catch (Exception over) when (over is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(sessions);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using TcpClient mine = client;
        var said = new List<string>();
        Connections.Enqueue(said);
        using var reader = new StreamReader(client.GetStream(), Encoding.UTF8);
        try
        {
            await SayAsync("220 toy.example");
            bool isText = false, isEsmtp = false, isKnown = false;
            while (await reader.ReadLineAsync(_over.Token) is { } line)
            {
                if (isText && line != ".")
                {
                    continue;
                }

                said.Add(line);
                bool mustWait = !isText && (!isEsmtp || !OffersPipelining || line.StartsWith("EHLO", StringComparison.Ordinal) || line == "DATA" || line.StartsWith("VRFY", StringComparison.Ordinal));
                if (mustWait && client.Available > 0)
                {
                    Impatient.Enqueue(line);
                }

                isEsmtp = line.StartsWith("EHLO", StringComparison.Ordinal) || (isEsmtp && !line.StartsWith("HELO", StringComparison.Ordinal) && !line.StartsWith("XCLIENT", StringComparison.Ordinal));
                isKnown = line.StartsWith("EHLO", StringComparison.Ordinal) || line.StartsWith("HELO", StringComparison.Ordinal) || (isKnown && !line.StartsWith("XCLIENT", StringComparison.Ordinal));
                string? reply = line switch
                {
                    _ when line.StartsWith("MAIL", StringComparison.Ordinal) && !isKnown => "503 5.5.1 Error: send HELO/EHLO first",
                    "QUIT" => null,
                    "RSET" => "250 2.0.0 Ok",
                    "." => "250 2.0.0 Ok: queued as 4",
                    _ when line.StartsWith("XCLIENT", StringComparison.Ordinal) => Greeting,
                    _ => Answer(line) is "250 2.1.0 Ok" && line.StartsWith("EHLO", StringComparison.Ordinal) ? Hello + (OffersPipelining ? "250 PIPELINING" : "250 8BITMIME") : Answer(line),
                };
                if (reply is null)
                {
                    return;
                }

                isText = line == "DATA" && reply.StartsWith("354", StringComparison.Ordinal);
                await SayAsync(reply);
            }
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException)
        {
        }

        async Task SayAsync(string text) => await client.GetStream().WriteAsync(Encoding.UTF8.GetBytes(text + "\r\n"), _over.Token);
    }
}
