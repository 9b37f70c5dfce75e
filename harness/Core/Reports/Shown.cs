using Harness.Core.Smtp;

namespace Harness.Core.Reports;

/// <summary>Text of a server, a log or a stranger's file as a report shows it: one visible line of bounded length.</summary>
internal static class Shown
{
    private static readonly string[] _commands = ["##[", "##vso[", "##teamcity["];

    /// <summary>
    /// Escapes what is not visible and cuts the rest, with <c>…</c> where something was left out. Backslashes stay: most
    /// evidence is escaped already, and doubling them would make it another text.
    /// </summary>
    public static string Of(string text, int limit = 400)
    {
        string raw = text.Length <= limit ? text : text[..limit];
        string visible = string.Join('\\', raw.Split('\\').Select(Visible.Escape));
        return Cut(Disarm(visible), limit, text.Length > limit);
    }

    /// <summary>
    /// Takes the magic from a line that a build log would obey: <c>::error::</c> at its start (GitHub trims blanks before it),
    /// and <c>##[…]</c>, <c>##vso[…]</c>, <c>##teamcity[…]</c> anywhere.
    /// </summary>
    public static string DisarmLine(string line)
    {
        string trimmed = line.TrimStart();
        return trimmed.StartsWith("::", StringComparison.Ordinal)
            ? string.Concat(line.AsSpan(0, line.Length - trimmed.Length), @"\", trimmed)
            : line;
    }

    private static string Disarm(string text) => _commands.Aggregate(
        text, (safe, command) => safe.Replace(command, @"#\u{0023}" + command[2..], StringComparison.OrdinalIgnoreCase));

    private static string Cut(string text, int limit, bool already)
    {
        if (text.Length <= limit)
            return already ? text + "…" : text;
        int end = char.IsHighSurrogate(text[limit - 1]) ? limit - 1 : limit;
        return text[..end] + "…";
    }
}
