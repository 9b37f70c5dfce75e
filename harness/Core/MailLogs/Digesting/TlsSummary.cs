namespace Harness.Core.MailLogs.Digesting;

/// <summary>
/// <c>Anonymous TLS connection established from PEER: TLSv1.3 with cipher SUITE (…) …</c> (tls_misc.c, tls_log_summary), logged from
/// smtpd_tls_loglevel = 1 and smtp_tls_loglevel = 1 on.
/// </summary>
internal static class TlsSummary
{
    /// <summary>Reads it.</summary>
    /// <param name="text">The message.</param>
    /// <param name="direction"><c>from </c> or <c>to </c>.</param>
    /// <param name="peer">The peer as logged.</param>
    /// <param name="kind">Protocol and cipher suite: <c>TLSv1.3 with cipher TLS_AES_256_GCM_SHA384</c>.</param>
    public static bool TryRead(ReadOnlySpan<byte> text, ReadOnlySpan<byte> direction, out ReadOnlySpan<byte> peer, out ReadOnlySpan<byte> kind)
    {
        peer = kind = default;
        // Anonymous, Untrusted, Trusted, Verified.
        if (text.Length < 40 || text[0] is not ((byte)'A' or (byte)'U' or (byte)'T' or (byte)'V'))
            return false;
        int at = text[..20].IndexOf(" TLS "u8);
        if (at < 0 || !text[at..].TryAfter(" TLS connection "u8, out ReadOnlySpan<byte> rest)
            || (!rest.TryAfter("established "u8, out ReadOnlySpan<byte> after) && !rest.TryAfter("reused "u8, out after))
            || !after.TryAfter(direction, out rest))
            return false;
        int colon = rest.IndexOf(": "u8);
        int with = rest.IndexOf(" with cipher "u8);
        if (colon <= 0 || with < colon)
            return false;
        peer = rest[..colon];
        kind = rest[(colon + 2)..];
        int end = kind[(with - colon + 11)..].IndexOf((byte)' ');
        kind = end < 0 ? kind : kind[..(with - colon + 11 + end)];
        return true;
    }
}
