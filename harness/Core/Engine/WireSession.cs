using System.Text;
using Harness.Core.Evidence;
using Harness.Core.Scenarios;
using Harness.Core.Smtp;
using Harness.Core.Smtp.Tls;

namespace Harness.Core.Engine;

/// <summary>The steps of a session, spoken octet by octet.</summary>
internal sealed class WireSession
{
    private readonly WireDialogue _dialogue;
    private readonly Placeholders _values;
    private readonly Deadlines _deadlines;
    private readonly TimeProvider _clock;
    private readonly Func<string, bool>? _mayReach;
    private readonly AcceptedRecipients _recipients = new();
    private readonly SlowClient? _slow;

    /// <summary>A session on a connection that was opened, and on which nothing was said or read yet.</summary>
    /// <param name="dialogue">The connection.</param>
    /// <param name="values">The values of placeholders.</param>
    /// <param name="deadlines">How long each wait may take.</param>
    /// <param name="clock">The time of messages.</param>
    /// <param name="mayReach"><see cref="Manners.MayReach"/>.</param>
    /// <param name="slow">Plays the steps of a slow client; null where there are none.</param>
    public WireSession(WireDialogue dialogue, Placeholders values, Deadlines deadlines, TimeProvider clock, Func<string, bool>? mayReach, SlowClient? slow = null)
        => (_dialogue, _values, _deadlines, _clock, _mayReach, _slow) = (dialogue, values, deadlines, clock, mayReach, slow);

    /// <summary>Plays the steps on a connection of their own until they are done, or an answer is not the one that was awaited.</summary>
    public static async Task<SessionResult> PlayAsync(
        IReadOnlyList<Step> steps, Placeholders values, IVantage vantage, Deadlines deadlines, TimeProvider clock, Func<string, bool>? mayReach, Action? slows, CancellationToken cancel)
    {
        var transcript = new TranscriptRecorder();
        (Stream? stream, string detail) = await vantage.ConnectAsync(cancel);
        if (stream is null)
        {
            return SessionResult.Unreachable(detail, transcript);
        }

        await using var wire = new SmtpWire(stream, deadlines, clock, transcript.Record);
        var dialogue = new WireDialogue(wire, transcript);
        var slow = new SlowClient(wire, dialogue, clock, slows);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(deadlines.Session);
        try
        {
            await new WireSession(dialogue, values, deadlines, clock, mayReach, slow).OpenAndPlayAsync(steps, vantage.Opening, limit.Token);
            await dialogue.LeaveAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            string late = $"the session was not over within {deadlines.Session.TotalSeconds:0.###} s";
            dialogue.End(new Outcome(Ending.TimedOut, dialogue.Outcome.Stage, null, null, late), "the session took too long");
        }

        return dialogue.Result with { Shed = slow.Shed };
    }

    /// <summary>Reads the greeting and plays the steps on a connection that goes on after them.</summary>
    /// <returns>Whether every step had the answer that was awaited.</returns>
    public async Task<bool> OpenAndPlayAsync(IReadOnlyList<Step> steps, Opening opening, CancellationToken cancel)
    {
        bool open = await OpenAsync(steps, opening, cancel);
        foreach (Step step in steps)
        {
            open = open && await PlayAsync(step, cancel);
        }

        return open;
    }

    private async Task<bool> OpenAsync(IReadOnlyList<Step> steps, Opening opening, CancellationToken cancel)
    {
        if (opening == Opening.ImplicitTls && !await SecureAsync(cancel))
        {
            return NotBegun();
        }

        if (steps is [SendOctets { Early: true } early, ..] && Octets(early) is var octets && (IsWithheld(octets) || !await _dialogue.SendAsync(octets, cancel)))
        {
            return false;
        }

        bool greeted = await _dialogue.ReadAsync(Stage.Connect, "", ReplyPattern.Accepted, null, cancel);
        // Turned away with the greeting, or not: what was said before it has answers of its own, which nobody reads.
        _dialogue.IsInStep &= greeted || steps is not [SendOctets { Early: true }, ..];
        return greeted
            && (opening != Opening.StartTls
                || (await PlayAsync(new Say("EHLO {helo}") { Await = ReplyPattern.Accepted }, cancel)
                    && await PlayAsync(new Say("STARTTLS") { Await = ReplyPattern.Accepted }, cancel)
                    && await SecureAsync(cancel))
                || NotBegun());
    }

    private bool NotBegun()
    {
        _dialogue.End(SessionEnd.NotBegun(_dialogue.Outcome.Stage, $"{_dialogue.Outcome}"));
        return false;
    }

    private Task<bool> PlayAsync(Step step, CancellationToken cancel) => step switch
    {
        Say say => RepeatAsync(say.Times, time => SayAsync(say, time, cancel)),
        SendOctets send => SendAsync(send, cancel),
        SendMessage message => DeliverAsync(message, cancel),
        Authenticate auth => RepeatAsync(auth.Times, _ => AuthenticateAsync(auth, cancel)),
        StartTls => SecureAsync(cancel),
        SayHello hello => _dialogue.HelloAsync(
            new ClientHello(_values.Fill(hello.Versions), _values.Fill(hello.Suites), hello.Name is { } name ? _values.Fill(name) : ServerName.ForTls(_values)), cancel),
        Hold hold => _slow!.HoldAsync(TimeSpan.FromSeconds(hold.Seconds), cancel),
        Deafen deaf => _slow!.DeafenAsync(Encoding.UTF8.GetBytes(_values.Fill(deaf.Line) + "\r\n"), TimeSpan.FromSeconds(deaf.Seconds), cancel),
        HangUp hangUp => _dialogue.HangUpAsync(hangUp.Half, hangUp.Await, cancel),
        _ => throw new NotSupportedException($"{step.GetType().Name} is not a step of a wire session"),
    };

