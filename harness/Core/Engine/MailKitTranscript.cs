using System.Globalization;
using System.Text;
using Harness.Core.Evidence;
using Harness.Core.Smtp;
using MailKit;

namespace Harness.Core.Engine;

/// <summary>Makes MailKit's protocol log a transcript and a list of exchanges like the wire's.</summary>
/// <param name="recorder">Takes the transcript down.</param>
/// <param name="clock">The time of the transcript.</param>
/// <param name="sent">Told, whenever the client sends, whether it sends a message.</param>
internal sealed class MailKitTranscript(TranscriptRecorder recorder, TimeProvider clock, Action<bool> sent) : IProtocolLogger
{
    private readonly long _opened = clock.GetTimestamp();
    private readonly List<Exchange> _exchanges = [];
    private readonly List<string> _reply = [];
    private string _sent = "";
    private string _unfinished = "";
    private Stage _stage = Stage.Connect;
    private int _awaited = 1;

    /// <summary>Every reply so far.</summary>
    public IReadOnlyList<Exchange> Exchanges => _exchanges;

    /// <summary>Whether the server answered before it was asked: then nobody knows which reply is to which command.</summary>
    public bool IsAhead { get; private set; }

    /// <inheritdoc/>
    public IAuthenticationSecretDetector? AuthenticationSecretDetector { get; set; }

    /// <inheritdoc/>
    public void LogConnect(Uri uri) => Record(Direction.Note, default, "connected");

    /// <inheritdoc/>
    public void LogClient(byte[] buffer, int offset, int count)
    {
        _sent = recorder.Preview(buffer.AsSpan(offset, count)).Split(@"\r\n")[0];
        Record(Direction.Client, buffer.AsMemory(offset, count), null);
        bool isMessage = _exchanges is [.., { Code: 354 }];
        _stage = isMessage ? Stage.EndOfData : StageWords.OfCommand(_sent) ?? _stage;
        // A message has one answer, every other line has its own.
        _awaited = isMessage ? _exchanges.Count + 1 : _awaited + buffer.AsSpan(offset, count).Count((byte)'\n');
        sent(isMessage);
    }

    /// <inheritdoc/>
    public void LogServer(byte[] buffer, int offset, int count)
    {
        Record(Direction.Server, buffer.AsMemory(offset, count), null);
        // MailKit logs what it received, which is no unit of the protocol.
        string[] lines = (_unfinished + Encoding.Latin1.GetString(buffer, offset, count)).Split("\r\n");
        _unfinished = lines[^1].Length <= ReplyScan.MaxOctets ? lines[^1] : "";
        foreach (string line in lines[..^1])
        {
            _reply.Add(line.Length > 4 ? line[4..] : "");
            // RFC 5321 §4.2.1: a hyphen after the code says that lines follow.
            if (line.Length >= 3 && int.TryParse(line[..3], NumberStyles.None, CultureInfo.InvariantCulture, out int code) && (line.Length == 3 || line[3] != '-'))
            {
                bool enhanced = EnhancedStatusCode.TryParse(_reply[0].Split(' ')[0], out EnhancedStatusCode? status);
                _exchanges.Add(new Exchange(_stage, _sent, code, enhanced ? status!.ToString() : null, KeptReply.Lines(_reply)));
                // RFC 5321 §3.8: a 421 may come at any time.
                IsAhead |= _exchanges.Count > _awaited && code != 421;
                _reply.Clear();
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // Nothing is held: the interface asks for it.
    }

    private void Record(Direction direction, ReadOnlyMemory<byte> octets, string? note)
        => recorder.Record(new WireEvent(clock.GetElapsedTime(_opened), direction, octets, note));
}
