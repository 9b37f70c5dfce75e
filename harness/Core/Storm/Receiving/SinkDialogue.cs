using System.Text;

namespace Harness.Core.Storm.Receiving;

/// <summary>What the next hop answers, and what it keeps of a message: who it was for, which it was, and how long.</summary>
internal sealed partial class SinkSession
{
    private static readonly byte[] _end = "\r\n.\r\n"u8.ToArray();
    private static readonly byte[] _field = Encoding.ASCII.GetBytes("\n" + Message.Field);

    private int Command(ReadOnlySpan<byte> octets, out bool goesOn)
    {
        goesOn = true;
        int end = octets.IndexOf((byte)'\n');
        if (end < 0)
            return 0;
        ReadOnlySpan<byte> line = octets[..end];
        if (Is(line, "RCPT TO:"u8))
        {
            Rcpt(line);
        }
        else if (Is(line, "MAIL FROM:"u8))
        {
            Forget();
            _isNullSender = Address(line).IsEmpty;
            Say("250 2.1.0 Ok\r\n"u8);
        }
        else if (Is(line, "DATA"u8))
        {
            _isContent = _copies.Count + _others > 0;
            Say(_isContent ? "354 End data with <CR><LF>.<CR><LF>\r\n"u8 : "554 5.5.1 No valid recipients\r\n"u8);
        }
        else if (Is(line, "EHLO"u8) || Is(line, "HELO"u8))
        {
            Forget();
            Say(desk.Greeting);
        }
        else if (Is(line, "QUIT"u8))
        {
            Say("221 2.0.0 Bye\r\n"u8);
            _ = Flush();
            goesOn = false;
        }
        else
        {
            if (Is(line, "RSET"u8))
                Forget();
            Say("250 2.0.0 Ok\r\n"u8);
        }

        return end + 1;
    }

    private void Rcpt(ReadOnlySpan<byte> line)
    {
        int copy = desk.Addresses.CopyOf(Address(line));
        bool isForUs = copy >= 0 || desk.IsFixed;
        if (isForUs && desk.Manner is SinkManner.Defer or SinkManner.Refuse)
        {
            Say(desk.Manner == SinkManner.Defer ? "451 4.3.2 The storm's next hop defers\r\n"u8 : "550 5.1.1 The storm's next hop refuses\r\n"u8);
            return;
        }

        if (copy < 0)
            _others++;
        else if (_copies.Count < MostRecipients)
            _copies.Add(copy);
        Say("250 2.1.5 Ok\r\n"u8);
    }

    private int Content(ReadOnlySpan<byte> octets, out bool goesOn)
    {
        goesOn = true;
        // An empty message: its dot is the first line.
        if (_octets == 0 && octets.StartsWith(".\r\n"u8))
            return End(octets, 0, 3, out goesOn);
        int end = octets.IndexOf(_end);
        if (end >= 0)
            return End(octets, end + 2, end + _end.Length, out goesOn);
        // The beginning of an end may be at the end of what is here.
        int certain = octets.Length - _end.Length + 1;
        if (certain <= 0)
            return 0;
        Keep(octets[..certain]);
        return certain;
    }

    private int End(ReadOnlySpan<byte> octets, int content, int taken, out bool goesOn)
    {
        Keep(octets[..content]);
        goesOn = true;
        _isContent = false;
        if (desk.Manner == SinkManner.Slow)
            IsHeldBack = true;
        else
            goesOn = Taken();
        return taken;
    }

    private void Keep(ReadOnlySpan<byte> octets)
    {
        int room = Math.Min(_head.Length - _headLength, octets.Length);
        octets[..room].CopyTo(_head.AsSpan(_headLength));
        _headLength += room;
        _octets += octets.Length;
    }

    // The whole message is here.
    private bool Taken()
    {
        bool isOurs = _copies.Count > 0 || desk.IsFixed;
        bool acknowledged = desk.Manner != SinkManner.DropAfterDot || !isOurs;
        Record(acknowledged);
        Forget();
        if (acknowledged)
            Say("250 2.0.0 Kept\r\n"u8);
        return acknowledged;
    }

    private void Record(bool acknowledged)
    {
        if (_isNullSender)
        {
            desk.Notices++;
        }
        else
        {
            int message = MessageOf(_head.AsSpan(0, _headLength), out int rest);
            bool whole = message >= 0 && _octets - rest == desk.Messages.BodyLength(message) + 2;
            if (desk.IsFixed && message >= 0)
                desk.Arrived(message, acknowledged, whole);
            foreach (int copy in _copies)
                desk.Arrived(copy, acknowledged, whole && copy / desk.Recipients == message);
        }
    }

    // X-Storm is the last field of what was sent; what the server added stands above.
    private int MessageOf(ReadOnlySpan<byte> head, out int rest)
    {
        rest = 0;
        int at = head.IndexOf(_field);
        int tag = at + _field.Length;
        int digits = tag + desk.Tag.Length + 1;
        int after = digits + Addresses.Digits;
        if (at < 0 || after + 2 > head.Length || !head[tag..].StartsWith(desk.Tag))
            return -1;
        rest = after + 2;
        int message = Addresses.ReadNumber(head[digits..after]);
        return message < desk.Count ? message : -1;
    }

    private static bool Is(ReadOnlySpan<byte> line, ReadOnlySpan<byte> verb)
        => line.Length >= verb.Length && Ascii.EqualsIgnoreCase(line[..verb.Length], verb);

    private static ReadOnlySpan<byte> Address(ReadOnlySpan<byte> line)
    {
        int open = line.IndexOf((byte)'<'), close = line.IndexOf((byte)'>');
        return open >= 0 && close > open ? line[(open + 1)..close] : default;
    }
}
