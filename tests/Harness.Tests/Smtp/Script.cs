using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Harness.Tests.Smtp;

/// <summary>What a <see cref="ScriptedServer"/> does with the one client it serves, step by step.</summary>
internal sealed class Script
{
    private readonly List<Func<ScriptedSession, CancellationToken, Task>> steps = [];

    /// <summary>Sends exact octets, one per character (Latin-1).</summary>
    public Script Send(string octets) => Send(Encoding.Latin1.GetBytes(octets));

    public Script Send(byte[] octets) => Then((session, ct) => session.SendAsync(octets, ct));

    /// <summary>Reads a line and fails the script when it is another one.</summary>
    public Script Expect(string line) => Then(async (session, ct) =>
    {
        var said = await session.ReadLineAsync(ct);
        if (said != line)
            throw new InvalidOperationException($"expected the line '{line}', the client said '{said}'");
    });

    /// <summary>Reads lines up to and with one, whatever stands before it.</summary>
    public Script ReadUntil(string line) => Then(async (session, ct) =>
    {
        string said;
        do
        {
            said = await session.ReadLineAsync(ct);
        }
        while (said != line && !said.EndsWith("<end>", StringComparison.Ordinal));
    });

    /// <summary>Reads one record of TLS, whatever is in it.</summary>
    public Script ExpectRecord() => Then((session, ct) => session.ReadRecordAsync(ct));

    /// <summary>Reads until the client closes its side.</summary>
    public Script ExpectEnd() => Then((session, ct) => session.ReadToEndAsync(ct));

    /// <summary>Runs the server's side of a handshake, with the shared certificate unless another is given.</summary>
    public Script StartTls(X509Certificate2? certificate = null) =>
        Then((session, ct) => session.StartTlsAsync(certificate ?? SelfSigned.Certificate, ct));

    /// <summary>Closes in order: the client reads an end of file.</summary>
    public Script Close() => Then((session, _) => session.CloseAsync());

    /// <summary>Closes with a TCP reset.</summary>
    public Script Reset() => Then((session, _) => session.ResetAsync());

    /// <summary>Says and reads nothing more until the server is disposed.</summary>
    public Script Stall() => Then((_, ct) => Task.Delay(Timeout.Infinite, ct));

    public async Task RunAsync(ScriptedSession session, CancellationToken ct)
    {
        foreach (var step in steps)
            await step(session, ct);
    }

    private Script Then(Func<ScriptedSession, CancellationToken, Task> step)
    {
        steps.Add(step);
        return this;
    }
}
