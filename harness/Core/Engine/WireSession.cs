using System.Text;
using Harness.Core.Evidence;
using Harness.Core.Scenarios;
using Harness.Core.Smtp;

namespace Harness.Core.Engine;

/// <summary>A session spoken octet by octet on the wire.</summary>
internal sealed class WireSession(Deadlines deadlines, TimeProvider clock, Func<string, bool>? mayReach)
{
    private readonly TranscriptRecorder _transcript = new();
    private readonly List<Exchange> _exchanges = [];
    private readonly AcceptedRecipients _recipients = new();
    private Outcome _outcome = new(Ending.Completed, Stage.Connect, null, null, "");
    private TlsOutcome? _tls;
    private bool _receivingData;
    // As long as each reply so far was waited for, none can be there before its command.
    private bool _inStep = true;

    /// <summary>What the wire showed so far.</summary>
    public SessionResult Result => new(_outcome, _exchanges, _transcript.Lines, _tls);

    /// <summary>Takes down one event of the wire.</summary>
    public void Record(WireEvent wireEvent) => _transcript.Record(wireEvent);

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
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(deadlines.Session);
        try
        {
            await OpenAndPlayAsync(steps, values, vantage, wire, limit.Token);
            await LeaveAsync(wire, limit.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            _transcript.Remark("the session took too long");
            _outcome = new Outcome(Ending.TimedOut, _outcome.Stage, null, null, $"the session was not over within {deadlines.Session.TotalSeconds:0.###} s");
        }

        return Result;
    }

    /// <summary>Greets and plays the steps on a connection that goes on after them.</summary>
    /// <returns>Whether every step had the answer that was awaited.</returns>
    public async Task<bool> OpenAndPlayAsync(
        IReadOnlyList<Step> steps, Placeholders values, IVantage vantage, SmtpWire wire, CancellationToken cancel)
    {
        bool open = await OpenAsync(steps, values, vantage, wire, cancel);
        foreach (Step step in steps)
        {
            open = open && await PlayAsync(step, wire, values, cancel);
        }

        return open;
    }

    private async Task<bool> OpenAsync(
        IReadOnlyList<Step> steps, Placeholders values, IVantage vantage, SmtpWire wire, CancellationToken cancel)
    {
        if (vantage.Opening == Opening.ImplicitTls && !await SecureAsync(wire, values, cancel))
        {
            return NotBegun();
        }

        if (steps[0] is SendOctets { Early: true } early && !await SendAsync(wire, Octets(early, values), cancel))
        {
            return false;
        }

        bool greeted = await ReadAsync(wire, Stage.Connect, "", ReplyPattern.Accepted, null, cancel);
        // Turned away with the greeting, or not: what was said before it has answers of its own, which nobody reads.
        _inStep &= greeted || steps[0] is not SendOctets { Early: true };
        return greeted
            && (vantage.Opening != Opening.StartTls
                || (await PlayAsync(new Say("EHLO {helo}") { Await = ReplyPattern.Accepted }, wire, values, cancel)
                    && await PlayAsync(new Say("STARTTLS") { Await = ReplyPattern.Accepted }, wire, values, cancel)
                    && await SecureAsync(wire, values, cancel))
                || NotBegun());
    }

    // The steps say nothing about a server with which the encrypted session that they are for did not come about.
    private bool NotBegun()
    {
        _outcome = new Outcome(Ending.Unreachable, _outcome.Stage, null, null, $"TLS, with which the session should begin, did not come about: {_outcome}");
        return false;
    }

