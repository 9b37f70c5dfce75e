using Harness.Core.Storm.Sockets;

namespace Harness.Core.Storm.Receiving;

/// <summary>A connection to the next hop.</summary>
/// <param name="desk">What the sessions have in common.</param>
internal sealed partial class SinkSession(SinkDesk desk)
{
    private const int InRoom = 32 * 1024;
    private const int HeadRoom = 4096;
    private const int MostRecipients = 1000;

    private readonly byte[] _in = new byte[InRoom];
    private readonly byte[] _head = new byte[HeadRoom];
    private readonly byte[] _out = new byte[64 * 1024];
    private readonly List<int> _copies = new(50);
    private int _filled;
    private int _said;
    private int _headLength;
    private long _octets;
    private bool _isContent;
    private bool _isNullSender;
    private int _others;

    /// <summary>The descriptor; -1 where there is no connection.</summary>
    public int Socket { get; private set; } = -1;

    /// <summary>Whether an answer to an end of data is held back.</summary>
    public bool IsHeldBack { get; private set; }

    /// <summary>A connection begins.</summary>
    public void Open(int socket)
    {
        (Socket, _filled, _said) = (socket, 0, 0);
        IsHeldBack = false;
        Forget();
        Say(desk.Banner);
        Flush();
    }

    /// <summary>It ends.</summary>
    /// <param name="abruptly">With a reset.</param>
    public void Close(bool abruptly = false)
    {
        // It has the message whose answer is held back, and will not have said so.
        if (IsHeldBack)
            Record(acknowledged: false);
        IsHeldBack = false;
        if (abruptly)
            Wire.Reset(Socket);
        else
            Wire.Close(Socket);
        Socket = -1;
    }

    /// <summary>There is something to read.</summary>
    /// <returns>False when the connection is over.</returns>
    public bool Read()
    {
        int read = Wire.Receive(Socket, _in.AsSpan(_filled));
        if (read <= 0)
            return read == -1;
        _filled += read;
        return Work();
    }

    /// <summary>The answer that was held back is given.</summary>
    /// <returns>False when the connection is over.</returns>
    public bool GoOn()
    {
        IsHeldBack = false;
        return Taken() && Work();
    }

    private bool Work()
    {
        int at = 0;
        bool goesOn = true;
        while (goesOn && !IsHeldBack && at < _filled)
        {
            int taken = _isContent ? Content(_in.AsSpan(at, _filled - at), out goesOn) : Command(_in.AsSpan(at, _filled - at), out goesOn);
            if (taken == 0)
                break;
            at += taken;
        }

        _in.AsSpan(at, _filled - at).CopyTo(_in);
        _filled -= at;
        // Postfix's own lines are short; one that fills the room is nobody's.
        return Flush() && goesOn && _filled < _in.Length;
    }

    private void Say(ReadOnlySpan<byte> reply)
    {
        if (_said + reply.Length <= _out.Length)
        {
            reply.CopyTo(_out.AsSpan(_said));
            _said += reply.Length;
        }
    }

    // Replies are few octets that the other side waits for: a kernel that does not take them has lost it.
    private bool Flush()
    {
        if (_said == 0)
            return true;
        int sent = Wire.Send(Socket, _out.AsSpan(0, _said), default, default);
        bool all = sent == _said;
        _said = 0;
        return all;
    }

    private void Forget()
    {
        _copies.Clear();
        (_isContent, _isNullSender, _headLength, _octets, _others) = (false, false, 0, 0, 0);
    }
}
