namespace Harness.Core.Smtp;

/// <summary>
/// The one place where the patience of the harness is set. Shorter than RFC 5321 §4.5.3.2 grants a server: those
/// minutes are for queues that run unattended.
/// </summary>
/// <param name="Connect">For a TCP connection, and the proxy hops on the way, to stand.</param>
/// <param name="Write">For one send to be taken by the local network stack.</param>
/// <param name="Reply">For a whole reply, from the first waiting to the last octet.</param>
/// <param name="EndOfData">For the reply after the final dot, when content filters run.</param>
/// <param name="Tls">For a TLS handshake.</param>
public sealed record Deadlines(TimeSpan Connect, TimeSpan Write, TimeSpan Reply, TimeSpan EndOfData, TimeSpan Tls)
{
    /// <summary>For a whole session: a server that answers each command at the last moment would have it last for ever. 5 minutes.</summary>
    public TimeSpan Session { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>10 s to connect, 10 s to write, 30 s for a reply, 60 s after end-of-data, 15 s for TLS.</summary>
    public static Deadlines Default { get; } = new(
        Connect: TimeSpan.FromSeconds(10),
        Write: TimeSpan.FromSeconds(10),
        Reply: TimeSpan.FromSeconds(30),
        EndOfData: TimeSpan.FromSeconds(60),
        Tls: TimeSpan.FromSeconds(15));
}
