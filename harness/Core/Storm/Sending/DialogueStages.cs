using Harness.Core.Storm.Ledgers;

namespace Harness.Core.Storm.Sending;

/// <summary>What each reply leads to.</summary>
internal sealed partial class Dialogue
{
    private static readonly byte[] _dot = ".\r\n"u8.ToArray();
    private static readonly byte[] _dotAndQuit = ".\r\nQUIT\r\n"u8.ToArray();
    private static readonly byte[] _quit = "QUIT\r\n"u8.ToArray();

    private int _place;
    private int _taken;
    private bool _isMailTaken;

    private Move Answered(int code, ReadOnlySpan<byte> reply)
    {
        switch (_stage)
        {
            case Stage.Banner when code == 220:
            case Stage.Reset when code == 250:
                return _stage == Stage.Banner ? Hello() : Next();
            case Stage.Hello when code == 250:
                return plan.StartTls && !_isTls ? AskForTls() : Envelope();
            case Stage.StartTls when code == 220:
                return Move.StartTls;
            case Stage.Mail:
                return MailAnswered(code, reply);
            case Stage.Rcpt:
                return RcptAnswered(code, reply);
            case Stage.Data when code == 354:
                return Content();
            case Stage.Dot:
                return DotAnswered(code, reply);
            case Stage.Quit:
                return Move.Close;
            default:
                // A banner or a greeting that turns us away, or no to DATA.
                return Refused(code, reply);
        }
    }

    private Move MailAnswered(int code, ReadOnlySpan<byte> reply)
    {
        _isMailTaken = code is >= 200 and < 300;
        if (!_isMailTaken)
        {
            dispatcher.Refuse(reply);
            Array.Fill(_recipients, StateOf(code));
        }

        if (!_isMailTaken && !_pipelining)
            return Over(reply);
        _stage = Stage.Rcpt;
        return _pipelining ? Move.Go : Say(Rcpt(0, 0));
    }

    private Move RcptAnswered(int code, ReadOnlySpan<byte> reply)
    {
        if (_isMailTaken && code is >= 200 and < 300)
        {
            _taken++;
        }
        else if (_isMailTaken)
        {
            dispatcher.Refuse(reply);
            _recipients[_place] = StateOf(code);
        }

        if (++_place < _recipients.Length)
            return _pipelining ? Move.Go : Say(Rcpt(_place, 0));
        _stage = _chunking && _pipelining ? Stage.Dot : Stage.Data;
        if (_pipelining)
            return Move.Go;
        return _taken == 0 ? Over(reply) : _chunking ? Content() : Say(Put("DATA\r\n"u8, 0));
    }

    private Move DotAnswered(int code, ReadOnlySpan<byte> reply)
    {
        if (_taken == 0)
            return Over(reply);
        bool accepted = code is >= 200 and < 300;
        if (!accepted)
            dispatcher.Refuse(reply);
        for (int place = 0; place < _recipients.Length; place++)
            _recipients[place] = _recipients[place] != default ? _recipients[place] : accepted ? SentState.Accepted : StateOf(code);
        return Over(reply);
    }

    private Move Refused(int code, ReadOnlySpan<byte> reply)
    {
        if (!_hasCurrent)
            return Move.Close;
        // No to DATA where no recipient was taken is said already.
        if (_stage != Stage.Data || _taken > 0)
        {
            dispatcher.Refuse(reply);
            for (int place = 0; place < _recipients.Length; place++)
                _recipients[place] = _stage == Stage.Data && _recipients[place] != default ? _recipients[place] : StateOf(code);
        }

        return Over(reply);
    }

    // The transaction is over, well or not: its message is settled, or waits to be offered again.
    private Move Over(ReadOnlySpan<byte> reply)
    {
        bool isSmooth = _stage == Stage.Dot;
        _hasCurrent = false;
        _done++;
        Settle(reply);
        if (_isQuitting)
        {
            _stage = Stage.Quit;
            return Move.Go;
        }

        bool isGoingOn = _stage > Stage.StartTls && _done < plan.MessagesPerSession;
        if (!isGoingOn)
            return Quit();
        if (isSmooth)
            return Next();
        _stage = Stage.Reset;
        return Say(Put("RSET\r\n"u8, 0));
    }

    // RFC 5321 §4.2.1: 4xx invites to try again. A message that one recipient has got already is not offered again.
    private void Settle(ReadOnlySpan<byte> reply)
    {
        if (_recipients.AsSpan().IndexOfAnyExcept(SentState.RefusedForNow) < 0)
            dispatcher.Again(_current, SentState.RefusedForNow);
        else
            dispatcher.Settled(_current, _recipients, reply);
    }

    private Move Next()
    {
        if (dispatcher.TryTake(System.Diagnostics.Stopwatch.GetTimestamp(), out Dispatch next, out int wait))
        {
            Resume(next);
            return Move.Go;
        }

        return wait == int.MaxValue ? Quit() : Move.Park;
    }

    private Move Quit()
    {
        _stage = Stage.Quit;
        return Say(Put(_quit, 0));
    }

    private static SentState StateOf(int code) => code < 500 ? SentState.RefusedForNow : SentState.Refused;
}
