using Harness.Core.Postfix.Tables;

namespace Harness.Core.Postfix.Access.Addresses;

/// <summary>Brings an address to <c>user@host.domain</c> (trivial-rewrite(8), rewrite.c, for local clients).</summary>
internal static class AddressRewriting
{
    /// <summary>The rewritten address, internal form to internal form.</summary>
    public static string Rewrite(string address, AddressRules rules)
    {
        if (address.Length == 0)
            return address;
        List<Token> tokens = AddressTokens.Scan(MailQuoting.Quote(address, false));
        if (tokens.Count > 0)
            Rewrite(tokens, rules);
        return AddressTokens.Internal(tokens);
    }

    /// <summary>The same on tokens, in place; there is at least one.</summary>
    public static void Rewrite(List<Token> tokens, AddressRules rules)
    {
        if (tokens is [{ Kind: TokenKind.Quoted, Text: "" }])
            return;
        if (tokens.Count == 1 && tokens[0].Is('@'))
        {
            tokens[0] = new(TokenKind.Quoted, "");
            return;
        }
        if (tokens[0].Is('@') && AddressTokens.First(tokens, ':') is > 0 and var colon && colon < tokens.Count - 1)
            tokens.RemoveRange(0, colon + 1);
        if (AddressTokens.Last(tokens, '@') < 0)
            AddDomain(tokens, rules);
        Qualify(tokens, rules);
        StripDot(tokens);
    }

    /// <summary>Drops one dot at the end, but neither of two nor the one after an @.</summary>
    public static void StripDot(List<Token> tokens)
    {
        if (tokens.Count > 1 && tokens[^1].Is('.') && !tokens[^2].Is('.') && !tokens[^2].Is('@'))
            tokens.RemoveAt(tokens.Count - 1);
    }

    private static void AddDomain(List<Token> tokens, AddressRules rules)
    {
        int bang = rules.SwapBang ? AddressTokens.First(tokens, '!') : -1;
        int percent = rules.Percent ? AddressTokens.Last(tokens, '%') : -1;
        if (bang >= 0)
        {
            List<Token> host = tokens[..bang], user = tokens[(bang + 1)..];
            tokens.Clear();
            tokens.AddRange([.. user, Token.Sign('@'), .. host]);
        }
        else if (percent >= 0)
        {
            tokens[percent] = Token.Sign('@');
        }
        else if (!string.IsNullOrEmpty(rules.Origin))
        {
            tokens.Add(Token.Sign('@'));
            tokens.AddRange(AddressTokens.Scan(rules.Origin));
        }
    }

    private static void Qualify(List<Token> tokens, AddressRules rules)
    {
        int sign = AddressTokens.Last(tokens, '@');
        if (string.IsNullOrEmpty(rules.Domain) || sign < 0 || sign == tokens.Count - 1
            || tokens.Skip(sign).Any(t => t.Kind == TokenKind.Literal || t.Is('.')))
            return;
        tokens.Add(Token.Sign('.'));
        tokens.AddRange(AddressTokens.Scan(rules.Domain));
    }
}
