using System.Buffers;
using System.Text;

namespace Harness.Core.Postfix.Access.Addresses;

/// <summary>Cuts an address in external form into tokens, and puts tokens together in internal form (tok822(3)).</summary>
internal static class AddressTokens
{
    private const string Operators = "|%!()<>@,;:\\\".[]";
    private static readonly SearchValues<char> s_operators = SearchValues.Create(Operators);

    /// <summary>The tokens of a text, from left to right. White space separates and is dropped.</summary>
    public static List<Token> Scan(string text)
    {
        var tokens = new List<Token>();
        int at = 0;
        while (at < text.Length)
        {
            char c = text[at];
            if (IsBlank(c))
            {
                at++;
                continue;
            }
            tokens.Add(c switch
            {
                '(' => Comment(text, ref at),
                '[' => Bracketed(text, ref at, TokenKind.Literal, ']'),
                '"' => Bracketed(text, ref at, TokenKind.Quoted, '"'),
                not '\\' when s_operators.Contains(c) => Token.Sign(text[at++]),
                _ => Atom(text, ref at),
            });
        }
        return tokens;
    }

    /// <summary>The tokens as one string without quoting; a blank between two words that would otherwise run together.</summary>
    public static string Internal(IReadOnlyList<Token> tokens, int from = 0, bool spaced = true)
    {
        var text = new StringBuilder();
        for (int i = from; i < tokens.Count; i++)
        {
            Token token = tokens[i];
            if (token.Kind == TokenKind.Literal)
                text.Append('[').Append(token.Text).Append(']');
            else
                text.Append(token.Text);
            if (spaced && i + 1 < tokens.Count
                && (token.Is(',') || token.Kind == TokenKind.Group || tokens[i + 1].Is('<') || (token.IsWord && tokens[i + 1].IsWord)))
                text.Append(' ');
        }
        return text.ToString();
    }

    /// <summary>Where the first operator of that sign stands; -1 for nowhere.</summary>
    public static int First(List<Token> tokens, char sign) => tokens.FindIndex(t => t.Is(sign));

    /// <summary>Where the last operator of that sign stands; -1 for nowhere.</summary>
    public static int Last(List<Token> tokens, char sign) => tokens.FindLastIndex(t => t.Is(sign));

    private static bool IsBlank(char c) => c is ' ' or '\t' or '\r' or '\n';

    private static Token Comment(string text, ref int at)
    {
        int begin = at++;
        for (int level = 1; at < text.Length && level > 0; at++)
        {
            if (text[at] == '\\' && at + 1 < text.Length)
                at++;
            else if (text[at] == '(')
                level++;
            else if (text[at] == ')')
                level--;
        }
        return new(TokenKind.Comment, text[begin..at]);
    }

    private static Token Bracketed(string text, ref int at, TokenKind kind, char end)
    {
        at++;
        string word = Collect(text, ref at, c => c == end);
        if (at < text.Length)
            at++;
        return new(kind, word);
    }

    private static Token Atom(string text, ref int at)
    {
        string word = Collect(text, ref at, c => IsBlank(c) || s_operators.Contains(c));
        bool quoted = word.AsSpan().ContainsAny(s_operators) || word.Any(c => c == ' ' || c < ' ' || c == '\x7f');
        return new(quoted ? TokenKind.Quoted : TokenKind.Atom, word);
    }

    private static string Collect(string text, ref int at, Func<char, bool> ends)
    {
        var word = new StringBuilder();
        while (at < text.Length)
        {
            char c = text[at];
            if (c == '\\')
            {
                if (++at == text.Length)
                    break;
                c = text[at];
            }
            else if (ends(c))
            {
                break;
            }
            word.Append(IsBlank(c) ? ' ' : c);
            at++;
        }
        return word.ToString();
    }
}
