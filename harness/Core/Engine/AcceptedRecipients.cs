using System.Text;
using Harness.Core.Smtp;

namespace Harness.Core.Engine;

/// <summary>The recipients of a session so far, so that no message goes to somebody whom the caller has not named.</summary>
internal sealed class AcceptedRecipients
{
    private readonly List<string> _accepted = [];

    /// <summary>Takes down a command and its answer.</summary>
    public void Answered(string line, int? code)
    {
        if (code is >= 200 and < 300 && StageWords.OfCommand(line) == Stage.Rcpt)
        {
            _accepted.Add(Argument(line));
        }
    }

    /// <summary>The first recipient that a message in, or announced by, these octets would go to and may not.</summary>
    /// <returns>The argument of its RCPT; null where the octets begin no message, or all its recipients may be reached.</returns>
    public string? Stranger(ReadOnlySpan<byte> octets, Func<string, bool> mayReach)
    {
        // Octets of a scenario may hold a whole dialogue, with recipients of its own.
        string[] lines = Encoding.Latin1.GetString(octets).Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries);
        return lines.Any(l => StageWords.OfCommand(l) == Stage.Data)
            ? _accepted.Concat(lines.Where(l => StageWords.OfCommand(l) == Stage.Rcpt).Select(Argument)).FirstOrDefault(r => !mayReach(r))
            : null;
    }

    private static string Argument(string line) => line.Split(':', 2) is [_, var argument] ? argument.Trim() : "";
}
