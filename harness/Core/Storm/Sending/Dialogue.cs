using Harness.Core.Storm.Ledgers;

namespace Harness.Core.Storm.Sending;

/// <summary>What a session has to do next.</summary>
internal enum Move
{
    /// <summary>Write what there is to write, and read on.</summary>
    Go,

    /// <summary>The handshake of TLS; then <see cref="Dialogue.Secured"/>.</summary>
    StartTls,

    /// <summary>No message is due; the connection is kept for one.</summary>
    Park,

    /// <summary>It is over.</summary>
    Close,
}

/// <summary>One session's side of the dialogue, without its socket: octets in, octets out. It makes no strings.</summary>
internal sealed partial class Dialogue(StormPlan plan, Message messages, Addresses addresses, Dispatcher dispatcher)
{
    private enum Stage
    {
        Banner, Hello, StartTls, Mail, Rcpt, Data, Dot, Reset, Quit,
    }

    private const int LineRoom = 4096;

    private readonly byte[] _in = new byte[LineRoom];
    private readonly byte[] _out = new byte[1024 + (plan.Recipients * (addresses.Length + 16)) + messages.HeaderLength];
    private readonly SentState[] _recipients = new SentState[plan.Recipients];
    private Outgoing _outgoing;
    private int _filled;
    private Stage _stage;
    private Dispatch _current;
    private bool _hasCurrent;
    private bool _isOffered;
    private bool _isQuitting;
    private bool _isTls;
    private bool _pipelining;
    private bool _chunking;
    private bool _offersTls;
    private int _done;

    /// <summary>Where to read into.</summary>
    public Span<byte> Room => _in.AsSpan(_filled);

    /// <summary>The same.</summary>
    public Memory<byte> RoomMemory => _in.AsMemory(_filled);

    /// <summary>Whether there is something to write.</summary>
    public bool HasOutput => !_outgoing.IsEmpty;

    /// <summary>A new connection, for a message.</summary>
    public void Begin(in Dispatch first)
    {
        (_filled, _stage, _done) = (0, Stage.Banner, 0);
        (_isTls, _pipelining, _chunking, _offersTls, _isQuitting) = (false, false, false, false, false);
        _outgoing.Clear();
        (_current, _hasCurrent, _isOffered) = (first, true, false);
    }

    /// <summary>What is still to be written.</summary>
    public void Rest(out ReadOnlySpan<byte> first, out ReadOnlySpan<byte> second, out ReadOnlySpan<byte> third)
        => _outgoing.Rest(_out, messages.Filling, out first, out second, out third);

    /// <summary>So many octets were written.</summary>
    public void Wrote(int octets) => _outgoing.Sent += octets;

    /// <summary>So many octets were read into the room.</summary>
    public Move Read(int octets)
    {
        _filled += octets;
        Move move = Move.Go;
        int taken = 0;
        while (move == Move.Go && taken < _filled)
        {
            int end = _in.AsSpan(taken, _filled - taken).IndexOf((byte)'\n');
            if (end < 0)
                break;
            move = Line(_in.AsSpan(taken, end + 1));
            taken += end + 1;
        }

        if (taken > 0)
        {
            _in.AsSpan(taken, _filled - taken).CopyTo(_in);
            _filled -= taken;
        }

        // No line of a reply is as long as the room (RFC 5321 §4.5.3.1.5).
        return _filled == _in.Length ? Move.Close : move;
    }

    /// <summary>The handshake is done: everything from before is forgotten (RFC 3207 §4.2).</summary>
    public void Secured()
    {
        (_filled, _isTls, _pipelining, _chunking) = (0, true, false, false);
        Hello();
    }

    /// <summary>A kept connection gets a message.</summary>
    public void Resume(in Dispatch next)
    {
        (_current, _hasCurrent, _isOffered) = (next, true, false);
        Envelope();
    }

    /// <summary>A kept connection gets none any more.</summary>
    public void Leave() => Quit();

    /// <summary>The connection is gone, or is given up.</summary>
    public void Lost()
    {
        if (!_hasCurrent)
            return;
        _hasCurrent = false;
        if (_isOffered && _outgoing.IsEmpty)
        {
            // Ours to ask the other end about, not to send again: that would make a second copy.
            for (int place = 0; place < _recipients.Length; place++)
                _recipients[place] = _recipients[place] == default ? SentState.Unknown : _recipients[place];
            Settle(default);
        }
        else
        {
            dispatcher.Again(_current, SentState.NotOffered);
        }
    }

    private Move Line(ReadOnlySpan<byte> line)
    {
        int code = line.Length >= 4 ? Addresses.ReadNumber(line[..3]) : -1;
        // RFC 5321 §4.2.1: whatever begins otherwise is no reply.
        if (code is < 200 or > 599)
            return Move.Close;
        if (_stage == Stage.Hello && code == 250)
            Announced(line[4..]);
        return line[3] == (byte)'-' ? Move.Go : Answered(code, line);
    }

    private void Announced(ReadOnlySpan<byte> keyword)
    {
        _pipelining |= plan.Pipelining && keyword.StartsWith("PIPELINING"u8);
        _chunking |= plan.Chunking && keyword.StartsWith("CHUNKING"u8);
        _offersTls |= keyword.StartsWith("STARTTLS"u8);
    }
}
