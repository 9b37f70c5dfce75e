using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Harness.Tests.Engine;

/// <summary>An SMTP server on the loopback address that answers each line as the test says, on as many connections as come.</summary>
internal sealed class AnsweringServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _disposal = new();
    private readonly Func<string, IReadOnlyList<string>, string?> _answer;
    private readonly ConcurrentQueue<IReadOnlyList<string>> _connections = [];
    private readonly Task _accepting;

    /// <summary>Starts a server.</summary>
    /// <param name="answer">The reply to a line, given the lines before it; null hangs up.</param>
    public AnsweringServer(Func<string, IReadOnlyList<string>, string?> answer)
    {
        _answer = answer;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Told of each line of a message, by its octets with the CRLF.</summary>
    public Action<int>? Counted { get; init; }

    /// <summary>The lines of each connection so far, in the order of their beginning.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Connections => [.. _connections];

    /// <summary>Answers as a server that takes everything does, but for what the test answers otherwise.</summary>
    public static string Usual(string line) => line.Split(' ')[0].ToUpperInvariant() switch
    {
        "EHLO" => "250-mx.test.example\r\n250-PIPELINING\r\n250 SIZE 1000000",
        "DATA" => "354 go on",
        "." => "250 2.0.0 Ok: queued as ABCDEF1",
        "QUIT" => "221 bye",
        _ => "250 2.0.0 Ok",
    };

    /// <summary>A target whose every connection leads here.</summary>
    public FakeTarget Target(string? crowd = null, Harness.Core.Engine.Manners? manners = null) => new(async () => (await ConnectAsync(), ""))
    {
        Crowd = crowd,
        Manners = manners ?? Harness.Core.Engine.Manners.InTheLab with { Parallel = 1 },
        Facts = new Dictionary<string, string>
        {
            ["sender"] = "someone@sender.example",
            ["recipient"] = "alice@test.example",
            ["outside"] = "someone@tls.example",
            ["mx"] = "mx.test.example",
        },
    };

    public async Task<Stream> ConnectAsync()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync((IPEndPoint)_listener.LocalEndpoint);
        return new NetworkStream(socket, ownsSocket: true);
    }

    public async ValueTask DisposeAsync()
    {
        await _disposal.CancelAsync();
        _listener.Stop();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _disposal.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            Socket socket = await _listener.AcceptSocketAsync(_disposal.Token);
            _ = ServeAsync(socket);
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        var lines = new List<string>();
        _connections.Enqueue(lines);
        using var reader = new StreamReader(new NetworkStream(socket, ownsSocket: true), Encoding.Latin1);
        await SayAsync("220 mx.test.example ESMTP");
        bool inMessage = false;
        while (await reader.ReadLineAsync(_disposal.Token) is { } line)
        {
            if (inMessage && line != ".")
            {
                Counted?.Invoke(line.Length + 2);
                continue;
            }

            if (_answer(line, lines) is not { } reply)
            {
                return;
            }

            lines.Add(line);
            inMessage = reply.StartsWith("354", StringComparison.Ordinal);
            await SayAsync(reply);
        }

        async Task SayAsync(string reply) => await socket.SendAsync(Encoding.Latin1.GetBytes(reply + "\r\n"), _disposal.Token);
    }
}
