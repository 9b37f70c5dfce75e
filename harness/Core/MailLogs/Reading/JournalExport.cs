using System.Buffers.Binary;

namespace Harness.Core.MailLogs.Reading;

/// <summary>
/// Reads the journal export format (systemd.io/JOURNAL_EXPORT_FORMATS): <c>NAME=value</c> lines, an empty line between entries; what is
/// no text stands as the name, a line end, eight octets of length (little endian), the value and a line end.
/// </summary>
internal sealed class JournalExport
{
    private readonly JournalFields _fields = new();
    private readonly byte[] _name = new byte[64];
    private readonly byte[] _value = new byte[LineSplitter.LongestLine];
    private readonly byte[] _size = new byte[8];
    private int _nameLength;
    private int _kept;
    private int _sized;
    private ulong _left;
    private State _state;

    private enum State
    {
        Line,
        Size,
        Value,
        LineEnd,
    }

    /// <summary>Takes the next octets, wherever they were cut.</summary>
    public void Read(ReadOnlySpan<byte> octets, ILogListener listener)
    {
        while (octets.Length > 0)
        {
            octets = octets[(_state switch
            {
                State.Line => Line(octets, listener),
                State.Size => Size(octets),
                State.Value => Value(octets),
                _ => LineEnd(octets),
            })..];
        }
    }

    /// <summary>The stream is over.</summary>
    public void End(ILogListener listener) => _fields.End(listener);

    private int Line(ReadOnlySpan<byte> octets, ILogListener listener)
    {
        int end = octets.IndexOf((byte)'\n');
        Keep(end < 0 ? octets : octets[..end]);
        if (end < 0)
            return octets.Length;
        ReadOnlySpan<byte> line = _value.AsSpan(0, _kept);
        int equals = line.IndexOf((byte)'=');
        _kept = 0;
        if (line.IsEmpty)
        {
            _fields.End(listener);
        }
        else if (equals > 0)
        {
            _fields.Add(line[..equals], line[(equals + 1)..]);
        }
        else
        {
            _nameLength = Math.Min(line.Length, _name.Length);
            line[.._nameLength].CopyTo(_name);
            (_state, _sized) = (State.Size, 0);
        }
        return end + 1;
    }

    private int Size(ReadOnlySpan<byte> octets)
    {
        int take = Math.Min(8 - _sized, octets.Length);
        octets[..take].CopyTo(_size.AsSpan(_sized));
        _sized += take;
        if (_sized == 8)
        {
            _left = BinaryPrimitives.ReadUInt64LittleEndian(_size);
            _state = State.Value;
            if (_left == 0)
                Told();
        }
        return take;
    }

    private int Value(ReadOnlySpan<byte> octets)
    {
        int take = (int)Math.Min(_left, (ulong)octets.Length);
        Keep(octets[..take]);
        _left -= (ulong)take;
        if (_left == 0)
            Told();
        return take;
    }

    private void Told()
    {
        _fields.Add(_name.AsSpan(0, _nameLength), _value.AsSpan(0, _kept));
        (_kept, _state) = (0, State.LineEnd);
    }

    private int LineEnd(ReadOnlySpan<byte> octets)
    {
        _state = State.Line;
        return octets[0] == '\n' ? 1 : 0;
    }

    private void Keep(ReadOnlySpan<byte> octets)
    {
        int take = Math.Min(octets.Length, _value.Length - _kept);
        octets[..take].CopyTo(_value.AsSpan(_kept));
        _kept += take;
    }
}
