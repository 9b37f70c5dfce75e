namespace Harness.Core.Smtp;

/// <summary>The spelling of a <see cref="Stage"/> in scenarios and reports, and the stage a command belongs to.</summary>
public static class StageWords
{
    private static readonly string[] Words = ["connect", "helo", "mail", "rcpt", "data", "end-of-data"];

    /// <summary>Spells a stage in lower case, as scenarios write it: <c>end-of-data</c> for <see cref="Stage.EndOfData"/>.</summary>
    /// <param name="stage">A named stage.</param>
    /// <returns>One of <c>connect helo mail rcpt data end-of-data</c>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The value names no stage.</exception>
    public static string ToWord(this Stage stage) =>
        Enum.IsDefined(stage) ? Words[(int)stage] : throw new ArgumentOutOfRangeException(nameof(stage), stage, null);

    /// <summary>Reads the spelling that <see cref="ToWord"/> writes, in either case.</summary>
    /// <param name="word">The word, without surrounding blanks.</param>
    /// <param name="stage">The stage meant; <see cref="Stage.Connect"/> when there is none.</param>
    /// <returns>False when the word names no stage; never an error.</returns>
    public static bool TryParse(string? word, out Stage stage)
    {
        var index = Array.FindIndex(Words, w => w.Equals(word, StringComparison.OrdinalIgnoreCase));
        stage = index < 0 ? Stage.Connect : (Stage)index;
        return index >= 0;
    }

    /// <summary>
    /// Says which stage a command line opens, by its verb alone, in either case (RFC 5321 §2.4: verbs are
    /// not case sensitive). The rest of the line may be anything.
    /// </summary>
    /// <param name="line">A command line, with or without its CRLF.</param>
    /// <returns>The stage, or null for a verb that opens none (NOOP, RSET, STARTTLS, unknown words).</returns>
    public static Stage? OfCommand(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        var end = line.AsSpan().IndexOfAny(" \t\r\n");
        return (end < 0 ? line : line[..end]).ToUpperInvariant() switch
        {
            "HELO" or "EHLO" or "LHLO" => Stage.Helo,
            "MAIL" => Stage.Mail,
            "RCPT" => Stage.Rcpt,
            "DATA" or "BDAT" => Stage.Data,
            _ => null,
        };
    }
}
