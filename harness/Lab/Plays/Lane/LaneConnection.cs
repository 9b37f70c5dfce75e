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
internal sealed class LaneConnection : IAsyncDisposable
{
    private const int MostAtOnce = 64;

    private readonly LaneDriver _driver;
    private readonly LaneTelling _telling;
    private readonly List<(int Session, LaneStep Step)> _said = [];

    /// <summary>Opens nothing yet.</summary>
    /// <param name="connect">Opens a connection from the driver.</param>
    /// <param name="driverName">The driver's own name.</param>
    /// <param name="limits">What the server bears on a connection.</param>
    /// <param name="listener">Is told the answers.</param>
    public LaneConnection(Func<CancellationToken, Task<Stream>> connect, string driverName, LaneLimits limits, ILaneListener listener)
    {
        _driver = new LaneDriver(connect, driverName, limits);
        _telling = new LaneTelling(_driver, listener);
    }

    /// <summary>Plays a lot.</summary>
    /// <returns>False where the server did not answer one session.</returns>
    public async Task<bool> PlayAsync(AccessSession[] lot, CancellationToken cancel)
    {
        bool isCareful = false;
        int next = 0;
        while (next < lot.Length)
        {
            AccessSession session = lot[next];
            if (_driver.IsOpen && !_driver.Bears(session))
            {
                await _driver.LeaveAsync(cancel);
            }

            if (!_driver.IsOpen)
            {
                string? fault = await _driver.BecomeAsync(session, cancel);
                if (fault is not null || _driver.Wire.Code != 220)
                {
                    // Whoever is not greeted can ask nothing.
                    _telling.All(lot.AsSpan(next), fault);
                    await _driver.CloseAsync();
                    return fault is null || next > 0;
                }
            }

            if (_driver.NeedsHello(session))
            {
                await HelloAsync(session, cancel);
                next += _telling.IsTold ? 1 : 0;
            }
            else if (isCareful || !_driver.CanPipeline || LaneSpeech.HasNoMail(session))
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

        await _driver.LeaveAsync(cancel);
        return true;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _driver.DisposeAsync();

    private async Task HelloAsync(AccessSession session, CancellationToken cancel)
    {
        _telling.IsTold = false;
        LaneSpeech.Say(_driver.Wire, session, LaneStep.Hello);
        await _driver.Wire.SendAsync(cancel);
        if (!await _driver.Wire.ReadAsync(LaneDriver.ReplyTime, cancel))
        {
            await _telling.EndedAsync(session, AccessCommand.Helo);
        }
        else
        {
            await TakeAsync(session, LaneStep.Hello, cancel);
        }
    }

    // One command at a time: then a connection that ends is an answer.
    private async Task OneAsync(AccessSession session, CancellationToken cancel)
    {
        _telling.IsTold = false;
        foreach ((LaneStep step, int recipient) in LaneSpeech.Steps(session).Where(s => !_telling.IsTold || s.Step == LaneStep.Reset).Prepend((LaneStep.Reset, 0)).Skip(_driver.OwesReset ? 0 : 1))
        {
            LaneSpeech.Say(_driver.Wire, session, step, recipient);
            await _driver.Wire.SendAsync(cancel);
            if (!await _driver.Wire.ReadAsync(LaneDriver.ReplyTime, cancel))
            {
                await _telling.EndedAsync(session, LaneSpeech.Stage(session, step));
            }
            else if (!await TakeAsync(session, step, cancel))
            {
                await _telling.EndedAsync(session, AccessCommand.EndOfData);
            }

            if (!_driver.IsOpen)
            {
                return;
            }
        }
    }

    /// <returns>The session to go on with, and whether the connection ended before it had an answer.</returns>
    private async Task<(int Next, bool IsBroken)> SeveralAsync(AccessSession[] lot, int first, CancellationToken cancel)
    {
        SayMany(lot, first);
        await _driver.Wire.SendAsync(cancel);
        int next = first;
        foreach ((int place, LaneStep step) in _said)
        {
            AccessSession session = lot[place];
            _telling.IsTold = next > place;
            if (!await _driver.Wire.ReadAsync(LaneDriver.ReplyTime, cancel) || !await TakeAsync(session, step, cancel))
            {
                await _driver.LeaveAsync(cancel);
                return (next, true);
            }

            next = _telling.IsTold ? place + 1 : next;
            if (!_driver.IsOpen)
            {
                break;
            }
        }

        return (next, false);
    }

    private void SayMany(AccessSession[] lot, int first)
    {
        _said.Clear();
        int errors = _driver.Errors, junk = _driver.Junk, sessions = 0;
        if (_driver.OwesReset)
        {
            // Nothing was said behind DATA.
            Say(first, lot[first], LaneStep.Reset);
        }

        for (int place = first; place < lot.Length && sessions < MostAtOnce && _driver.Wire.HasRoom; place++, sessions++)
        {
            AccessSession session = lot[place];
            if (place > first && !_driver.Bears(session, errors, junk))
            {
                return;
            }

            if (_driver.NeedsHello(session))
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
        LaneSpeech.Say(_driver.Wire, session, step, recipient);
        _said.Add((place, step));
    }

    /// <summary>Takes note of a reply.</summary>
    /// <returns>False where the server did not say what it made of the text.</returns>
    private async ValueTask<bool> TakeAsync(AccessSession session, LaneStep step, CancellationToken cancel)
    {
        int code = _driver.Note(session, step);
        bool isOver = code is 421 or 521 || (step == LaneStep.Reset && code != 250);
        if (step == LaneStep.Hello)
        {
            _telling.Of(session, AccessCommand.Helo, code >= 400 || session.Asked == AccessCommand.Helo);
        }
        else if (step == LaneStep.Data && code == 354 && session.Asked == AccessCommand.Data)
        {
            _telling.Of(session, AccessCommand.Data, true);
            // The only way out that delivers nothing.
            isOver = true;
        }
        else if (step == LaneStep.Data && code == 354)
        {
            _driver.Wire.Say("Subject: played\r\n\r\n.");
            await _driver.Wire.SendAsync(cancel);
            if (!await _driver.Wire.ReadAsync(Deadlines.Default.EndOfData, cancel))
            {
                return false;
            }

            isOver = _driver.Note(session, step) is 421 or 521;
            _telling.Of(session, AccessCommand.EndOfData, true);
        }
        else if (step != LaneStep.Reset)
        {
            bool isLast = step is LaneStep.Asking or LaneStep.Data || (step == LaneStep.Mail && (code >= 400 || session.Asked == AccessCommand.Mail))
                || (step == LaneStep.LastRcpt && session.Asked == AccessCommand.Rcpt);
            _telling.Of(session, LaneSpeech.Stage(session, step), isLast || isOver);
        }

        if (isOver)
        {
            await _driver.CloseAsync();
        }

        return true;
    }
}
