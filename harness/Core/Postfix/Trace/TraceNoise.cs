using System.Buffers;

namespace Harness.Core.Postfix.Trace;

/// <summary>
/// The shapes of verbose messages. Most begin with the name of a C function; the rest are listed. Ordinary messages begin
/// with a queue id, a severity, or words without an underscore.
/// </summary>
internal static class TraceNoise
{
    private static readonly SearchValues<char> NameLetters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789_");

    private static readonly string[] Beginnings =
    [
        "< ", "> ", ">>> ", "send attr ", "input attribute ", "connect to subsystem ", "lookup ", "fsspace: ",
        "before input_transp_cleanup: ", "after input_transp_cleanup: ", "server features: ", "been_here: ",
        "Using ESMTP PIPELINING", "using ESMTP PIPELINING", "looking for session ",
        "rewrite stream disconnect", "resolve stream disconnect",
    ];

    public static bool Is(string text)
    {
        foreach (var beginning in Beginnings)
        {
            if (text.StartsWith(beginning, StringComparison.Ordinal))
                return true;
        }
        return IsFunction(text) || IsAttributeTalk(text);
    }

    // "generic_checks: name=permit", "match_string: …"; severities (warning, fatal) have no underscore.
    private static bool IsFunction(string text)
    {
        var colon = text.AsSpan(0, Math.Min(text.Length, 64)).IndexOf(": ");
        return colon > 0 && text.AsSpan(0, colon).Contains('_')
            && !text.AsSpan(0, colon).ContainsAnyExcept(NameLetters);
    }

    // "private/rewrite socket: wanted attribute: flags", "private/tlsmgr: wanted attribute: status".
    private static bool IsAttributeTalk(string text) =>
        (text.StartsWith("private/", StringComparison.Ordinal) || text.StartsWith("public/", StringComparison.Ordinal))
        && text.Contains(": wanted attribute: ", StringComparison.Ordinal);
}
