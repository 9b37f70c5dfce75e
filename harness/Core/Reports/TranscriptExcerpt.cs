using Harness.Core.Evidence;

namespace Harness.Core.Reports;

/// <summary>The lines of a session by which it was decided, marked with who spoke.</summary>
internal static class TranscriptExcerpt
{
    /// <summary>The most lines that are shown, the notes on what was left out among them.</summary>
    public const int Lines = 14;

    private const int Opening = 2;
    private const int LineLimit = 150;

    /// <summary>The opening and the lines up to the deciding reply; a note stands for what was left out.</summary>
    public static IEnumerable<string> Of(IReadOnlyList<TranscriptLine> transcript, Outcome? outcome)
    {
        if (transcript.Count <= Lines)
            return transcript.Select(Line);
        int end = Math.Min(transcript.Count, Deciding(transcript, outcome) + 2);
        int start = Math.Max(0, end - (Lines - 2 - Opening));
        // Too near to the beginning for a gap: the first lines hold the decision.
        return start <= Opening
            ? [.. transcript.Take(Lines - 1).Select(Line), LeftOut(transcript.Count - Lines + 1)]
            : [
                .. transcript.Take(Opening).Select(Line),
                LeftOut(start - Opening),
                .. transcript.Take(end).Skip(start).Select(Line),
                .. end < transcript.Count ? [LeftOut(transcript.Count - end)] : Array.Empty<string>(),
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

    private static string LeftOut(int lines) => $"… {Words.Count(lines, "line")} left out";

    private static string Line(TranscriptLine line) => Shown.Of($"{Shown.Of(line.By, 1)} {WithoutLineEnd(line.Text)}", LineLimit);

    // An ordinary CRLF says nothing; a bare CR or LF, or an escaped backslash before an r, stays.
    private static string WithoutLineEnd(string text)
    {
        const string End = @"\r\n";
        if (!text.EndsWith(End, StringComparison.Ordinal))
            return text;
        string line = text[..^End.Length];
        return (line.Length - line.TrimEnd('\\').Length) % 2 == 0 ? line : text;
    }
}
