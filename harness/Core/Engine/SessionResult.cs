using System.Text.RegularExpressions;
using Harness.Core.Evidence;
using Harness.Core.Smtp;
using Harness.Core.Smtp.Tls;

namespace Harness.Core.Engine;

/// <summary>What the wire showed of one session.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Exchanges">Every reply.</param>
/// <param name="Transcript">Every octet.</param>
/// <param name="Tls">What STARTTLS came to, or null.</param>
internal sealed partial record SessionResult(
    Outcome Outcome,
    IReadOnlyList<Exchange> Exchanges,
    IReadOnlyList<TranscriptLine> Transcript,
    TlsOutcome? Tls)
{
    /// <summary>What the server did about a client that was slow, or null.</summary>
    public Shedding? Shed { get; init; }

    /// <summary>What became of a flood, or null.</summary>
    public FloodSeen? Flood { get; init; }

    /// <summary>The queue ids the server named when it took messages, as Postfix and Exim word it.</summary>
    public IReadOnlyList<string> QueueIds { get; } = [.. Exchanges
        .Where(e => e.Code == 250)
        .Select(e => QueuedAs().Match(string.Join(' ', e.Lines)))
        .Where(m => m.Success)
        .Select(m => m.Groups[1].Value)];

    /// <summary>A session that did not come about.</summary>
    public static SessionResult Unreachable(string detail, TranscriptRecorder transcript)
        => new(new Outcome(Ending.Unreachable, Stage.Connect, null, null, detail), [], transcript.Lines, null);

    [GeneratedRegex(@"\b(?:queued as |OK id=)([0-9A-Za-z-]{6,32})\b", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex QueuedAs();
}
