using Harness.Core.Evidence;
using Harness.Core.Smtp;

namespace Harness.Core.Engine;

/// <summary>Turns what passes over a wire into a transcript, without the secrets of AUTH (RFC 4954).</summary>
public sealed class TranscriptRecorder
{
    /// <summary>What stands in the transcript for a secret.</summary>
    public const string Redacted = "[redacted]";

    // A line of 1,000 octets is the longest that RFC 5321 §4.5.3.1.6 knows; a person reads the beginning.
    private const int LongestLine = 600;
    private const int MostLinesAtOnce = 40;
    private const int MostLines = 600;
    private const int MostCharacters = 40_000;

    private readonly List<TranscriptLine> _lines = [];
    private readonly AuthSecrets _secrets = new();
    private int _characters;
    private bool _full;

    /// <summary>What was recorded so far, in order.</summary>
    public IReadOnlyList<TranscriptLine> Lines => _lines;

    /// <summary>The octets, escaped and without secrets, as the transcript would show them if the client sent them now.</summary>
    public string Preview(ReadOnlySpan<byte> octets) => _secrets.Preview(octets);

    /// <summary>Whether octets are left out for now.</summary>
    public bool IsMuted { get; set; }

    /// <summary>Takes down one event of the wire.</summary>
    public void Record(WireEvent wireEvent)
    {
        if (IsMuted && wireEvent.Direction != Direction.Note)
        {
            return;
        }

        double ms = Math.Round(wireEvent.At.TotalMilliseconds, 1);
        switch (wireEvent.Direction)
        {
            case Direction.Note:
                _lines.Add(new TranscriptLine(ms, TranscriptLine.Remark, Visible.Escape(wireEvent.Note ?? "")));
                break;
            case Direction.Client:
                Append(ms, TranscriptLine.Client, wireEvent.Octets.Span);
                break;
            default:
                _secrets.Server(wireEvent.Octets.Span);
                Append(ms, TranscriptLine.Server, wireEvent.Octets.Span);
                break;
        }
    }

    /// <summary>Takes down what the harness itself did, or did not do.</summary>
    public void Remark(string text) => _lines.Add(new TranscriptLine(_lines.Count > 0 ? _lines[^1].Ms : 0, TranscriptLine.Remark, Visible.Escape(text)));

    /// <summary>A text as long as a person reads it.</summary>
    public static string Cut(string text)
    {
        int end = text.Length > LongestLine && char.IsHighSurrogate(text[LongestLine - 1]) ? LongestLine - 1 : LongestLine;
        return text.Length <= LongestLine ? text : $"{text[..end]}… ({text.Length - end} more characters)";
    }

    // Escaping makes four characters of an octet: a megabyte is cut before.
    private static string Cut(ReadOnlySpan<byte> octets) => octets.Length <= LongestLine
        ? Cut(Visible.Escape(octets))
        : $"{Visible.Escape(octets[..LongestLine])}… ({octets.Length - LongestLine} more octets)";

    // One line of the transcript for one line of the wire, so that it can be read.
    private void Append(double ms, string by, ReadOnlySpan<byte> octets)
    {
        int count = 0;
        while (!octets.IsEmpty)
        {
            int end = octets.IndexOf("\r\n"u8);
            ReadOnlySpan<byte> line = end < 0 ? octets : octets[..end];
            // The secrets have to be told apart even where nobody reads on.
            string? secretless = by == TranscriptLine.Client ? _secrets.Client(line, end >= 0) : null;
            if (++count <= MostLinesAtOnce && !_full)
            {
                string text = secretless is null ? Cut(line) : Cut(secretless);
                _characters += text.Length;
                _lines.Add(new TranscriptLine(ms, by, end < 0 ? text + TranscriptLine.NoCrLf : text));
            }

            octets = end < 0 ? [] : octets[(end + 2)..];
        }

        if (count > MostLinesAtOnce && !_full)
        {
            Remark($"{count - MostLinesAtOnce} more lines");
        }

        if (!_full && (_lines.Count >= MostLines || _characters >= MostCharacters))
        {
            _full = true;
            Remark("the rest is not kept");
        }
    }
}
