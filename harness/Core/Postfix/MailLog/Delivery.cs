namespace Harness.Core.Postfix.MailLog;

/// <summary>
/// What a delivery agent says about one recipient: <c>QUEUEID: to=&lt;r&gt;, relay=…, delay=…, dsn=2.0.0, status=sent (…)</c>
/// (src/global/log_adhoc.c).
/// </summary>
/// <param name="QueueId">The message in the queue.</param>
/// <param name="Recipient">The recipient after aliases and rewriting, as logged.</param>
/// <param name="OriginalRecipient">The recipient as the client gave it, where it differs; else null.</param>
/// <param name="Relay">The next hop <c>name[address]:port</c>, a local agent's name, or <c>none</c>.</param>
/// <param name="Dsn">The enhanced status code (RFC 3463).</param>
/// <param name="Status"><c>sent</c>, <c>deferred</c>, <c>bounced</c>, <c>expired</c>, <c>undeliverable</c>,
/// <c>deliverable</c>, as logged.</param>
/// <param name="Reason">What stands in the last parentheses, often the remote server's reply: hostile text.</param>
public sealed record Delivery(
    string QueueId, string Recipient, string? OriginalRecipient, string Relay, string Dsn, string Status, string Reason)
{
    /// <summary>Reads such a line of any agent (smtp, lmtp, local, virtual, pipe, error, discard); null when it is another.</summary>
    public static Delivery? TryParse(MailLogLine line)
    {
        var text = line.Text;
        if (line.QueueId is not { } id || Address(text, id.Length + 2, "to=<") is not { } to)
            return null;
        var at = to.Next;
        var original = Address(text, at, "orig_to=<");
        at = original?.Next ?? at;
        string? relay = null, dsn = null;
        // relay, conn_use, delay, delays, dsn, status: none of them can hold ", ".
        for (var i = 0; i < 8; i++)
        {
            var end = text.IndexOf(", ", at, StringComparison.Ordinal);
            if (text.AsSpan(at).StartsWith("status="))
                break;
            if (end < 0)
                return null;
            var pair = text.AsSpan(at, end - at);
            if (pair.StartsWith("relay="))
                relay = pair[6..].ToString();
            else if (pair.StartsWith("dsn="))
                dsn = pair[4..].ToString();
            at = end + 2;
        }
        if (relay is null || !text.AsSpan(at).StartsWith("status="))
            return null;
        var rest = text[(at + 7)..];
        var space = rest.IndexOf(' ', StringComparison.Ordinal);
        var status = space < 0 ? rest : rest[..space];
        var reason = space < 0 ? "" : rest[(space + 1)..];
        if (reason.StartsWith('('))
            reason = reason.EndsWith(')') ? reason[1..^1] : reason[1..];
        return new Delivery(id, to.Value, original?.Value, relay, dsn ?? "", status, reason);
    }

    private static (string Value, int Next)? Address(string text, int at, string key)
    {
        if (at > text.Length || !text.AsSpan(at).StartsWith(key))
            return null;
        var start = at + key.Length;
        var end = LoggedAddress.End(text, start);
        if (end < 0 || !text.AsSpan(end).StartsWith(">, "))
            end = text.IndexOf(">, ", start, StringComparison.Ordinal); // not quoted as it should be
        return end < 0 ? null : (text[start..end], end + 3);
    }
}
