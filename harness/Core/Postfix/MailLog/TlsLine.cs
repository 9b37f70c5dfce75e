namespace Harness.Core.Postfix.MailLog;

/// <summary>
/// The summary of a TLS handshake that smtpd(8) and smtp(8) log from smtpd_tls_loglevel = 1 and smtp_tls_loglevel = 1
/// on (postconf(5); src/tls/tls_misc.c, tls_log_summary).
/// </summary>
/// <param name="Direction"><c>inbound</c> (established from) or <c>outbound</c> (established to).</param>
/// <param name="Trust"><c>Anonymous</c>, <c>Untrusted</c>, <c>Trusted</c> or <c>Verified</c>; inbound it is about the client's certificate.</param>
/// <param name="Peer"><c>name[address]</c>, with <c>:port</c> outbound, as logged.</param>
/// <param name="Protocol">The protocol's name in OpenSSL's spelling, such as <c>TLSv1.3</c>.</param>
/// <param name="Cipher">The cipher suite's name in OpenSSL's spelling.</param>
public sealed record TlsLine(string Direction, string Trust, string Peer, string Protocol, string Cipher)
{
    /// <summary>Reads such a line; null for any other.</summary>
    public static TlsLine? TryParse(MailLogLine line)
    {
        const string Middle = " TLS connection ", With = " with cipher ";
        var text = line.Text;
        var space = text.IndexOf(' ', StringComparison.Ordinal);
        if (space < 0 || text[..space] is not ("Anonymous" or "Untrusted" or "Trusted" or "Verified")
            || !text.AsSpan(space).StartsWith(Middle))
            return null;
        var rest = text.AsSpan(space + Middle.Length);
        var verb = rest.StartsWith("established ") ? "established ".Length : rest.StartsWith("reused ") ? "reused ".Length : 0;
        rest = rest[verb..];
        var inbound = rest.StartsWith("from ");
        if (verb == 0 || (!inbound && !rest.StartsWith("to ")))
            return null;
        rest = rest[(inbound ? 5 : 3)..];
        var colon = rest.IndexOf(": ");
        if (colon <= 0)
            return null;
        var peer = rest[..colon].ToString();
        rest = rest[(colon + 2)..];
        var with = rest.IndexOf(With);
        if (with <= 0)
            return null;
        var cipher = rest[(with + With.Length)..];
        var end = cipher.IndexOf(' ');
        return new TlsLine(
            inbound ? "inbound" : "outbound", text[..space], peer, rest[..with].ToString(),
            (end < 0 ? cipher : cipher[..end]).ToString());
    }
}
