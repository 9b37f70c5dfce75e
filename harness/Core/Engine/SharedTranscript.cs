using Harness.Core.Evidence;
using Harness.Core.Smtp;

namespace Harness.Core.Engine;

/// <summary>The transcript of one session among several on a connection: what came before them all, and its own lines.</summary>
internal sealed class SharedTranscript
{
    private readonly List<TranscriptLine> _lines;
    private readonly List<Exchange> _exchanges;
    private readonly double _ms;
    private bool _closed;

    /// <summary>Begins after the opening that the sessions share.</summary>
    /// <param name="opening">What came before the first of them.</param>
    /// <param name="sessions">How many were sent in one write.</param>
    public SharedTranscript(SessionResult opening, int sessions)
    {
        _ms = opening.Transcript is [.., var last] ? last.Ms : 0;
        // The transcript of what hundreds of sessions share is told in short: of each reply its last line.
        _lines = [.. opening.Transcript.Where(l => !IsContinued(l)), new TranscriptLine(_ms, TranscriptLine.Remark, $"one of {sessions} transactions sent in one write")];
        _exchanges = [.. opening.Exchanges];
    }

    /// <summary>The lines so far.</summary>
    public IReadOnlyList<TranscriptLine> Lines => _lines;

    /// <summary>The exchanges so far.</summary>
    public IReadOnlyList<Exchange> Exchanges => _exchanges;

    /// <summary>Takes down a command and its answer, unless the session is over.</summary>
    public Exchange Add(string line, Reply reply)
    {
        Exchange exchange = KeptReply.Exchange(StageWords.OfCommand(line) ?? Stage.Mail, Visible.Escape(line), reply);
        if (!_closed)
        {
            _exchanges.Add(exchange);
            _lines.Add(new TranscriptLine(_ms, TranscriptLine.Client, exchange.Sent));
            _lines.AddRange(exchange.Lines.Select((l, i) => new TranscriptLine(
                _ms, TranscriptLine.Server, $"{reply.Code:D3}{(i < exchange.Lines.Count - 1 ? '-' : ' ')}{l}")));
        }

        return exchange;
    }

    // RFC 5321 §4.2.1: a hyphen after the code says that lines follow.
    private static bool IsContinued(TranscriptLine line) => line.By == TranscriptLine.Server && line.Text is [_, _, _, '-', ..];

    /// <summary>What follows belongs to no session.</summary>
    public void Close() => _closed = true;
}
