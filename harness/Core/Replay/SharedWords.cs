using Harness.Core.Postfix.Access;

namespace Harness.Core.Replay;

/// <summary>What sessions have in common, in a few words.</summary>
internal static class SharedWords
{
    private const int MostWords = 2;

    /// <summary>The words, the most telling first.</summary>
    public static IReadOnlyList<string> Of(IReadOnlyList<AccessSession> sessions)
    {
        string[] words =
        [
            .. One(sessions, s => s.Client?.ToString(), c => $"client {c}"),
            .. sessions.All(s => s.Login is not null) ? ["users who logged in"] : Array.Empty<string>(),
            .. One(sessions, s => Domain(s.Sender), d => $"senders in {d}"),
            .. sessions.All(s => s.Sender?.Length == 0 && s.Recipients.Count > 0) ? ["the null sender"] : Array.Empty<string>(),
            .. One(sessions, s => s.Helo, h => $"HELO {h}"),
            .. sessions.All(s => s.ClientName == "unknown") ? ["clients without a verified name"] : Array.Empty<string>(),
            .. One(sessions, s => s.Recipients.Count == 0 ? null : s.Recipients[^1], r => $"mail to {r}"),
        ];
        return [.. words.Take(MostWords)];
    }

    private static IEnumerable<string> One(IReadOnlyList<AccessSession> sessions, Func<AccessSession, string?> of, Func<string, string> word)
    {
        string? first = of(sessions[0]);
        return !string.IsNullOrEmpty(first) && sessions.All(s => string.Equals(of(s), first, StringComparison.OrdinalIgnoreCase)) ? [word(first)] : [];
    }

    private static string? Domain(string? address) => address is not null && address.LastIndexOf('@') is >= 0 and var sign ? address[(sign + 1)..] : null;
}