    private static async Task<bool> RepeatAsync(int times, Func<int, Task<bool>> play)
    {
        int time = 1;
        while (time <= times && await play(time))
        {
            time++;
        }

        return time > times;
    }

    private async Task<bool> SayAsync(Say say, int time, CancellationToken cancel)
    {
        string line = (say.Times == 1 ? _values : _values.With(TargetFacts.Counter, $"{time}")).Fill(say.Line);
        byte[] spoken = [.. Characters(say.Latin1).GetBytes(line), .. "\r\n"u8];
        string said = _dialogue.Preview(spoken.AsSpan(..^2));
        if (IsWithheld(spoken)
            || await _dialogue.IsAheadAsync(isOver: false, cancel)
            || !await _dialogue.SendAsync(spoken, cancel)
            || !await _dialogue.ReadAsync(StageWords.OfCommand(line) ?? _dialogue.Outcome.Stage, said, say.Await, Patience, cancel))
        {
            return false;
        }

        _recipients.Answered(line, _dialogue.Outcome.Code);
        return true;
    }

    private async Task<bool> SendAsync(SendOctets send, CancellationToken cancel)
    {
        byte[] octets = Octets(send);
        string sent = _dialogue.Preview(octets);
        // What was to be sent early was sent before the greeting.
        bool open = !IsWithheld(octets) && (send.Early || await SendAsync(octets, send, cancel));
        int before = _dialogue.Exchanges.Count;
        _dialogue.IsInStep &= AcceptedRecipients.Lines(Encoding.Latin1.GetString(octets)).Length == send.Replies;
        for (int i = 0; i < send.Replies && open; i++)
        {
            open = await _dialogue.ReadAsync(StageWords.OfCommand(sent) ?? _dialogue.Outcome.Stage, sent, send.Await, Patience, cancel);
        }

        _recipients.Answered(octets, [.. _dialogue.Exchanges.Skip(before).Select(e => e.Code)]);
        return open;
    }

    private async Task<bool> SendAsync(byte[] octets, SendOctets send, CancellationToken cancel)
    {
        if (send.After > 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(send.After), _clock, cancel);
        }

        return await (send.Pace == 0 ? _dialogue.SendAsync(octets, cancel) : _slow!.SendAsync(octets, TimeSpan.FromMilliseconds(send.Pace), cancel));
    }

    private async Task<bool> DeliverAsync(SendMessage message, CancellationToken cancel)
    {
        if (OrdinaryMessage.Padding(message, _dialogue.Exchanges) is not { } padding)
        {
            const string Why = "the server announces no SIZE that a message of the harness could be over";
            _dialogue.End(SessionEnd.Withheld(_dialogue.Outcome, Why), SessionEnd.Remark(Why));
            return false;
        }

        byte[] content = message.Content is { } own ? OrdinaryMessage.Octets(own) : OrdinaryMessage.Octets(message.Subject, padding, _values, _clock.GetUtcNow());
        bool answered = await _dialogue.SendAsync(content, cancel)
            && await _dialogue.ReadAsync(Stage.EndOfData, ".", message.Await, _deadlines.EndOfData, cancel);
        _recipients.MessageAnswered();
        return answered;
    }

    // RFC 4954 §4: 334 asks for the next line; any other answer ends the exchange, and is the answer to the step.
    private async Task<bool> AuthenticateAsync(Authenticate auth, CancellationToken cancel)
    {
        string[] lines = SaslLines(auth.Mechanism, _values.Fill(auth.User), _values.Fill(auth.Password));
        for (int i = 0; i < lines.Length; i++)
        {
            byte[] octets = Encoding.ASCII.GetBytes(lines[i] + "\r\n");
            string said = _dialogue.Preview(octets.AsSpan(..^2));
            if (!await _dialogue.SendAsync(octets, cancel) || !await _dialogue.ReadAsync(_dialogue.Outcome.Stage, said, null, null, cancel))
            {
                return false;
            }

            if (_dialogue.Outcome.Code != 334)
            {
                break;
            }
        }

        bool goesOn = auth.Await?.Matches(_dialogue.Outcome.Code ?? 0, _dialogue.Outcome.Enhanced) ?? true;
        if (!goesOn)
        {
            _dialogue.End(_dialogue.Outcome with { Ending = Ending.Turned });
        }

        return goesOn;
    }

    // A dot that ends a message as a line or in octets is answered when the message is stored, as any other (RFC 5321 §4.5.3.2.6).
    private TimeSpan? Patience => _dialogue.IsReceivingData ? _deadlines.EndOfData : null;

    private static string[] SaslLines(string mechanism, string user, string password)
    {
        return mechanism == "plain" ? [$"AUTH PLAIN {Base64($"\0{user}\0{password}")}"] : ["AUTH LOGIN", Base64(user), Base64(password)];

        static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
    }

    private Task<bool> SecureAsync(CancellationToken cancel) => _dialogue.SecureAsync(ServerName.ForTls(_values), cancel);

    private bool IsWithheld(ReadOnlySpan<byte> octets)
    {
        if (_mayReach is null || _recipients.Stranger(octets, _mayReach) is not { } stranger)
        {
            return false;
        }

        string why = SessionEnd.NotNamed(stranger);
        _dialogue.End(SessionEnd.Withheld(_dialogue.Outcome, why), SessionEnd.Remark(why));
        return true;
    }

    private byte[] Octets(SendOctets send)
        => send.Hex is { } hex ? Convert.FromHexString(hex) : Characters(send.Latin1).GetBytes(_values.Fill(send.Text ?? ""));

    private static Encoding Characters(bool latin1) => latin1 ? Encoding.Latin1 : Encoding.UTF8;
}
