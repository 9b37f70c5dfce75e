using Harness.Core.Evidence;
using Harness.Core.Scenarios;
using Harness.Core.Smtp;
using Harness.Core.Smtp.Tls;

namespace Harness.Core.Engine;

/// <summary>What is said to a server and what it answers, one reply to one command, and how it stands between the two.</summary>
/// <param name="wire">The connection.</param>
/// <param name="transcript">What the wire tells its events to.</param>
internal sealed class WireDialogue(SmtpWire wire, TranscriptRecorder transcript)
{
    private readonly List<Exchange> _exchanges = [];
    private TlsOutcome? _tls;
    private bool _hungUp;

    /// <summary>How the session would end, were it over now.</summary>
    public Outcome Outcome { get; private set; } = new(Ending.Completed, Stage.Connect, null, null, "");

    /// <summary>Every reply so far.</summary>
    public IReadOnlyList<Exchange> Exchanges => _exchanges;

    /// <summary>What the wire showed so far.</summary>
    public SessionResult Result => new(Outcome, _exchanges, transcript.Lines, _tls);

    /// <summary>Whether the server waits for a message: what is said then is a line of it.</summary>
    public bool IsReceivingData { get; private set; }

    /// <summary>Whether each reply so far was waited for: then none can be there before its command.</summary>
    public bool IsInStep { get; set; } = true;

    /// <summary>How octets stand in the transcript.</summary>
    public string Preview(ReadOnlySpan<byte> octets) => transcript.Preview(octets);

    /// <summary>Ends the session otherwise than the last reply would have.</summary>
    /// <param name="outcome">How.</param>
    /// <param name="remark">For the transcript; or null.</param>
    public void End(Outcome outcome, string? remark = null)
    {
        Outcome = outcome;
        if (remark is not null)
        {
            transcript.IsMuted = false;
            transcript.Remark(remark);
        }
    }

    /// <summary>Sends octets.</summary>
    /// <returns>False where the server was gone.</returns>
    public async Task<bool> SendAsync(ReadOnlyMemory<byte> octets, CancellationToken cancel)
    {
        bool sent = await wire.SendAsync(octets, cancel);
        if (!sent)
        {
            // The server may have said why before it went (RFC 5321 §3.8): a 421 waits to be read.
            await ReadAsync(Outcome.Stage, "", null, null, cancel);
            if (Outcome.Ending == Ending.Completed)
            {
                Outcome = Outcome with { Ending = Ending.Turned };
            }
        }

        return sent;
    }

    /// <summary>Sends octets of which no more than the first are taken down, and to which no answer is read.</summary>
    /// <returns>False where the server was gone.</returns>
    public async Task<bool> PourAsync(ReadOnlyMemory<byte> octets, CancellationToken cancel)
    {
        try
        {
            // A server that reads no more keeps the connection all the same: only the caller says when that has lasted long enough.
            return await wire.SendAsync(octets, cancel, Timeout.InfiniteTimeSpan);
        }
        finally
        {
            transcript.IsMuted = true;
            // Answers are under way that nobody read: none of them is to what comes next.
            _hungUp = true;
        }
    }

    /// <summary>Reads one reply.</summary>
    /// <param name="stage">The stage of what was said.</param>
    /// <param name="sent">What was said, as the transcript has it.</param>
    /// <param name="awaited">The reply with which the session goes on; null: with any.</param>
    /// <param name="deadline">How long to wait, where it is not the usual time.</param>
    /// <param name="cancel">Gives up waiting.</param>
    /// <returns>Whether the session goes on.</returns>
    public async Task<bool> ReadAsync(Stage stage, string sent, ReplyPattern? awaited, TimeSpan? deadline, CancellationToken cancel)
    {
        Reading reading = await wire.ReadReplyAsync(cancel, deadline);
        if (reading.Reply is not { } reply)
        {
            Ending ending = reading.End == ReadingEnd.TimedOut ? Ending.TimedOut : Ending.Closed;
            Outcome = new Outcome(ending, stage, null, null, reading.Detail ?? "the server closed the connection");
            return false;
        }

        Exchange exchange = KeptReply.Exchange(stage, sent, reply);
        _exchanges.Add(exchange);
        IsReceivingData = reply.Code == 354;
        if (reading.End != ReadingEnd.Reply)
        {
            // What the rest of the reply would have been, nobody knows.
            Outcome = new Outcome(Ending.Closed, stage, null, null, $"{reading.Detail}: {KeptReply.Text(reply)}");
            return false;
        }

        // RFC 8446 §6: a record of the type alert. After a handshake that did not come about it is a server's last word.
        if (reply.Lines is [['\x15', '\x03', ..], ..])
        {
            Outcome = new Outcome(Ending.Closed, stage, null, null, "closed with a TLS alert");
            return false;
        }

        if (Garbling(reply, stage, sent) is { } garbling)
        {
            Outcome = new Outcome(Ending.Garbled, stage, reply.Code, exchange.Enhanced, $"{garbling}: {KeptReply.Text(reply)}");
            return false;
        }

        // RFC 5321 §3.8: after 421 the server is gone, whatever was awaited.
        bool goesOn = (awaited?.Matches(reply.Code, exchange.Enhanced) ?? true) && reply.Code != 421;
        Outcome = new Outcome(goesOn ? Ending.Completed : Ending.Turned, stage, reply.Code, exchange.Enhanced, KeptReply.Text(reply));
        return goesOn;
    }

