namespace Harness.Core.Postfix.Access.Addresses;

/// <summary>One token of an address.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">A word's text without quoting; one character for an operator.</param>
internal readonly record struct Token(TokenKind Kind, string Text)
{
    /// <summary>The operator's character; NUL for a word.</summary>
    public char Operator => Kind == TokenKind.Operator && Text is not null ? Text[0] : '\0';

    /// <summary>Whether this is that operator.</summary>
    public bool Is(char sign) => Kind == TokenKind.Operator && Text is not null && Text[0] == sign;

    /// <summary>Whether two of these in a row need a blank between them.</summary>
    public bool IsWord => Kind is TokenKind.Atom or TokenKind.Quoted or TokenKind.Comment or TokenKind.Literal;

    /// <summary>An operator.</summary>
    public static Token Sign(char sign) => new(TokenKind.Operator, sign.ToString());
}
