using Harness.Core.Evidence;
using Harness.Core.Smtp;

namespace Harness.Core.Engine;

/// <summary>
/// What is kept of a reply: as much as a person or the judge reads, since a server may say a megabyte to each of hundreds of
/// commands.
/// </summary>
internal static class KeptReply
{
    // No server announces as many extensions, and an EHLO reply is the longest there is.
    private const int MostLines = 50;

    // Of a reply together: an EHLO reply has some hundred characters.
    private const int MostCharacters = 4096;

    /// <summary>The exchange of a command and its reply.</summary>
    /// <param name="stage">The stage of the command.</param>
    /// <param name="sent">What was sent, fit for a report.</param>
    /// <param name="reply">The reply.</param>
    public static Exchange Exchange(Stage stage, string sent, Reply reply)
        => new(stage, TranscriptRecorder.Cut(sent), reply.Code, reply.Enhanced?.ToString(), Lines(reply.Lines));

    /// <summary>Lines, escaped and bounded.</summary>
    public static IReadOnlyList<string> Lines(IEnumerable<string> lines)
    {
        int left = MostCharacters;
        return [.. lines.Take(MostLines).Select(Line).TakeWhile(l => (left -= l.Length) >= 0)];
    }

    /// <summary>A line, escaped and bounded.</summary>
    public static string Line(string line) => TranscriptRecorder.Cut(Visible.Escape(TranscriptRecorder.Cut(line)));

    /// <summary>The text of a reply, escaped and bounded.</summary>
    public static string Text(Reply reply) => TranscriptRecorder.Cut(Visible.Escape(
        (reply with { Lines = [.. reply.Lines.Take(MostLines).Select(TranscriptRecorder.Cut)] }).Text));
}
