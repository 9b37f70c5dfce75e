using System.Text;
using Harness.Core.Evidence;
using Harness.Core.Scenarios;
using Harness.Core.Smtp;

namespace Harness.Core.Engine;

/// <summary>A session spoken octet by octet on the wire.</summary>
internal sealed class WireSession(Deadlines deadlines, TimeProvider clock)
{
    private readonly TranscriptRecorder _transcript = new();
    private readonly List<Exchange> _exchanges = [];
    private Outcome _outcome = new(Ending.Completed, Stage.Connect, null, null, "");
    private TlsOutcome? _tls;
    private bool _receivingData;

    /// <summary>Plays the steps until they are done, or an answer is not the one that was awaited.</summary>
    public async Task<SessionResult> PlayAsync(
        IReadOnlyList<Step> steps, Placeholders values, IVantage vantage, CancellationToken cancel)
    {
        (Stream? stream, string detail) = await vantage.ConnectAsync(cancel);
        if (stream is null)
        {
            return SessionResult.Unreachable(detail, _transcript);
        }

        await using var wire = new SmtpWire(stream, deadlines, clock, _transcript.Record);
        bool open = await ReadAsync(wire, Stage.Connect, "", ReplyPattern.Accepted, null, cancel);
        foreach (Step step in steps)
        {
            if (!open)
            {
                break;
            }

            open = await PlayAsync(step, wire, values, cancel);
        }

        await LeaveAsync(wire, cancel);
        return new SessionResult(_outcome, _exchanges, _transcript.Lines, _tls);
    }

    private async Task<bool> PlayAsync(Step step, SmtpWire wire, Placeholders values, CancellationToken cancel)
    {
        switch (step)
        {
            case Say say:
                string line = values.Fill(say.Line);
                byte[] spoken = Encoding.UTF8.GetBytes(line);
                string said = _transcript.Preview(spoken);
                return await SendAsync(wire, (byte[])[.. spoken, .. "\r\n"u8], cancel)
                    && await ReadAsync(wire, StageWords.OfCommand(line) ?? _outcome.Stage, said, step.Await, null, cancel);

            case SendOctets send:
                byte[] octets = send.Hex is { } hex ? Convert.FromHexString(hex) : Encoding.UTF8.GetBytes(values.Fill(send.Text ?? ""));
                string sent = _transcript.Preview(octets);
                bool open = await SendAsync(wire, octets, cancel);
                for (int i = 0; i < send.Replies && open; i++)
                {
                    open = await ReadAsync(wire, StageWords.OfCommand(sent) ?? _outcome.Stage, sent, step.Await, null, cancel);
                }

                return open;

            case SendMessage message:
                byte[] content = OrdinaryMessage.Octets(message.Subject, values, clock.GetUtcNow());
                return await SendAsync(wire, content, cancel)
                    && await ReadAsync(wire, Stage.EndOfData, ".", step.Await, deadlines.EndOfData, cancel);

            case StartTls:
                _tls = await wire.StartTlsAsync(values.Fill("{mx}"), cancel);
                if (!_tls.Established)
                {
                    _outcome = _outcome with { Ending = Ending.TlsFailed, Code = null, Enhanced = null, Text = Visible.Escape(_tls.Detail ?? "") };
                }

                return _tls.Established;

            default:
                throw new NotSupportedException($"{step.GetType().Name} is not a step of a wire session");
        }
    }

    private async Task<bool> SendAsync(SmtpWire wire, ReadOnlyMemory<byte> octets, CancellationToken cancel)
    {
        bool sent = await wire.SendAsync(octets, cancel);
        if (!sent)
        {
            // The server may have said why before it went (RFC 5321 §3.8): a 421 waits to be read.
            await ReadAsync(wire, _outcome.Stage, "", null, null, cancel);
            if (_outcome.Ending == Ending.Completed)
            {
                _outcome = _outcome with { Ending = Ending.Turned };
            }
        }

        return sent;
    }

    private async Task<bool> ReadAsync(
        SmtpWire wire, Stage stage, string sent, ReplyPattern? awaited, TimeSpan? deadline, CancellationToken cancel)
    {
        Reading reading = await wire.ReadReplyAsync(cancel, deadline);
        if (reading.Reply is not { } reply)
        {
            Ending ending = reading.End == ReadingEnd.TimedOut ? Ending.TimedOut : Ending.Closed;
            _outcome = new Outcome(ending, stage, null, null, reading.Detail ?? "the server closed the connection");
            return false;
        }

        var exchange = new Exchange(stage, sent, reply.Code, reply.Enhanced?.ToString(), [.. reply.Lines.Select(Visible.Escape)]);
        _exchanges.Add(exchange);
        _receivingData = reply.Code == 354;
        bool goesOn = awaited?.Matches(reply.Code, exchange.Enhanced) ?? true;
        _outcome = new Outcome(goesOn ? Ending.Completed : Ending.Turned, stage, reply.Code, exchange.Enhanced, Visible.Escape(reply.Text));
        return goesOn && reading.End == ReadingEnd.Reply;
    }

    // RFC 5321 §4.1.1.10: a client says QUIT, whatever came before. Not where the server waits for a message: there
    // QUIT would be a line of it, and closing is what tells it that no message comes.
    private async Task LeaveAsync(SmtpWire wire, CancellationToken cancel)
    {
        if (!_receivingData && _outcome.Ending is (Ending.Completed or Ending.Turned))
        {
            await wire.CommandAsync("QUIT", cancel);
        }
    }
}
