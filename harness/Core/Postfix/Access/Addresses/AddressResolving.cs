using Harness.Core.Postfix.Access.Tables;
using Harness.Core.Postfix.Tables;

namespace Harness.Core.Postfix.Access.Addresses;

/// <summary>Strips own domains and routes until the final address is found (trivial-rewrite(8), resolve.c).</summary>
internal sealed class AddressResolving(AddressRules rules, DomainClasses classes)
{
    /// <summary>Resolves an address in internal form.</summary>
    public ResolvedAddress Resolve(string address)
    {
        string rewritten = AddressRewriting.Rewrite(address, rules);
        List<Token> tokens = AddressTokens.Scan(MailQuoting.Quote(rewritten, false));
        MatchAnswer certainty = MatchAnswer.Found;
        List<Token>? saved = null;
        bool remote = false;
        for (int loop = 0; ; loop++)
        {
            if (loop > rewritten.Length + 100)
                return new() { Recipient = rewritten, Certainty = new(LookupStatus.Failed, "trivial-rewrite") };
            if (AddressTokens.Last(tokens, '@') >= 0)
                AddressRewriting.StripDot(tokens);
            if (rules.NullDomain && tokens.Count > 0 && tokens[^1].Is('@'))
                tokens.RemoveAt(tokens.Count - 1);
            int sign = AddressTokens.Last(tokens, '@');
            if (sign >= 0)
            {
                if (sign < tokens.Count - 1)
                {
                    MatchAnswer local = classes.IsLocal(AddressTokens.Internal(tokens, sign + 1));
                    if (local.Status is LookupStatus.Failed or LookupStatus.Unknown)
                        certainty = local;
                    if (local.Status != LookupStatus.Found)
                    {
                        remote = true;
                        break;
                    }
                }
                saved = tokens[sign..];
                tokens.RemoveRange(sign, tokens.Count - sign);
            }
            if (tokens.Exists(t => t.Is('@') || (rules.SwapBang && t.Is('!')) || (rules.Percent && t.Is('%'))))
            {
                AddressRewriting.Rewrite(tokens, rules);
                continue;
            }
            if (Crack(tokens))
                continue;
            if (tokens is [{ Kind: TokenKind.Quoted, Text: "" }])
                tokens.Clear();
            if (tokens.Count == 0)
            {
                tokens.AddRange(AddressTokens.Scan(rules.Empty));
                if (tokens.Count > 0)
                    continue;
            }
            if (saved is null)
            {
                saved = [Token.Sign('@'), .. AddressTokens.Scan(rules.HostName)];
                tokens.AddRange(saved);
                continue;
            }
            break;
        }
        if (!remote && saved is not null)
            tokens.AddRange(saved);
        return Finish(AddressTokens.Internal(tokens), remote, certainty);
    }

    // A quoted local part may hide a route; Postfix looks into it so that nobody relays through a Sendmail behind it.
    private bool Crack(List<Token> tokens)
    {
        if (!rules.Dequote || tokens is not [{ Kind: TokenKind.Quoted } quoted])
            return false;
        string local = quoted.Text;
        int sign = local.LastIndexOf('@');
        if (sign < 0 && rules.Percent)
            sign = local.LastIndexOf('%');
        if (sign < 0 && rules.SwapBang)
            sign = local.LastIndexOf('!');
        if (sign < 0)
            return false;
        bool bang = local[sign] == '!';
        string open = bang ? local : $"{local[..sign]}@{local[(sign + 1)..]}";
        tokens.Clear();
        tokens.AddRange(AddressTokens.Scan(bang ? open : MailQuoting.Quote(open, false)));
        if (tokens.Count > 0)
            AddressRewriting.Rewrite(tokens, rules);
        return true;
    }

    private ResolvedAddress Finish(string address, bool remote, MatchAnswer certainty)
    {
        int sign = address.LastIndexOf('@');
        string domain = address[(sign + 1)..];
        bool bad = domain.StartsWith('[') ? !HostAddresses.IsLiteral(domain) : !HostNameSyntax.IsValid(domain, rules.Utf8);
        if (bad && rules.NumericDomain && HostAddresses.IsValid(domain))
        {
            bad = false;
            domain = $"[{domain}]";
            address = address[..(sign + 1)] + domain;
            remote &= classes.IsLocal(domain).Status != LookupStatus.Found;
        }
        string folded = address.ToLowerInvariant();
        if (bad)
            return new() { Recipient = folded, Bad = true };
        bool routed = address.AsSpan().IndexOfAny('@', '!', '%') != sign;
        ResolvedAddress resolved = classes.Complete(folded, domain, remote, routed, certainty);
        return !rules.MinUser && address.StartsWith('-') ? new() { Recipient = folded, Bad = true } : resolved;
    }
}
