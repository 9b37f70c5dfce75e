namespace Harness.Core.Smtp.Tls;

/// <summary>TLS on a connection that has begun in clear; the command STARTTLS itself is the caller's.</summary>
public static class WireTls
{
    /// <summary>
    /// Runs the TLS handshake that follows a 220 to STARTTLS (RFC 3207 §4). Buffered plaintext is thrown away first, never read as
    /// if it had come encrypted (RFC 3207 §4.2). After a failure the wire stays in clear.
    /// </summary>
    /// <param name="wire">The connection.</param>
    /// <param name="targetHost">The server name indication to send; empty for none.</param>
    /// <param name="ct">Ends the handshake with an exception.</param>
    /// <returns>What was agreed, or why nothing was, after <see cref="Deadlines.Tls"/> at the latest.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The wire has been closed.</exception>
    public static async Task<TlsOutcome> StartTlsAsync(this SmtpWire wire, string targetHost, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(wire);
        wire.ForgetPlaintext(ct);
        var (stream, outcome) = await TlsHandshake.RunAsync(wire.Layers.Top, targetHost, wire.Deadlines.Tls, ct).ConfigureAwait(false);
        if (stream is not null)
            wire.Layers.Cover(stream);
        wire.Note(outcome.Established ? $"TLS established ({outcome.Protocol}, {outcome.CipherSuite})" : $"TLS failed: {outcome.Detail}");
        return outcome;
    }

    /// <summary>Sends a ClientHello after a 220 to STARTTLS and reads what comes in clear. The wire is good only for closing then.</summary>
    /// <param name="wire">The connection.</param>
    /// <param name="hello">What to offer.</param>
    /// <param name="ct">Ends the exchange with an exception.</param>
    /// <returns>What the server made of it, after <see cref="Deadlines.Tls"/> at the latest; no behaviour of the server throws.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The wire has been closed.</exception>
    public static async Task<TlsOutcome> HelloAsync(this SmtpWire wire, ClientHello hello, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(wire);
        wire.ForgetPlaintext(ct);
        wire.Note($"{hello}");
        TlsOutcome outcome = await HelloExchange.RunAsync(wire.Layers.Top, hello, wire.Deadlines, ct).ConfigureAwait(false);
        wire.Note(outcome.Agreed ? $"agreed on {outcome.Protocol}, {outcome.CipherSuite}" : outcome.Detail ?? "");
        return outcome;
    }
}
