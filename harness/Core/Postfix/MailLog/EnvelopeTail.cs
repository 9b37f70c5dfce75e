namespace Harness.Core.Postfix.MailLog;

/// <summary>
/// The end of a reject line: <c>; from=&lt;s&gt; to=&lt;r&gt; proto=P helo=&lt;h&gt;</c>, each part optional. postscreen(8) puts
/// commas between them; Postfix 3.10 and later add sasl_… after them.
/// </summary>
internal readonly record struct EnvelopeTail(string? Sender, string? Recipient, string? Protocol, string? Helo)
{
    // An honest line has one or two; the limit keeps a hostile one linear.
    private const int MostCandidates = 32;

    /// <summary>
    /// Splits a line's remainder into text and tail, from the right: a HELO name cannot hold brackets or blanks, and
    /// of the places where <c>; from=&lt;</c> stands, the last whose addresses fill the rest exactly is the real one.
    /// </summary>
    public static (string Text, EnvelopeTail Tail) Split(string rest)
    {
        var end = rest.Length;
        string? helo = null;
        string? protocol = null;
        if (LastKey(rest, "helo=<", end) is { } h && rest.IndexOf('>', h + 6) is var close and >= 0
            && (close == rest.Length - 1 || rest.AsSpan(close + 1).TrimStart([' ', ',']).StartsWith("sasl_")))
        {
            helo = rest[(h + 6)..close];
            end = Trim(rest, h);
        }
        if (LastKey(rest, "proto=", end) is { } p && !rest.AsSpan(p, end - p).ContainsAny(" ;<>"))
        {
            protocol = rest[(p + 6)..end];
            end = Trim(rest, p);
        }
        var (start, sender, recipient) = Addresses(rest[..end]);
        return (rest[..start].TrimEnd(';'), new EnvelopeTail(sender, recipient, protocol, helo));
    }

    private static int? LastKey(string text, string key, int end)
    {
        var at = end == 0 ? -1 : text.LastIndexOf(key, end - 1, StringComparison.Ordinal);
        return at > 0 && text[at - 1] == ' ' ? at : null;
    }

    private static int Trim(string text, int end) => text.AsSpan(0, end).TrimEnd([' ', ',']).Length;

    private static (int Start, string? Sender, string? Recipient) Addresses(string text)
    {
        if (!text.EndsWith('>'))
            return (text.Length, null, null);
        var at = text.Length;
        var last = -1;
        for (var i = 0; i < MostCandidates && at > 0; i++)
        {
            at = text.LastIndexOf("; ", at - 1, StringComparison.Ordinal);
            if (at < 0)
                break;
            var key = text.AsSpan(at + 2);
            if (key.StartsWith("to=<") && LoggedAddress.End(text, at + 6) == text.Length - 1)
                return (at, null, text[(at + 6)..^1]);
            if (!key.StartsWith("from=<"))
                continue;
            last = last < 0 ? at : last;
            if (Pair(text, at + 8) is { } pair)
                return (at, pair.Sender, pair.Recipient);
        }
        return last < 0 ? (text.Length, null, null) : Unquoted(text, last);
    }

    private static (string Sender, string? Recipient)? Pair(string text, int start)
    {
        var end = LoggedAddress.End(text, start);
        if (end == text.Length - 1)
            return (text[start..end], null);
        if (end < 0 || RecipientAt(text, end + 1) is not { } to || LoggedAddress.End(text, to) != text.Length - 1)
            return null;
        return (text[start..end], text[to..^1]);
    }

    private static int? RecipientAt(string text, int at)
    {
        var key = text.AsSpan(at);
        return key.StartsWith(" to=<") ? at + 5 : key.StartsWith(", to=<") ? at + 6 : null;
    }

    // Quoting that does not come out: a log address in the internal form (info_log_addr_form = internal).
    private static (int, string?, string?) Unquoted(string text, int at)
    {
        var to = text.LastIndexOf("> to=<", StringComparison.Ordinal);
        return to < at + 8 ? (at, text[(at + 8)..^1], null) : (at, text[(at + 8)..to], text[(to + 6)..^1]);
    }
}
