using System.Text;

namespace Harness.Core.Postfix.Access.Addresses;

/// <summary>A word of an SMTP command: blanks inside <c>&lt;…&gt;</c> and quotes do not end it (smtpd_token(3)).</summary>
/// <param name="Text">The word as sent.</param>
/// <param name="IsBroken">A bracket or quote is not closed.</param>
internal readonly record struct CommandWord(string Text, bool IsBroken)
{
    /// <summary>The words of a line; a NUL ends it.</summary>
    public static List<CommandWord> Split(string line)
    {
        int nul = line.IndexOf('\0');
        string text = nul < 0 ? line : line[..nul];
        var words = new List<CommandWord>();
        int at = 0;
        while (Next(text, ref at) is { } word)
            words.Add(word);
        return words;
    }

    private static CommandWord? Next(string text, ref int at)
    {
        var word = new StringBuilder();
        bool broken = false;
        while (at < text.Length)
        {
            char c = text[at++];
            if (IsBlank(c))
            {
                while (at < text.Length && IsBlank(text[at]))
                    at++;
                if (word.Length > 0)
                    break;
            }
            else if (c is '<' or '"')
            {
                broken |= !Quoted(text, ref at, word.Append(c), c == '<' ? '>' : '"');
            }
            else
            {
                word.Append(c);
                if (c == '\\' && at < text.Length)
                    word.Append(text[at++]);
            }
        }
        return word.Length == 0 ? null : new(word.ToString(), broken);
    }

    private static bool Quoted(string text, ref int at, StringBuilder word, char last)
    {
        var open = new Stack<char>([last]);
        while (at < text.Length)
        {
            char c = text[at++];
            word.Append(c);
            if (c == '\\')
            {
                if (at == text.Length)
                    return false;
                word.Append(text[at++]);
            }
            else if (c == open.Peek())
            {
                open.Pop();
                if (open.Count == 0)
                    return true;
            }
            else if (c == '"' || (c == '<' && open.Peek() == '>'))
            {
                open.Push(c == '"' ? '"' : '>');
            }
        }
        return false;
    }

    private static bool IsBlank(char c) => c is ' ' or (>= '\t' and <= '\r');
}
