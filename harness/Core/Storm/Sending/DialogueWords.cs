using System.Globalization;
using System.Text;

namespace Harness.Core.Storm.Sending;

/// <summary>What is said, and in which groups (RFC 2920 §3.1).</summary>
internal sealed partial class Dialogue
{
    private readonly byte[] _hello = Encoding.ASCII.GetBytes($"EHLO {plan.Helo}\r\n");
    private readonly byte[] _mail = Encoding.ASCII.GetBytes($"MAIL FROM:<{plan.Sender}>\r\n");

    private Move Hello()
    {
        _stage = Stage.Hello;
        return Say(Put(_hello, 0));
    }

    private Move AskForTls()
    {
        if (!_offersTls)
            return Refused(530, "530 5.7.0 The server does not offer STARTTLS\r\n"u8);
        _stage = Stage.StartTls;
        return Say(Put("STARTTLS\r\n"u8, 0));
    }

    private Move Envelope()
    {
        (_stage, _place, _taken) = (Stage.Mail, 0, 0);
        _recipients.AsSpan().Clear();
        int length = Put(_mail, 0);
        if (!_pipelining)
            return Say(length);
        for (int place = 0; place < _recipients.Length; place++)
            length = Rcpt(place, length);
        return _chunking ? Chunk(length) : Say(Put("DATA\r\n"u8, length));
    }

    private Move Content()
    {
        if (_taken == 0)
        {
            // RFC 2920 §3.1: 354 although no recipient was taken; the server is owed an empty message.
            _stage = Stage.Dot;
            return Say(Put(_dot, 0));
        }

        if (_chunking)
            return Chunk(0);
        _stage = Stage.Dot;
        Offer();
        _isQuitting = _pipelining && IsLast;
        return Say(messages.WriteHeader(_current.Message, _out), messages.BodyLength(_current.Message), _isQuitting ? _dotAndQuit : _dot);
    }

    // RFC 3030 §2: the octets follow their command at once.
    private Move Chunk(int length)
    {
        int body = messages.BodyLength(_current.Message);
        length = Put("BDAT "u8, length);
        _ = (messages.HeaderLength + body).TryFormat(_out.AsSpan(length), out int digits, provider: CultureInfo.InvariantCulture);
        length = Put(" LAST\r\n"u8, length + digits);
        length += messages.WriteHeader(_current.Message, _out.AsSpan(length));
        Offer();
        if (!_pipelining)
            _stage = Stage.Dot;
        _isQuitting = _pipelining && IsLast;
        return Say(length, body, _isQuitting ? _quit : null);
    }

    private bool IsLast => _done + 1 >= plan.MessagesPerSession;

    private void Offer()
    {
        _isOffered = true;
        dispatcher.Offered(_current.Message, _recipients);
    }

    private int Rcpt(int place, int length)
    {
        length = Put("RCPT TO:<"u8, length);
        length += addresses.Write(_current.Message, place, _out.AsSpan(length));
        return Put(">\r\n"u8, length);
    }

    private int Put(ReadOnlySpan<byte> octets, int length)
    {
        octets.CopyTo(_out.AsSpan(length));
        return length + octets.Length;
    }

    private Move Say(int head, int body = 0, byte[]? tail = null)
    {
        _outgoing = new Outgoing { Head = head, Body = body, Tail = tail };
        return Move.Go;
    }
}
