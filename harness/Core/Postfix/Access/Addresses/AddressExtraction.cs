namespace Harness.Core.Postfix.Access.Addresses;

/// <summary>
/// Finds the address in the argument of MAIL, RCPT or VRFY, with whatever junk stands around it (smtpd.c, extract_addr;
/// tok822_parse(3)).
/// </summary>
internal sealed class AddressExtraction
{
    private sealed class Node(Token token)
    {
        public Token Token { get; set; } = token;
        public List<Token>? Address { get; init; }
        public Node? Previous { get; set; }
        public Node? Next { get; set; }
    }

    private readonly Node _head = new(default);
    private readonly Node _tail = new(default);

    private AddressExtraction(List<Token> tokens)
    {
        Node last = _head;
        foreach (Token token in tokens)
        {
            var node = new Node(token);
            Glue(last, node);
            last = node;
        }
        Glue(last, _tail);
    }

    /// <summary>The internal form, or null where the argument is no single address.</summary>
    /// <param name="argument">The word after the colon, brackets included where they were sent.</param>
    /// <param name="strict">strict_rfc821_envelopes: nothing but <c>&lt;address&gt;</c>.</param>
    public static string? Extract(string argument, bool strict)
    {
        string text = argument is ['<', .., '>'] ? argument[1..^1] : argument;
        if (text.StartsWith('@') && text.IndexOf(':') is > 0 and var colon)
            text = text[(colon + 1)..];
        List<Token> tokens = AddressTokens.Scan(text);
        var tree = new AddressExtraction(tokens);
        if (tokens.Count > 0)
            tree.Group();
        int addresses = 0, others = 0;
        List<Token>? address = null;
        for (Node node = tree._head.Next!; node != tree._tail; node = node.Next!)
        {
            if (node.Address is not null)
            {
                address = node.Address;
                addresses++;
            }
            else if (!node.Token.Is('<') && !node.Token.Is('>'))
            {
                others++;
            }
        }
        if (addresses > 1 || (strict && (others > 0 || !argument.StartsWith('<'))))
            return null;
        string inner = address is null ? "" : AddressTokens.Internal(address, spaced: false);
        return strict && inner.StartsWith('@') ? null : inner;
    }

    // From right to left, as the parser of Postfix goes: what lies between the present token and `right` becomes an address.
    private void Group()
    {
        bool word = true, group = false;
        Node right = _tail;
        Node node = _tail.Previous!;
        while (node != _head)
        {
            Token token = node.Token;
            if (node.Address is null && token.Kind == TokenKind.Comment)
            {
                node = Aside(node, ref right);
                continue;
            }
            if (token.Is(';'))
            {
                right = Cluster(node, right, comma: true);
                group = word = true;
            }
            else if (token.Is(':') && group)
            {
                node.Token = new(TokenKind.Group, ":");
                Cluster(node, right, comma: false);
                while (node != _head && !node.Token.Is(','))
                    node = node.Previous!;
                right = node;
                continue;
            }
            else if (token.Is('>'))
            {
                right = Cluster(node, right, comma: true);
                while (node != _head && !node.Token.Is('<'))
                    node = node.Token.Kind == TokenKind.Comment ? Aside(node, ref right) : node.Previous!;
                Cluster(node, right, comma: false);
                while (node != _head && !(node.Token.Kind == TokenKind.Operator && ">;,:".Contains(node.Token.Operator)))
                    node = node.Previous!;
                right = node;
                word = true;
                continue;
            }
            else if (token.Kind is TokenKind.Atom or TokenKind.Quoted or TokenKind.Literal)
            {
                if (!word)
                    right = Cluster(node, right, comma: true).Next!;
                word = false;
            }
            else if (token.Is(','))
            {
                right = Cluster(node, right, comma: false);
                word = true;
            }
            else
            {
                word = true;
            }
            node = node.Previous!;
        }
        Cluster(_head, right, comma: false);
    }

    private static void Glue(Node left, Node right)
    {
        left.Next = right;
        right.Previous = left;
    }

    private static Node Aside(Node comment, ref Node right)
    {
        Node before = comment.Previous!;
        Glue(before, comment.Next!);
        Glue(right.Previous!, comment);
        Glue(comment, right);
        right = comment;
        return before;
    }

    private static Node Cluster(Node left, Node right, bool comma)
    {
        if (left == right || left.Next == right)
            return left;
        var inner = new List<Token>();
        for (Node node = left.Next!; node != right; node = node.Next!)
        {
            if (node.Address is not null)
                inner.AddRange(node.Address);
            else
                inner.Add(node.Token);
        }
        var address = new Node(default) { Address = inner };
        Glue(left, address);
        Glue(address, right);
        if (comma)
        {
            var sync = new Node(Token.Sign(','));
            Glue(left, sync);
            Glue(sync, address);
        }
        return left;
    }
}
