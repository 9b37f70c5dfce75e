using System.Collections.Concurrent;
using Harness.Core.Smtp;
using Harness.Tests.Engine.Hostile;

namespace Harness.Tests.Engine;

/// <summary>An SMTP server on the loopback address that answers each line as the test says, on as many connections as come.</summary>
internal sealed class AnsweringServer : IAsyncDisposable
{
    private readonly HostileServer _server;
    private readonly Func<string, IReadOnlyList<string>, string?> _answer;
    private readonly ConcurrentQueue<IReadOnlyList<string>> _connections = [];

    /// <summary>Starts a server.</summary>
    /// <param name="answer">The reply to a line, given the lines before it; null hangs up.</param>
    public AnsweringServer(Func<string, IReadOnlyList<string>, string?> answer) => (_answer, _server) = (answer, new HostileServer(ServeAsync));

    /// <summary>Told of each line of a message, by its octets with the CRLF.</summary>
    public Action<int>? Counted { get; init; }

    /// <summary>The lines of each connection so far, in the order of their beginning.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Connections => [.. _connections];

    /// <summary>Answers as a server that takes everything does, but for what the test answers otherwise.</summary>
    public static string Usual(string line) => Dialogue.Willing(line == "." ? Stage.EndOfData : StageWords.OfCommand(line), line)!;

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

    public Task<Stream> ConnectAsync() => _server.ConnectAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private Task ServeAsync(Stream stream, CancellationToken cancel)
    {
        var lines = new List<string>();
        _connections.Enqueue(lines);
        return new Dialogue((stage, line) => stage == Stage.Connect ? Dialogue.Willing(stage, line) : Answer(line)) { Counted = Counted }.ServeAsync(stream, cancel);

        string? Answer(string line)
        {
            string? reply = _answer(line, lines);
            if (reply is not null)
            {
                lines.Add(line);
            }

            return reply is null || reply.EndsWith('\n') ? reply : reply + "\r\n";
        }
    }
}
