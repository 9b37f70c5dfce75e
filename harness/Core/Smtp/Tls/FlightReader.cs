namespace Harness.Core.Smtp.Tls;

/// <summary>
/// Takes a server's octets as they come, in records (RFC 8446 §5.1), and hands the messages in them on. Whatever the server
/// sends, no more than <see cref="MostOctets"/> of it are looked at.
/// </summary>
internal sealed class FlightReader(ServerFlight flight)
{
    /// <summary>More than any chain of certificates has.</summary>
    public const int MostOctets = 192 * 1024;

    private const int MostInARecord = 16 * 1024;
    private const int MostWarnings = 8;
    private const byte Alert = 21, Handshake = 22;

    private readonly List<byte> _record = [];
    private readonly List<byte> _message = [];
    private int _octets;
    private int _warnings;

    /// <summary>The fatal alert that ended it; null where none came.</summary>
    public string? FatalAlert { get; private set; }

    /// <summary>Why it is no answer to a ClientHello; null where it may be one.</summary>
    public string? Defect { get; private set; }

    /// <summary>Whether nothing more is worth waiting for.</summary>
    public bool IsOver => flight.IsWhole || FatalAlert is not null || Defect is not null;

    /// <summary>Whether the server has said nothing yet.</summary>
    public bool IsBlank => _octets == 0;

    /// <summary>Takes octets.</summary>
    public void Feed(ReadOnlySpan<byte> octets)
    {
        foreach (byte octet in octets)
        {
            if (IsOver)
            {
                return;
            }

            _octets++;
            _record.Add(octet);
            Defect ??= _octets > MostOctets ? $"more than {MostOctets} octets without an end" : Header();
            if (Defect is null && _record.Count >= 5 && _record.Count == 5 + Length)
            {
                Take(_record[0], [.. _record.Skip(5)]);
                _record.Clear();
            }
        }
    }

    private int Length => (_record[3] << 8) | _record[4];

    // What is wrong is said as soon as it can be seen: a reply in clear has no length to wait for.
    private string? Header()
        => _record.Count == 1 && _record[0] is not (Alert or Handshake) ? "no record of TLS"
        : _record.Count == 2 && _record[1] != 3 ? "no record of TLS"
        : _record.Count == 5 && Length is 0 or > MostInARecord ? $"a record of {Length} octets"
        : null;

    private void Take(byte type, byte[] content)
    {
        if (type == Alert)
        {
            TakeAlert(content);
            return;
        }

        _message.AddRange(content);
        while (_message.Count >= 4 && !IsOver)
        {
            int length = (_message[1] << 16) | (_message[2] << 8) | _message[3];
            if (length > MostOctets)
            {
                Defect = $"a message of {length} octets";
            }
            else if (_message.Count < 4 + length)
            {
                return;
            }
            else
            {
                Defect = flight.Take(_message[0], _message.GetRange(4, length).ToArray());
                _message.RemoveRange(0, 4 + length);
            }
        }
    }

    private void TakeAlert(byte[] content)
    {
        if (content is not [1 or 2, var code])
        {
            Defect = "an alert that cannot be read";
        }
        else if (content[0] == 2 || code == 0)
        {
            FatalAlert = TlsAlerts.Name(code);
        }
        // RFC 6066 §3: a warning may come before the answer, and means nothing for it.
        else if (++_warnings > MostWarnings)
        {
            Defect = "warnings without an end";
        }
    }
}
