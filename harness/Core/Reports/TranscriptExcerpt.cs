using Harness.Core.Evidence;

namespace Harness.Core.Reports;

/// <summary>The lines of a session by which it was decided, marked with who spoke.</summary>
internal static class TranscriptExcerpt
{
    /// <summary>The most lines that are shown, the notes on what was left out among them.</summary>
    public const int Lines = 14;

    /// <summary>Who speaks in a note on what was left out.</summary>
    public const string LeftOutBy = "…";

    private const int Opening = 2;
    private const int LineLimit = 150;

    /// <summary>The opening and the lines up to the deciding reply; a note stands for what was left out.</summary>
    public static IEnumerable<string> Of(IReadOnlyList<TranscriptLine> transcript, Outcome? outcome)
        => Cut(transcript, outcome, Lines).Select(l => l.By == LeftOutBy ? Shown.Of(l.Text, LineLimit) : Line(l));

    /// <summary>The same of a length of one's own; by <see cref="LeftOutBy"/> are the notes on what was left out.</summary>
    /// <param name="transcript">The session.</param>
    /// <param name="outcome">What became of it.</param>
    /// <param name="most">The most lines, the notes among them.</param>
    public static IEnumerable<TranscriptLine> Cut(IReadOnlyList<TranscriptLine> transcript, Outcome? outcome, int most)
    {
        if (transcript.Count <= most)
            return transcript;
        int end = Math.Min(transcript.Count, Deciding(transcript, outcome) + 2);
        int start = Math.Max(0, end - (most - 2 - Opening));
        // Too near to the beginning for a gap: the first lines hold the decision.
        return start <= Opening
            ? [.. transcript.Take(most - 1), LeftOut(transcript.Count - most + 1)]
            : [
                .. transcript.Take(Opening),
                LeftOut(start - Opening),
                .. transcript.Take(end).Skip(start),
                .. end < transcript.Count ? [LeftOut(transcript.Count - end)] : Array.Empty<TranscriptLine>(),
            ];
    }

    private static int Deciding(IReadOnlyList<TranscriptLine> transcript, Outcome? outcome)
    {
        for (int i = transcript.Count - 1; i >= 0 && outcome?.Code is { } code; i--)
        {
            if (transcript[i].By == TranscriptLine.Server && transcript[i].Text.StartsWith(code.ToString("D3"), StringComparison.Ordinal))
                return i;
        }

        return transcript.Count - 1;
    }

    private static TranscriptLine LeftOut(int lines) => new(0, LeftOutBy, $"… {Words.Count(lines, "line")} left out");

    private static string Line(TranscriptLine line) => Shown.Of($"{Shown.Of(line.By, 1)} {WithoutLineEnd(line.Text)}", LineLimit);

    /// <summary>A line without the CRLF that ends it, which says nothing; a bare CR or LF, or an escaped backslash before an r, stays.</summary>
    public static string WithoutLineEnd(string text)
    {
        const string End = @"\r\n";
        if (!text.EndsWith(End, StringComparison.Ordinal))
            return text;
        string line = text[..^End.Length];
        return (line.Length - line.TrimEnd('\\').Length) % 2 == 0 ? line : text;
    }
}
