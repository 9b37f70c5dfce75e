namespace Harness.Core.MailLogs.Reading;

/// <summary>
/// Reads one log: lines of syslog, or what <c>journalctl -o export</c> and <c>-o json</c> write, which the first octets tell apart. Takes
/// its octets in parts of any size and keeps none of them.
/// </summary>
/// <param name="listener">Who is told the lines.</param>
/// <param name="latest">When the log was last written: no line is of a later year.</param>
internal sealed class LogReader(ILogListener listener, DateTime latest)
{
    private readonly LineSplitter _lines = new();
    private readonly StampReader _stamps = new(latest);
    private JournalExport? _export;
    private LineSplitter.Taking? _taking;

    /// <summary>How many lines were longer than is looked at.</summary>
    public long Cut => _lines.Cut;

    /// <summary>Whether the year of a time stamp was guessed.</summary>
    public bool HasGuessedYear => _stamps.HasGuessed;

    /// <summary>Takes the next octets.</summary>
    public void Feed(ReadOnlySpan<byte> octets)
    {
        if (octets.IsEmpty)
            return;
        if (_export is null && _taking is null)
            Recognise(octets);
        if (_export is not null)
            _export.Read(octets, listener);
        else
            _lines.Feed(octets, _taking!);
    }

    /// <summary>The log is over: a last line may be without its line end.</summary>
    public void End()
    {
        _export?.End(listener);
        if (_taking is not null)
            _lines.End(_taking);
    }

    private void Recognise(ReadOnlySpan<byte> octets)
    {
        ReadOnlySpan<byte> start = octets.TrimStart(" \t\r\n"u8);
        if (start.StartsWith("__"u8))
        {
            _export = new JournalExport();
        }
        else if (start.StartsWith("{"u8))
        {
            var json = new JournalJson();
            _taking = line => json.Read(line, listener);
        }
        else
        {
            var syslog = new SyslogLine(_stamps);
            _taking = line =>
            {
                if (syslog.TryRead(line, out LoggedLine logged))
                    listener.Take(logged);
                else
                    listener.Unreadable();
            };
        }
    }
}