    private async Task<bool> PlayAsync(Step step, SmtpWire wire, Placeholders values, CancellationToken cancel)
    {
        switch (step)
        {
            case Say say:
                for (int i = 1; i <= say.Times; i++)
                {
                    string line = (say.Times == 1 ? values : values.With(TargetFacts.Counter, i.ToString())).Fill(say.Line);
                    if (!await SayAsync(line, Characters(say.Latin1), say.Await, wire, cancel))
                    {
                        return false;
                    }
                }

                return true;

            case SendOctets send:
                byte[] octets = Octets(send, values);
                string sent = _transcript.Preview(octets);
                bool open = !IsWithheld(octets) && (send.Early || await SendAsync(wire, octets, cancel));
                int before = _exchanges.Count;
                _inStep &= AcceptedRecipients.Lines(Encoding.Latin1.GetString(octets)).Length == send.Replies;
                for (int i = 0; i < send.Replies && open; i++)
                {
                    open = await ReadAsync(wire, StageWords.OfCommand(sent) ?? _outcome.Stage, sent, step.Await, null, cancel);
                }

                _recipients.Answered(octets, [.. _exchanges.Skip(before).Select(e => e.Code)]);
                return open;

            case SendMessage message:
                if (OrdinaryMessage.Padding(message, _exchanges) is not { } padding)
                {
                    Withhold("the server announces no SIZE that a message of the harness could be over");
                    return false;
                }

                byte[] content = OrdinaryMessage.Octets(message.Subject, padding, values, clock.GetUtcNow());
                bool answered = await SendAsync(wire, content, cancel)
                    && await ReadAsync(wire, Stage.EndOfData, ".", step.Await, deadlines.EndOfData, cancel);
                _recipients.MessageAnswered();
                return answered;

            case Authenticate auth:
                for (int i = 1; i <= auth.Times; i++)
                {
                    if (!await AuthenticateAsync(auth, wire, values, cancel))
                    {
                        return false;
                    }
                }

                return true;

            case StartTls:
                return await SecureAsync(wire, values, cancel);

            default:
                throw new NotSupportedException($"{step.GetType().Name} is not a step of a wire session");
        }
    }

    private async Task<bool> SayAsync(string line, Encoding characters, ReplyPattern? awaited, SmtpWire wire, CancellationToken cancel)
    {
        byte[] spoken = [.. characters.GetBytes(line), .. "\r\n"u8];
        string said = _transcript.Preview(spoken.AsSpan(..^2));
        if (IsWithheld(spoken)
            || await IsAheadAsync(wire, isOver: false, cancel)
            || !await SendAsync(wire, spoken, cancel)
            || !await ReadAsync(wire, StageWords.OfCommand(line) ?? _outcome.Stage, said, awaited, null, cancel))
        {
            return false;
        }

        _recipients.Answered(line, _outcome.Code);
        return true;
    }

    // What was answered before it was said is no answer to it. A 421 may come at any time (RFC 5321 §3.8).
    private async Task<bool> IsAheadAsync(SmtpWire wire, bool isOver, CancellationToken cancel)
    {
        if (!_inStep || wire.Buffered == 0)
        {
            return false;
        }

        Outcome before = _outcome;
        await ReadAsync(wire, _outcome.Stage, "", null, null, cancel);
        _outcome = _outcome.Code != 421 ? _outcome with { Ending = Ending.Garbled, Text = $"{MailKitSession.AnsweredEarly}{_outcome.Text}" }
            : isOver ? before
            : _outcome;
        return true;
    }

    // RFC 4954 §4: 334 asks for the next line; any other answer ends the exchange, and is the answer to the step.
    private async Task<bool> AuthenticateAsync(Authenticate auth, SmtpWire wire, Placeholders values, CancellationToken cancel)
    {
        string[] lines = SaslLines(auth.Mechanism, values.Fill(auth.User), values.Fill(auth.Password));
        for (int i = 0; i < lines.Length; i++)
        {
            byte[] octets = Encoding.ASCII.GetBytes(lines[i] + "\r\n");
            string said = _transcript.Preview(octets.AsSpan(..^2));
            if (!await SendAsync(wire, octets, cancel) || !await ReadAsync(wire, _outcome.Stage, said, null, null, cancel))
            {
                return false;
            }

            if (_outcome.Code != 334 || i == lines.Length - 1)
            {
                break;
            }
        }

        bool goesOn = auth.Await?.Matches(_outcome.Code ?? 0, _outcome.Enhanced) ?? true;
        _outcome = goesOn ? _outcome : _outcome with { Ending = Ending.Turned };
        return goesOn;
    }

