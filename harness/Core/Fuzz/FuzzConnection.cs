using System.Text;
using Harness.Core.Engine;
using Harness.Core.Scenarios;
using Harness.Core.Smtp;

namespace Harness.Core.Fuzz;

/// <summary>Plays transactions on one connection, until it is over or carried enough, and reads every answer to the last.</summary>
/// <param name="vantage">Who speaks.</param>
/// <param name="facts">The values of the server's placeholders.</param>
/// <param name="deadlines">How long each wait may take.</param>
/// <param name="clock">Stamps events.</param>
internal sealed class FuzzConnection(IVantage vantage, IReadOnlyDictionary<string, string> facts, Deadlines deadlines, TimeProvider clock)
{
    private readonly Placeholders _values = new(
        new Dictionary<string, string>(), new Dictionary<string, string>(facts) { [TargetFacts.Helo] = vantage.HeloName, [TargetFacts.Client] = vantage.Client.Address });

    private readonly StringBuilder _sent = new();
    private readonly List<Reply> _replies = [];
    private readonly List<Played> _played = [];
    private ConnectionEnd? _end;
    private bool _waitedFor;

    /// <summary>How many refusals there were since the last message that was taken: servers lose patience by them.</summary>
    public int Refusals { get; private set; }

    /// <summary>Plays what the caller hands out.</summary>
    /// <param name="next">The next transaction, given how many refusals there were; null ends the connection.</param>
    /// <param name="cancel">Gives up: what was under way is not to be judged.</param>
    public async Task<ConnectionSeen> PlayAsync(Func<int, FuzzTransaction?> next, CancellationToken cancel)
    {
        (Stream? stream, _) = await vantage.ConnectAsync(cancel);
        if (stream is null)
        {
            return Seen(ConnectionEnd.Unreachable);
        }

        await using var wire = new SmtpWire(stream, deadlines, clock);
        await ReadAsync(wire, cancel);
        if (_replies is [{ IsPositive: true }])
        {
            await WriteAsync(wire, new FuzzWrite("EHLO {helo}\r\n", 1), cancel);
        }

        Leaving leaving = Leaving.Stays;
        while (_end is null && leaving == Leaving.Stays && wire.Buffered == 0 && next(Refusals) is { } transaction)
        {
            if (_played.Count > 0)
            {
                await WriteAsync(wire, new FuzzWrite("RSET\r\n", 1), cancel);
            }

            _played.Add(new Played(transaction, _sent.Length));
            foreach (FuzzWrite write in transaction.Writes)
            {
                await WriteAsync(wire, write, cancel);
            }

            leaving = transaction.Leaving;
        }

        await LeaveAsync(wire, leaving, cancel);
        return Seen(_end ?? ConnectionEnd.Left);
    }

    private async Task WriteAsync(SmtpWire wire, FuzzWrite write, CancellationToken cancel)
    {
        if (_end is not null || (write.AfterGoAhead && _replies is not [.., { Code: 354 }]))
        {
            return;
        }

        string text = _values.Fill(write.Text);
        _sent.Append(text);
        bool sent = await wire.SendAsync(Encoding.Latin1.GetBytes(text), cancel);
        for (int i = 0; i < write.Replies && _end is null; i++)
        {
            await ReadAsync(wire, cancel);
        }

        // Where octets were on their way that nobody read, the last answers may be lost with them.
        _waitedFor = sent && _end is not null && write.Replies == 1 && !write.AfterGoAhead;
    }

    private async Task LeaveAsync(SmtpWire wire, Leaving leaving, CancellationToken cancel)
    {
        if (_end is not null || leaving == Leaving.AtOnce)
        {
            return;
        }

        if (leaving == Leaving.ByHalf)
        {
            wire.HalfClose();
        }
        else
        {
            _sent.Append("QUIT\r\n");
            await wire.SendAsync("QUIT\r\n"u8.ToArray(), cancel);
            // A server that takes QUIT for a line of a message has to see that nothing more comes.
            wire.HalfClose();
        }

        while (_end is null)
        {
            await ReadAsync(wire, cancel);
        }
    }

    private async Task ReadAsync(SmtpWire wire, CancellationToken cancel)
    {
        Reading reading = await wire.ReadReplyAsync(cancel);
        if (reading.Reply is { } reply)
        {
            _replies.Add(reply);
            Refusals = reply.Code == 250 && QueueIds.In(reply).Any() ? 0 : Refusals + (reply.Code >= 400 ? 1 : 0);
        }

        bool isOutOfStep = reading.Reply is { } odd && (odd.Defects.Contains(ReplyDefect.Flood) || odd.Defects.Contains(ReplyDefect.TooManyLines));
        _end ??= reading.End switch
        {
            ReadingEnd.Reply => isOutOfStep ? ConnectionEnd.Left : null,
            ReadingEnd.Closed => ConnectionEnd.Closed,
            ReadingEnd.Reset => ConnectionEnd.Broken,
            _ => ConnectionEnd.TimedOut,
        };
    }

    private ConnectionSeen Seen(ConnectionEnd end) => new(vantage.Client, _played, _sent.ToString(), _replies, end, _waitedFor);
}
