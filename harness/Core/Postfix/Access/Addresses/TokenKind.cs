namespace Harness.Core.Postfix.Access.Addresses;

/// <summary>What a token of an address is (RFC 822 §3.3; tok822(3)); everything else is an operator of one character.</summary>
internal enum TokenKind
{
    /// <summary>A single character that separates: <see cref="Token.Operator"/>.</summary>
    Operator,

    /// <summary>A word without specials.</summary>
    Atom,

    /// <summary>A quoted string, or an atom that holds specials because of backslashes.</summary>
    Quoted,

    /// <summary>A comment with its parentheses.</summary>
    Comment,

    /// <summary><c>[ … ]</c>, without the brackets.</summary>
    Literal,

    /// <summary>The colon that begins a named group.</summary>
    Group,
}
