namespace Harness.Core.Postfix.Configuration;

/// <summary>
/// One <c>name = value</c> of a main.cf, as written: no <c>$name</c> is expanded (postconf(5)).
/// </summary>
/// <param name="Name">The parameter's name, in the spelling of the file; Postfix compares it case-sensitively.</param>
/// <param name="Value">Everything after <c>=</c>, continuation lines joined, blanks trimmed at both ends; may be empty. The
/// carriage returns of CRLF stay inside, as Postfix keeps them.</param>
/// <param name="Line">The physical line, counted from 1, on which the name stands.</param>
/// <param name="Lines">The physical lines that carry the value, numbered from 1, without newlines; comments and
/// blank lines inside the continuation are not among them.</param>
public sealed record MainCfSetting(
    string Name, string Value, int Line, IReadOnlyList<(int Line, string Text)> Lines)
{
    /// <summary>The value with its places; null for a setting that was not read from a file.</summary>
    internal PlacedText? Placed { get; init; }

    /// <summary>
    /// Splits the value the way Postfix splits a list: at commas and white space, with <c>{ }</c> groups kept whole
    /// (mystrtokq in src/util/mystrtok.c). Never fails; an unclosed <c>{</c> takes the rest of the value.
    /// </summary>
    public IEnumerable<ListItem> Items()
    {
        var word = new System.Text.StringBuilder();
        var started = 0;
        var depth = 0;
        for (var i = 0; i < Lines.Count; i++)
        {
            var text = i == 0 ? AfterEquals(Lines[i].Text) : Lines[i].Text;
            foreach (var c in text)
            {
                if (depth == 0 && IsSeparator(c))
                {
                    if (word.Length > 0)
                        yield return new ListItem(word.ToString(), started);
                    word.Clear();
                    continue;
                }
                if (word.Length == 0)
                    started = Lines[i].Line;
                word.Append(c);
                depth += c == '{' ? 1 : c == '}' && depth > 0 ? -1 : 0;
            }
        }
        if (word.Length > 0)
            yield return new ListItem(word.ToString().TrimEnd(Blanks.All), started);
    }

    /// <summary>The trimmed text of one of the physical lines; empty when <paramref name="line"/> is none of them.</summary>
    internal string TextOf(int line)
    {
        foreach (var (number, text) in Lines)
        {
            if (number == line)
                return text.Trim(Blanks.All);
        }
        return "";
    }

    private static string AfterEquals(string text) => text[(text.IndexOf('=', StringComparison.Ordinal) + 1)..];

    // CHARS_COMMA_SP of src/global/mail_params.h.
    private static bool IsSeparator(char c) => c is ',' or ' ' or '\t' or '\r' or '\n';
}
