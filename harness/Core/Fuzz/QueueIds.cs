using System.Text.RegularExpressions;
using Harness.Core.Smtp;

namespace Harness.Core.Fuzz;

/// <summary>The queue id that a server names when it takes a message, as Postfix and Exim word it.</summary>
internal static partial class QueueIds
{
    /// <summary>The ids in a reply; none where it is not 250.</summary>
    public static IEnumerable<string> In(Reply reply)
        => reply.Code != 250 ? [] : QueuedAs().Matches(string.Join(' ', reply.Lines)).Select(m => m.Groups[1].Value);

    [GeneratedRegex(@"\b(?:queued as |OK id=)([0-9A-Za-z-]{1,32})\b", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex QueuedAs();
}
