using System.Text;
using Harness.Core.Engine;
using Harness.Core.Evidence;
using Harness.Core.Fuzz;
using Harness.Core.Postfix.Configuration;
using Harness.Core.Postfix.MailLog;
using Harness.Core.Smtp;
using Harness.Tests.Engine;
using Harness.Tests.Engine.Hostile;

namespace Harness.Tests.Fuzz;

/// <summary>What is wrong with a toy server.</summary>
public enum Fault
{
    None,

    /// <summary>The answer to RSET with an argument has no separator.</summary>
    Malformed,

    /// <summary>A percent sign in a recipient has the message handed on.</summary>
    Relays,

    /// <summary>LF . LF ends a message.</summary>
    Smuggles,

    /// <summary>A message with a NUL is taken and thrown away.</summary>
    Loses,

    /// <summary>A message is cut at a bare CR.</summary>
    Cuts,

    /// <summary>VRFY with an argument ends the connection.</summary>
    Dies,

    /// <summary>HELP is answered twice.</summary>
    AnswersTwice,
}

/// <summary>A small mail server on the loopback address that tells what it does with messages, and may have a fault.</summary>
internal sealed class ToyServer : IFuzzTarget, IAsyncDisposable
{
    private const string Domain = "test.example";

    private readonly Fault _fault;
    private readonly HostileServer _server;
    private readonly FakeTarget _target;
    private volatile IMailWitness? _witness;
    private int _messages;

    public ToyServer(Fault fault)
    {
        _fault = fault;
        _server = new HostileServer((stream, _) => ServeAsync(stream));
        _target = new FakeTarget(async () => (await _server.ConnectAsync(), ""))
        {
            Manners = Manners.InTheLab with { Parallel = 4 },
            Facts = new Dictionary<string, string>
            {
                ["sender"] = "someone@sender.example",
                ["recipient"] = $"alice@{Domain}",
                ["domain"] = Domain,
                ["mx"] = $"mx.{Domain}",
                ["address"] = "203.0.113.25",
                ["outside"] = "someone@tls.example",
                ["outside-user"] = "someone",
                ["outside-domain"] = "tls.example",
            },
        };
    }

    public int Messages => _messages;

    public IReadOnlyDictionary<string, string> Facts => _target.Facts;

    public MainCf? MainCf => null;

    public Manners Manners => _target.Manners;

    public IReadOnlyCollection<string> Kinds => _target.Kinds;

    public bool HasLists => false;

    public bool HasLog => true;

    public TargetRecord Describe() => new("toy", "a toy", null, null, [], [], null, []);

    public Task<IVantage?> TakeAsync(string kind, CancellationToken cancel) => _target.TakeAsync(kind, cancel);

    public string? CrowdFor(string kind) => null;

    public Task SwitchAsync(IReadOnlyDictionary<string, string> lists, CancellationToken cancel) => Task.CompletedTask;

    public IDisposable Watch(IMailWitness witness)
    {
        _witness = witness;
        return new MemoryStream();
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task ServeAsync(Stream stream)
    {
        var input = new ToyInput(stream);
        var session = new ToySession(_fault, Domain, Take);
        await HostileServer.SendAsync(stream, "220 toy\r\n", default);
        while (await input.LineAsync() is { } line)
        {
            string? reply = await session.AnswerAsync(line, input, say => HostileServer.SendAsync(stream, say, default));
            if (reply is null)
            {
                return;
            }

            await HostileServer.SendAsync(stream, reply, default);
            if (reply.StartsWith("221", StringComparison.Ordinal))
            {
                return;
            }
        }
    }

    // A message was taken: the log says so as Postfix does, and where it went.
    private string Take(string sender, IReadOnlyList<string> recipients, string content)
    {
        string id = $"{Interlocked.Increment(ref _messages):X8}";
        lock (_target)
        {
            Log("smtpd", $"{id}: client=unknown[198.51.100.9]");
            Log("qmgr", $"{id}: from=<{sender}>, size=1, nrcpt=1 (queue active)");
            foreach (string recipient in _fault == Fault.Loses && content.Contains('\0') ? [] : recipients)
            {
                bool goes = recipient.Contains('%');
                string where = goes ? "mx.tls.example[198.51.100.25]:25" : "local";
                Log(goes ? "smtp" : "local", $"{id}: to=<{recipient}>, relay={where}, delay=0, delays=0/0/0/0, dsn=2.0.0, status=sent ({(goes ? "250 Ok" : "delivered to mailbox")})");
                string kept = _fault == Fault.Cuts && content.Replace("\r\n", "\n").IndexOf('\r') is var at and >= 0 ? content[..at] : content;
                if (!goes)
                    _witness?.Kept(id, Visible.Escape(Encoding.Latin1.GetBytes(kept)));
            }

            Log("qmgr", $"{id}: removed");
        }

        return id;
    }

    private void Log(string program, string text) => _witness?.Logged(MailLogLine.TryParse($"Nov 26 15:00:00 mx postfix/{program}[1]: {text}")!);
}
