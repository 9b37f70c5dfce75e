using System.Text;
using Harness.Core.Smtp;

namespace Harness.Core.Engine;

/// <summary>The recipients of a transaction so far, so that no message goes to somebody whom the caller has not named.</summary>
internal sealed class AcceptedRecipients
{
    private readonly List<string> _accepted = [];
    // A line may come in pieces, of which the last has its end.
    private string _begun = "";

    /// <summary>The recipients that a message would go to now, by the arguments of RCPT.</summary>
    public IReadOnlyList<string> All => [.. _accepted];

    /// <summary>The command lines in a text; a server may take a bare CR or LF for the end of one.</summary>
    public static string[] Lines(string text) => text.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Takes down a command and its answer.</summary>
    public void Answered(string line, int? code)
    {
        if (code is not (>= 200 and < 300))
        {
            return;
        }

        if (StageWords.OfCommand(line) == Stage.Rcpt)
        {
            _accepted.Add(Argument(line));
        }
        else if (EndsTransaction(line))
        {
            _accepted.Clear();
        }
    }

    /// <summary>Takes down octets that were sent as they are, with the codes of the replies that were read.</summary>
    public void Answered(ReadOnlySpan<byte> octets, IReadOnlyList<int> codes)
    {
        string text = _begun + Encoding.Latin1.GetString(octets);
        int end = text.LastIndexOfAny(['\r', '\n']) + 1;
        _begun = text[end..];
        string[] lines = Lines(text[..end]);
        for (int i = 0; i < lines.Length; i++)
        {
            // Unless each line has its reply, nobody knows which was answered how: every recipient may have been taken.
            int? code = lines.Length == codes.Count ? codes[i] : StageWords.OfCommand(lines[i]) == Stage.Rcpt ? 250 : null;
            Answered(lines[i], code);
        }
    }

    /// <summary>Takes down that a message was sent and answered: its recipients are none of the next one's (RFC 5321 §4.1.1.4).</summary>
    public void MessageAnswered() => _accepted.Clear();

    /// <summary>The first recipient that a message in, or announced by, these octets would go to and may not.</summary>
    /// <returns>The argument of its RCPT; null where the octets begin no message, or all its recipients may be reached.</returns>
    public string? Stranger(ReadOnlySpan<byte> octets, Func<string, bool> mayReach)
    {
        // Octets of a scenario may hold a whole dialogue, with recipients of its own.
        string[] lines = Lines(_begun + Encoding.Latin1.GetString(octets));
        return lines.Any(l => StageWords.OfCommand(l) == Stage.Data)
            ? _accepted.Concat(lines.Where(l => StageWords.OfCommand(l) == Stage.Rcpt).Select(Argument)).FirstOrDefault(r => !mayReach(r))
            : null;
    }

    // RFC 5321 §4.1.1.5, and §4.1.4 for a second EHLO.
    private static bool EndsTransaction(string line)
        => StageWords.OfCommand(line) == Stage.Helo || line.Trim().Equals("RSET", StringComparison.OrdinalIgnoreCase);

    private static string Argument(string line) => line.Split(':', 2) is [_, var argument] ? argument.Trim() : "";
}
