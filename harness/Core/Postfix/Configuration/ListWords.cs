namespace Harness.Core.Postfix.Configuration;

/// <summary>Takes lists apart as mystrtokq(3) does.</summary>
internal static class ListWords
{
    // CHARS_COMMA_SP and CHARS_SPACE of src/global/mail_params.h and src/util/stringops.h.
    private const string CommaOrSpace = ", \t\r\n";
    private const string Space = " \t\r\n";

    /// <summary>Where the words of a list stand: commas and white space part them, <c>{ }</c> groups are kept whole.</summary>
    public static IEnumerable<Range> In(string text) => Words(text, CommaOrSpace);

    /// <summary>The words themselves.</summary>
    public static IEnumerable<string> Of(string text) => In(text).Select(range => text[range]);

    /// <summary>Where the fields of a master.cf line stand: white space parts them, <c>{ }</c> groups are kept whole.</summary>
    public static IEnumerable<Range> Fields(string text) => Words(text, Space);

    private static IEnumerable<Range> Words(string text, string separators)
    {
        var at = 0;
        while (true)
        {
            while (at < text.Length && separators.Contains(text[at], StringComparison.Ordinal))
                at++;
            if (at == text.Length)
                yield break;
            var start = at;
            for (var depth = 0; at < text.Length; at++)
            {
                var c = text[at];
                if (c == '{')
                    depth++;
                else if (depth > 0 && c == '}')
                    depth--;
                else if (depth == 0 && separators.Contains(c, StringComparison.Ordinal))
                    break;
            }
            yield return start..at;
        }
    }
}