    /// <summary>
    /// Whether a reply is there already: what was answered before it was said is no answer to it. A 421 may come at any time
    /// (RFC 5321 §3.8).
    /// </summary>
    /// <param name="isOver">Whether nothing more is going to be said.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<bool> IsAheadAsync(bool isOver, CancellationToken cancel)
    {
        if (!IsInStep || wire.Buffered == 0)
        {
            return false;
        }

        Outcome before = Outcome;
        await ReadAsync(Outcome.Stage, "", null, null, cancel);
        Outcome = Outcome.Code != 421 ? SessionEnd.Ahead(Outcome) : isOver ? before : Outcome;
        return true;
    }

    /// <summary>The TLS handshake, with any certificate.</summary>
    /// <param name="serverName">The name to ask for (RFC 6066 §3).</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<bool> SecureAsync(string serverName, CancellationToken cancel)
    {
        _tls = await wire.StartTlsAsync(serverName, cancel);
        if (!_tls.Established)
        {
            Outcome = Outcome with { Ending = _tls.IsLate ? Ending.TimedOut : Ending.TlsFailed, Code = null, Enhanced = null, Text = Visible.Escape(_tls.Detail ?? "") };
        }

        return _tls.Established;
    }

    /// <summary>A ClientHello of the harness's own, after which nothing more can be said.</summary>
    /// <param name="hello">What to offer.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>Whether the server chose something of it.</returns>
    public async Task<bool> HelloAsync(ClientHello hello, CancellationToken cancel)
    {
        _tls = await wire.HelloAsync(hello, cancel);
        _hungUp = true;
        Ending ending = _tls.Hello!.End switch
        {
            HelloEnd.Agreed => Ending.Completed,
            HelloEnd.Refused => Ending.TlsFailed,
            HelloEnd.BrokenOff => Ending.Closed,
            HelloEnd.TimedOut => Ending.TimedOut,
            _ => Ending.Garbled,
        };
        Outcome = Outcome with { Ending = ending, Code = null, Enhanced = null, Text = _tls.Detail ?? $"{_tls.Protocol} with {_tls.CipherSuite}" };
        return _tls.Agreed;
    }

    /// <summary>Closes the connection, or this end's direction of it, without QUIT.</summary>
    /// <returns>Whether an answer to a half-close was the one that was awaited; true where none is waited for.</returns>
    public async Task<bool> HangUpAsync(bool half, ReplyPattern? awaited, CancellationToken cancel)
    {
        _hungUp = true;
        if (half)
        {
            wire.HalfClose();
            return await ReadAsync(Outcome.Stage, "", awaited, null, cancel);
        }

        await wire.DisposeAsync();
        return true;
    }

    /// <summary>
    /// Says QUIT, as a client does whatever came before (RFC 5321 §4.1.1.10). Not where the server waits for a message: there
    /// QUIT would be a line of it, and closing is what tells it that no message comes.
    /// </summary>
    public async Task LeaveAsync(CancellationToken cancel)
    {
        if (!IsReceivingData && !_hungUp && Outcome.Ending is (Ending.Completed or Ending.Turned or Ending.Withheld) && !await IsAheadAsync(isOver: true, cancel))
        {
            await wire.CommandAsync("QUIT", cancel);
        }
    }

    // Why a reply is none to what was said, or null where it is one.
    private static string? Garbling(Reply reply, Stage stage, string sent)
        => reply.Defects.Contains(ReplyDefect.Flood) || reply.Defects.Contains(ReplyDefect.TooManyLines) ? SessionEnd.WithoutEnd
        : reply.Code is < 200 or > 599 ? "not the code of a reply"
        // RFC 5321 §4.3.2: only DATA is answered 354, and only AUTH 334 (RFC 4954 §4).
        : reply.Code is >= 300 and < 400 && ((sent.Length == 0 && stage == Stage.Connect) || sent == "." || StageWords.OfCommand(sent) is Stage.Helo or Stage.Mail or Stage.Rcpt && !sent.Contains(@"\n", StringComparison.Ordinal))
            ? "not a reply to what was said"
        : null;
}