    private static string[] SaslLines(string mechanism, string user, string password)
    {
        return mechanism == "plain" ? [$"AUTH PLAIN {Base64($"\0{user}\0{password}")}"] : ["AUTH LOGIN", Base64(user), Base64(password)];

        static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
    }

    // Nothing is delivered to an address that the caller did not name.
    private bool IsWithheld(ReadOnlySpan<byte> octets)
    {
        if (mayReach is null || _recipients.Stranger(octets, mayReach) is not { } stranger)
        {
            return false;
        }

        Withhold($"the caller did not name {stranger} as somebody to write to");
        return true;
    }

    private void Withhold(string why)
    {
        _outcome = _outcome with { Ending = Ending.Withheld, Text = $"{_outcome.Text}; not carried further, since {Visible.Escape(why)}" };
        _transcript.Remark($"not carried further: {why}");
    }

    private static byte[] Octets(SendOctets send, Placeholders values)
        => send.Hex is { } hex ? Convert.FromHexString(hex) : Characters(send.Latin1).GetBytes(values.Fill(send.Text ?? ""));

    private static Encoding Characters(bool latin1) => latin1 ? Encoding.Latin1 : Encoding.UTF8;

    private async Task<bool> SecureAsync(SmtpWire wire, Placeholders values, CancellationToken cancel)
    {
        _tls = await wire.StartTlsAsync(ServerName.ForTls(values), cancel);
        if (!_tls.Established)
        {
            _outcome = _outcome with { Ending = Ending.TlsFailed, Code = null, Enhanced = null, Text = Visible.Escape(_tls.Detail ?? "") };
        }

        return _tls.Established;
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

        Exchange exchange = KeptReply.Exchange(stage, sent, reply);
        _exchanges.Add(exchange);
        _receivingData = reply.Code == 354;
        if (reading.End != ReadingEnd.Reply)
        {
            // What the rest of the reply would have been, nobody knows.
            _outcome = new Outcome(Ending.Closed, stage, null, null, $"{reading.Detail}: {KeptReply.Text(reply)}");
            return false;
        }

        if (Garbling(reply, stage, sent) is { } garbling)
        {
            _outcome = new Outcome(Ending.Garbled, stage, reply.Code, exchange.Enhanced, $"{garbling}: {KeptReply.Text(reply)}");
            return false;
        }

        // RFC 5321 §3.8: after 421 the server is gone, whatever was awaited.
        bool goesOn = (awaited?.Matches(reply.Code, exchange.Enhanced) ?? true) && reply.Code != 421;
        _outcome = new Outcome(goesOn ? Ending.Completed : Ending.Turned, stage, reply.Code, exchange.Enhanced, KeptReply.Text(reply));
        return goesOn;
    }

    // Why a reply is none to what was said, or null where it is one.
    private static string? Garbling(Reply reply, Stage stage, string sent)
        => reply.Defects.Contains(ReplyDefect.Flood) || reply.Defects.Contains(ReplyDefect.TooManyLines) ? "a reply without an end"
        : reply.Code is < 200 or > 599 ? "not the code of a reply"
        // RFC 5321 §4.3.2: only DATA is answered 354, and only AUTH 334 (RFC 4954 §4).
        : reply.Code is >= 300 and < 400 && ((sent.Length == 0 && stage == Stage.Connect) || sent == "." || StageWords.OfCommand(sent) is Stage.Helo or Stage.Mail or Stage.Rcpt && !sent.Contains(@"\n", StringComparison.Ordinal))
            ? "not a reply to what was said"
        : null;

    // RFC 5321 §4.1.1.10: a client says QUIT, whatever came before. Not where the server waits for a message: there
    // QUIT would be a line of it, and closing is what tells it that no message comes.
    private async Task LeaveAsync(SmtpWire wire, CancellationToken cancel)
    {
        if (!_receivingData && _outcome.Ending is (Ending.Completed or Ending.Turned or Ending.Withheld) && !await IsAheadAsync(wire, isOver: true, cancel))
        {
            await wire.CommandAsync("QUIT", cancel);
        }
    }
}
