using System.Text;
using Harness.Core.Postfix.Access;
using Harness.Core.Smtp;

namespace Harness.Lab.Plays.Lane;

/// <summary>What a session of the lane came to, while its octets are still in the connection's buffer.</summary>
/// <param name="stage">The command that was answered.</param>
/// <param name="code">The reply code; 0 where the server hung up without a word.</param>
/// <param name="line">The first line of the reply, after code and separator.</param>
public readonly ref struct LaneAnswer(AccessCommand stage, int code, ReadOnlySpan<byte> line)
{
    private const int LongestLine = 1024;

    private readonly ReadOnlySpan<byte> _line = line;

    /// <summary>The command that was answered.</summary>
    public AccessCommand Stage { get; } = stage;

    /// <summary>The reply code; 0 where the server hung up without a word.</summary>
    public int Code { get; } = code;

    /// <summary>Whether stage, code, enhanced code and text are those. What names a queue file is nobody's to foretell.</summary>
    public bool Is(AccessOutcome outcome)
    {
        if (outcome.Stage != Stage || outcome.Code != Code)
        {
            return false;
        }

        bool hasQueueId = outcome is { Stage: AccessCommand.EndOfData, Code: 250 };
        return hasQueueId ? ToOutcome().Enhanced == outcome.Enhanced : SaysExactly(outcome) || Says(outcome);
    }

    /// <summary>The answer, to be kept. Which restriction decided it does not say.</summary>
    public AccessOutcome ToOutcome()
    {
        string line = Encoding.UTF8.GetString(_line);
        return EnhancedStatusCode.TryParse(line.AsSpan(0, line.IndexOf(' ', StringComparison.Ordinal) is >= 0 and var end ? end : line.Length), out EnhancedStatusCode? enhanced) && enhanced.ToString() is var code && line.StartsWith(code, StringComparison.Ordinal)
            ? new AccessOutcome(Stage, Code, code, line[code.Length..].TrimStart(' '), "", null)
            : new AccessOutcome(Stage, Code, "", line, "", null);
    }

    private bool Says(AccessOutcome outcome) => ToOutcome() is var seen && seen.Enhanced == outcome.Enhanced && seen.Text == outcome.Text;

    // Without a string: nearly every session is answered as it was foretold.
    private bool SaysExactly(AccessOutcome outcome)
    {
        int length = outcome.Enhanced.Length + 1 + outcome.Text.Length;
        if (outcome.Enhanced.Length == 0 || length != _line.Length || length > LongestLine)
        {
            return false;
        }

        return Ascii.Equals(_line[..outcome.Enhanced.Length], outcome.Enhanced) && _line[outcome.Enhanced.Length] == ' ' && Ascii.Equals(_line[(outcome.Enhanced.Length + 1)..], outcome.Text);
    }
}
