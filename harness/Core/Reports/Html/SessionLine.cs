using System.Globalization;
using Harness.Core.Evidence;

namespace Harness.Core.Reports.Html;

/// <summary>One line of a session on a page.</summary>
/// <param name="Time">Milliseconds since the connection was opened; empty for a note on what was left out.</param>
/// <param name="By">Who spoke: <c>C</c>, <c>S</c>, <c>*</c>; a blank for such a note.</param>
/// <param name="Kind">The same as a word for styles: <c>c</c>, <c>s</c>, <c>n</c>.</param>
/// <param name="Text">What was said.</param>
internal sealed record SessionLine(string Time, string By, string Kind, string Text)
{
    /// <summary>The most lines of a session that somebody has to look at.</summary>
    public const int MostOfOpen = 120;

    private const int LineLimit = 300;
    private const int TimeWidth = 8;

    /// <summary>A session, of which a longer one is cut around the deciding reply.</summary>
    public static IEnumerable<SessionLine> Of(Observation seen, bool isOpen)
        => TranscriptExcerpt.Cut(seen.Transcript, seen.Outcome, isOpen ? MostOfOpen : TranscriptExcerpt.Lines).Select(Line);

    private static SessionLine Line(TranscriptLine line) => new(
        (line.By == TranscriptExcerpt.LeftOutBy || !double.IsFinite(line.Ms) ? "" : line.Ms.ToString("0.0", CultureInfo.InvariantCulture)).PadLeft(TimeWidth),
        line.By == TranscriptExcerpt.LeftOutBy ? " " : Shown.Of(line.By, 1),
        line.By switch { TranscriptLine.Client => "c", TranscriptLine.Server => "s", _ => "n" },
        Shown.Of(TranscriptExcerpt.WithoutLineEnd(line.Text), LineLimit));
}
