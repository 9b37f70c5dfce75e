using System.Buffers.Text;

namespace Harness.Core.MailLogs.Reading;

/// <summary>The fields of a journal entry that make a log line (systemd.journal-fields(7)).</summary>
internal sealed class JournalFields
{
    private const long MicrosecondsASecond = 1_000_000;

    private readonly byte[] _message = new byte[LineSplitter.LongestLine];
    private readonly byte[] _identifier = new byte[128];
    private int _messageLength;
    private int _identifierLength;
    private long? _microseconds;
    private int? _pid;
    private bool _any;

    /// <summary>Takes one field; of a long one the beginning.</summary>
    public void Add(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        _any = true;
        if (name.SequenceEqual("MESSAGE"u8))
            _messageLength = Keep(value, _message);
        else if (name.SequenceEqual("SYSLOG_IDENTIFIER"u8))
            _identifierLength = Keep(value, _identifier);
        else if (name.SequenceEqual("__REALTIME_TIMESTAMP"u8) && Utf8Parser.TryParse(value, out long time, out _) && time >= 0)
            _microseconds = time;
        else if ((name.SequenceEqual("SYSLOG_PID"u8) || (_pid is null && name.SequenceEqual("_PID"u8))) && Utf8Parser.TryParse(value, out int pid, out _))
            _pid = pid;
    }

    /// <summary>The entry is over: tells it, and is ready for the next.</summary>
    public void End(ILogListener listener)
    {
        if (!_any)
            return;
        if (_identifierLength == 0)
        {
            listener.Unreadable();
        }
        else
        {
            // A message may have several lines; the first is the one that a log file would show.
            ReadOnlySpan<byte> text = _message.AsSpan(0, _messageLength);
            int lineEnd = text.IndexOf((byte)'\n');
            listener.Take(LoggedLine.Of(Seconds(), _identifier.AsSpan(0, _identifierLength), _pid ?? 0, lineEnd < 0 ? text : text[..lineEnd]));
        }
        Clear();
    }

    /// <summary>Forgets the fields that were added.</summary>
    public void Clear() => (_messageLength, _identifierLength, _microseconds, _pid, _any) = (0, 0, null, null, false);

    private long? Seconds() => _microseconds is { } since && since / MicrosecondsASecond < (DateTime.MaxValue - DateTime.UnixEpoch).TotalSeconds
        ? (DateTime.UnixEpoch.Ticks / TimeSpan.TicksPerSecond) + (since / MicrosecondsASecond) : null;

    private static int Keep(ReadOnlySpan<byte> value, byte[] where)
    {
        int length = Math.Min(value.Length, where.Length);
        value[..length].CopyTo(where);
        return length;
    }
}
