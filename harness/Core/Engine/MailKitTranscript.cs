using System.Text;
using Harness.Core.Evidence;
using Harness.Core.Smtp;
using MailKit;

namespace Harness.Core.Engine;

/// <summary>Makes MailKit's protocol log a transcript and a list of exchanges like the wire's.</summary>
internal sealed class MailKitTranscript(TranscriptRecorder recorder, TimeProvider clock) : IProtocolLogger
{
    private readonly long _opened = clock.GetTimestamp();
    private readonly List<Exchange> _exchanges = [];
    private readonly List<string> _reply = [];
    private string _sent = "";
    private Stage _stage = Stage.Connect;

    /// <summary>Every reply so far.</summary>
    public IReadOnlyList<Exchange> Exchanges => _exchanges;

    /// <inheritdoc/>
    public IAuthenticationSecretDetector? AuthenticationSecretDetector { get; set; }

    /// <inheritdoc/>
    public void LogConnect(Uri uri) => Record(Direction.Note, default, "connected");

    /// <inheritdoc/>
    public void LogClient(byte[] buffer, int offset, int count)
    {
        Record(Direction.Client, buffer.AsMemory(offset, count), null);
        _sent = Visible.Escape(buffer.AsSpan(offset, count)).Split("\\r\\n")[0];
        _stage = _exchanges is [.., { Code: 354 }] ? Stage.EndOfData : StageWords.OfCommand(_sent) ?? _stage;
    }

    /// <inheritdoc/>
    public void LogServer(byte[] buffer, int offset, int count)
    {
        Record(Direction.Server, buffer.AsMemory(offset, count), null);
        foreach (string line in Encoding.Latin1.GetString(buffer, offset, count).Split("\r\n", StringSplitOptions.RemoveEmptyEntries))
        {
            _reply.Add(Visible.Escape(line.Length > 4 ? line[4..] : ""));
            // RFC 5321 §4.2.1: a hyphen after the code says that lines follow.
            if (line.Length >= 3 && int.TryParse(line[..3], out int code) && (line.Length == 3 || line[3] != '-'))
            {
                bool enhanced = EnhancedStatusCode.TryParse(_reply[0].Split(' ')[0], out EnhancedStatusCode? status);
                _exchanges.Add(new Exchange(_stage, _sent, code, enhanced ? status!.ToString() : null, [.. _reply]));
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
