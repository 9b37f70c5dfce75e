using Harness.Core.Postfix.Access;
using Harness.Core.Smtp;

namespace Harness.Lab.Plays.Lane;

/// <summary>
/// Plays lots of sessions, one after another: a connection each, which becomes the lot's client (XCLIENT), RSET between sessions, and
/// whatever can be said at once in one write (RFC 2920).
/// </summary>
/// <remarks>
/// Nothing is said behind EHLO, DATA or VRFY, and to a server that was not told EHLO one command at a time, so that no reply can
/// be one to pipelining (reject_unauth_pipelining, smtpd_forbid_unauth_pipelining). Where a connection ends in the middle, the session
/// that has no answer and those behind it are played again, one command at a time.
/// </remarks>
/// <param name="connect">Opens a connection from the driver.</param>
/// <param name="driverName">The driver's own name.</param>
/// <param name="limits">What the server bears on a connection.</param>
/// <param name="listener">Is told the answers.</param>
internal sealed class LaneConnection(
    Func<CancellationToken, Task<Stream>> connect, string driverName, LaneLimits limits, ILaneListener listener) : IAsyncDisposable
{
    private const int MostAtOnce = 64;

    private static readonly TimeSpan _replyTime = Deadlines.Default.Reply;

    private readonly LaneWire _wire = new();
    private readonly List<(int Session, LaneStep Step)> _said = [];
    private bool _isOpen;
    private bool _canPipeline;
    private string? _hello;
    private bool _isEsmtp;
    private int _errors;
    private int _junk;
    private bool _isFresh;
    private bool _isTold;
    private bool _owesReset;

    /// <summary>Plays a lot.</summary>
    /// <returns>False where the server did not answer one session.</returns>
    public async Task<bool> PlayAsync(AccessSession[] lot, CancellationToken cancel)
    {
        bool isCareful = false;
        int next = 0;
        while (next < lot.Length)
        {
            AccessSession session = lot[next];
            if (_isOpen && !Bears(session))
            {
                await LeaveAsync(cancel);
            }

            if (!_isOpen)
            {
                string? fault = await BecomeAsync(session, cancel);
                if (fault is not null || _wire.Code != 220)
                {
                    // Whoever is not greeted can ask nothing.
                    TellAll(lot.AsSpan(next), fault);
                    await CloseAsync();
                    return fault is null || next > 0;
                }
            }

            _isFresh = false;
            if (NeedsHello(session))
            {
                await HelloAsync(session, cancel);
                next += _isTold ? 1 : 0;
            }
            else if (isCareful || !_canPipeline || LaneSpeech.HasNoMail(session))
            {
                await OneAsync(session, cancel);
                next++;
            }
            else
            {
                (next, bool isBroken) = await SeveralAsync(lot, next, cancel);
                isCareful |= isBroken;
            }
        }

        await LeaveAsync(cancel);
        return true;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _wire.DisposeAsync();

    // From EHLO on a connection has as much of the server's patience as a client's own.
    private bool Bears(AccessSession session) => _isFresh || Bears(session, _errors, _junk);

    private bool Bears(AccessSession session, int errors, int junk) => errors + LaneSpeech.MostErrors(session) <= limits.Errors && junk + 2 <= limits.Junk;

    private bool NeedsHello(AccessSession session)
        => session.Helo is not null && (session.Asked == AccessCommand.Helo || _isEsmtp != session.Esmtp || _hello != session.Helo);

    private async Task<string?> BecomeAsync(AccessSession session, CancellationToken cancel)
    {
        _wire.Take(await connect(cancel));
        (_isOpen, _isFresh, _hello, _canPipeline, _owesReset, _errors, _junk) = (true, true, null, false, false, 0, 0);
        if (!await _wire.ReadAsync(_replyTime, cancel) || _wire.Code != 220)
        {
            return $"the driver was greeted with {Words()}";
        }

        if (!await AskAsync($"EHLO {driverName}", cancel) || (session.Tls && !_wire.Offers("STARTTLS"u8)))
        {
            return session.Tls ? "STARTTLS is not offered" : $"the driver's EHLO was answered with {Words()}";
        }

        if (session.Tls)
        {
            if (!await AskAsync("STARTTLS", cancel) || _wire.Code != 220)
            {
                return $"STARTTLS was answered with {Words()}";
            }

            if (await _wire.StartTlsAsync(cancel) is { } failed)
            {
                return failed;
            }

            await AskAsync($"EHLO {driverName}", cancel);
        }

        return !await AskAsync(XClientLine.Of(session), cancel) && _wire.Trouble is not null ? $"XCLIENT was answered with {Words()}"
            : XClientLine.IsRefused(_wire.Code, _wire.Line) ? $"XCLIENT was answered with {Words()}" : null;
    }

    private async Task HelloAsync(AccessSession session, CancellationToken cancel)
    {
        _isTold = false;
        LaneSpeech.Say(_wire, session, LaneStep.Hello);
        await _wire.SendAsync(cancel);
        if (!await _wire.ReadAsync(_replyTime, cancel))
        {
            await EndedAsync(session, AccessCommand.Helo, cancel);
        }
        else
        {
            await TakeAsync(session, LaneStep.Hello, cancel);
        }
    }

    // One command at a time: then a connection that ends is an answer.
    private async Task OneAsync(AccessSession session, CancellationToken cancel)
    {
        _isTold = false;
        foreach ((LaneStep step, int recipient) in LaneSpeech.Steps(session).Where(s => !_isTold || s.Step == LaneStep.Reset).Prepend((LaneStep.Reset, 0)).Skip(_owesReset ? 0 : 1))
        {
            LaneSpeech.Say(_wire, session, step, recipient);
            await _wire.SendAsync(cancel);
            if (!await _wire.ReadAsync(_replyTime, cancel))
            {
                await EndedAsync(session, LaneSpeech.Stage(session, step), cancel);
            }
            else if (!await TakeAsync(session, step, cancel))
            {
                await EndedAsync(session, AccessCommand.EndOfData, cancel);
            }

            if (!_isOpen)
            {
                return;
            }
        }
    }

    /// <returns>The session to go on with, and whether the connection ended before it had an answer.</returns>
    private async Task<(int Next, bool IsBroken)> SeveralAsync(AccessSession[] lot, int first, CancellationToken cancel)
    {
        SayMany(lot, first);
        await _wire.SendAsync(cancel);
        int next = first;
        foreach ((int place, LaneStep step) in _said)
        {
            AccessSession session = lot[place];
            _isTold = next > place;
            if (!await _wire.ReadAsync(_replyTime, cancel) || !await TakeAsync(session, step, cancel))
            {
                await LeaveAsync(cancel);
                return (next, true);
            }

            next = _isTold ? place + 1 : next;
            if (!_isOpen)
            {
                break;
            }
        }

        return (next, false);
    }

    private void SayMany(AccessSession[] lot, int first)
    {
        _said.Clear();
        int errors = _errors, junk = _junk, sessions = 0;
        if (_owesReset)
        {
            // Nothing was said behind DATA.
            Say(first, lot[first], LaneStep.Reset);
        }

        for (int place = first; place < lot.Length && sessions < MostAtOnce && _wire.HasRoom; place++, sessions++)
        {
            AccessSession session = lot[place];
            if (place > first && !Bears(session, errors, junk))
            {
                return;
            }

            if (NeedsHello(session))
            {
                // It may stand at the end.
                Say(place, session, LaneStep.Hello);
                return;
            }

            (errors, junk) = (errors + LaneSpeech.MostErrors(session), junk + 1);
            foreach ((LaneStep step, int recipient) in LaneSpeech.Steps(session))
            {
                Say(place, session, step, recipient);
                if (step == LaneStep.Data)
                {
                    return;
                }
            }
        }
    }

    private void Say(int place, AccessSession session, LaneStep step, int recipient = 0)
    {
        LaneSpeech.Say(_wire, session, step, recipient);
        _said.Add((place, step));
    }

    /// <summary>Takes note of a reply.</summary>
    /// <returns>False where the server did not say what it made of the text.</returns>
    private async ValueTask<bool> TakeAsync(AccessSession session, LaneStep step, CancellationToken cancel)
    {
        int code = Note(step);
        bool isOver = code is 421 or 521 || (step == LaneStep.Reset && code != 250);
        if (step == LaneStep.Hello)
        {
            TakeHello(session);
        }
        else if (step == LaneStep.Data && code == 354 && session.Asked == AccessCommand.Data)
        {
            TellOf(session, AccessCommand.Data, true);
            // The only way out that delivers nothing.
            isOver = true;
        }
        else if (step == LaneStep.Data && code == 354)
        {
            _wire.Say("Subject: played\r\n\r\n.");
            await _wire.SendAsync(cancel);
            if (!await _wire.ReadAsync(Deadlines.Default.EndOfData, cancel))
            {
                return false;
            }

            isOver = Note(step) is 421 or 521;
            TellOf(session, AccessCommand.EndOfData, true);
        }
        else if (step != LaneStep.Reset)
        {
            bool isLast = step is LaneStep.Asking or LaneStep.Data || (step == LaneStep.Mail && (code >= 400 || session.Asked == AccessCommand.Mail))
                || (step == LaneStep.LastRcpt && session.Asked == AccessCommand.Rcpt);
            TellOf(session, LaneSpeech.Stage(session, step), isLast || isOver);
        }

        if (isOver)
        {
            await CloseAsync();
        }

        return true;
    }

    private void TakeHello(AccessSession session)
    {
        bool isGood = _wire.Code < 400;
        if (isGood)
        {
            (_hello, _isEsmtp, _canPipeline) = (session.Helo, session.Esmtp, session.Esmtp && _wire.Offers("PIPELINING"u8));
            _owesReset = false;
        }

        TellOf(session, AccessCommand.Helo, !isGood || session.Asked == AccessCommand.Helo);
    }

    private int Note(LaneStep step)
    {
        _owesReset = step == LaneStep.Data || (_owesReset && step != LaneStep.Reset);
        _junk += step is LaneStep.Hello or LaneStep.Reset or LaneStep.Asking ? 1 : 0;
        _errors += _wire.Code >= 400 ? 1 : 0;
        return _wire.Code;
    }

    // What is true of the client is true of all its sessions.
    private void TellAll(ReadOnlySpan<AccessSession> sessions, string? fault)
    {
        foreach (AccessSession session in sessions)
        {
            if (fault is null)
            {
                listener.Answered(session, new LaneAnswer(AccessCommand.Connect, _wire.Code, _wire.Line));
            }
            else
            {
                listener.Failed(session, fault);
            }
        }
    }

    private void TellOf(AccessSession session, AccessCommand stage, bool isAnswer)
    {
        if (isAnswer && !_isTold)
        {
            _isTold = true;
            listener.Answered(session, new LaneAnswer(stage, _wire.Code, _wire.Line));
        }
    }

    // Without a reply: hung up on, or no answer at all.
    private async ValueTask EndedAsync(AccessSession session, AccessCommand stage, CancellationToken cancel)
    {
        if (_wire.Trouble is null)
        {
            TellOf(session, stage, true);
        }
        else if (!_isTold)
        {
            listener.Failed(session, _wire.Trouble);
        }

        _isTold = true;
        await CloseAsync();
    }

    private async Task<bool> AskAsync(string line, CancellationToken cancel)
    {
        _wire.Say(line);
        await _wire.SendAsync(cancel);
        return await _wire.ReadAsync(_replyTime, cancel);
    }

    private string Words() => _wire.Trouble ?? (_wire.Code == 0 ? "nothing" : $"{_wire.Code} {Visible.Escape(_wire.Line)}");

    private async ValueTask CloseAsync()
    {
        _isOpen = false;
        await _wire.CloseAsync();
    }

    private async ValueTask LeaveAsync(CancellationToken cancel)
    {
        if (_isOpen)
        {
            _wire.Say("QUIT");
            await _wire.SendAsync(cancel);
            await CloseAsync();
        }
    }
}
