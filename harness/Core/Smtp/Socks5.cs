using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using static Harness.Core.Smtp.Socks5Octets;

namespace Harness.Core.Smtp;

/// <summary>Reaches a server through a SOCKS5 proxy (RFC 1928), the way the harness speaks from another source address.</summary>
public static class Socks5
{
    /// <summary>
    /// Asks a proxy, without authentication, to connect onward. Not one octet beyond the proxy's answer is read, so the stream
    /// can go to the next hop or to a wire at once. The deadline is the caller's, through the token.
    /// </summary>
    /// <param name="proxy">A stream connected to the proxy, or through it to the next one; stays open in every case.</param>
    /// <param name="host">An IPv4 or IPv6 literal (with or without brackets), or a name the proxy resolves.</param>
    /// <param name="port">The destination's TCP port, 1 to 65535.</param>
    /// <param name="ct">Ends the waiting.</param>
    /// <returns>Not connected, with a reason, for a refusal as well as for a proxy that speaks nonsense or closes.</returns>
    /// <exception cref="ArgumentException">The host is empty or longer than the 255 octets SOCKS can carry, or the port is out of range.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static async Task<Socks5Outcome> ConnectAsync(Stream proxy, string host, int port, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(proxy);
        var request = Request(host, port);
        return await TalkAsync(async () =>
        {
            // RFC 1928 §3: one method offered, no authentication.
            await SayAsync(proxy, [ProtocolVersion, 1, NoAuthentication], ct).ConfigureAwait(false);
            if (await MethodAsync(proxy, ct).ConfigureAwait(false) is { } refused)
                return refused;

            await SayAsync(proxy, request, ct).ConfigureAwait(false);
            return await AnswerAsync(proxy, ct).ConfigureAwait(false);
        }).ConfigureAwait(false);
    }

    /// <summary>
    /// Asks proxies one behind the other, all at once: for proxies that are known to want no authentication, and to leave alone
    /// what is not for them. One round trip instead of two for each.
    /// </summary>
    /// <param name="proxy">A stream connected to the first proxy; stays open in every case.</param>
    /// <param name="hops">Where each proxy is to connect to: the next one, and at last the destination.</param>
    /// <param name="ct">Ends the waiting.</param>
    /// <returns>As <see cref="ConnectAsync(Stream, string, int, CancellationToken)"/>, with the number of hops that were reached.</returns>
    /// <exception cref="ArgumentException">A host is empty or longer than the 255 octets SOCKS can carry, or a port is out of range.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static async Task<(int Reached, Socks5Outcome Outcome)> ConnectAsync(Stream proxy, IReadOnlyList<(string Host, int Port)> hops, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(proxy);
        byte[] requests = [.. hops.SelectMany(h => (byte[])[ProtocolVersion, 1, NoAuthentication, .. Request(h.Host, h.Port)])];
        int reached = 0;
        Socks5Outcome outcome = await TalkAsync(async () =>
        {
            await SayAsync(proxy, requests, ct).ConfigureAwait(false);
            Socks5Outcome last = new(true, null);
            while (reached < hops.Count && last.Connected)
            {
                last = await MethodAsync(proxy, ct).ConfigureAwait(false) ?? await AnswerAsync(proxy, ct).ConfigureAwait(false);
                reached += last.Connected ? 1 : 0;
            }

            return last;
        }).ConfigureAwait(false);
        return (reached, outcome);
    }

    private static async Task<Socks5Outcome> TalkAsync(Func<Task<Socks5Outcome>> talk)
    {
        try
        {
            return await talk().ConfigureAwait(false);
        }
        catch (EndOfStreamException)
        {
            return new(false, "the proxy closed the connection");
        }
        catch (Exception broken) when (broken is IOException or SocketException)
        {
            return new(false, $"the connection to the proxy broke: {broken.Message}");
        }
    }

    private static async Task SayAsync(Stream proxy, byte[] octets, CancellationToken ct)
    {
        await proxy.WriteAsync(octets, ct).ConfigureAwait(false);
        await proxy.FlushAsync(ct).ConfigureAwait(false);
    }

    // Null where the method that was offered is the one that was chosen.
    private static async Task<Socks5Outcome?> MethodAsync(Stream proxy, CancellationToken ct)
    {
        var method = new byte[2];
        await proxy.ReadExactlyAsync(method, ct).ConfigureAwait(false);
        return method[0] != ProtocolVersion ? NotSocks(method[0])
            : method[1] == NoneAcceptable ? new(false, "no acceptable authentication method: the proxy demands authentication")
            : method[1] != NoAuthentication ? new(false, $"the proxy chose authentication method 0x{method[1]:x2}, which was not offered")
            : null;
    }

    private static async Task<Socks5Outcome> AnswerAsync(Stream proxy, CancellationToken ct)
    {
        var head = new byte[4];
        await proxy.ReadExactlyAsync(head.AsMemory(0, 2), ct).ConfigureAwait(false);
        if (head[0] != ProtocolVersion)
            return NotSocks(head[0]);
        // After a failure the proxy closes (RFC 1928 §6); some leave the rest of the answer out.
        if (head[1] != Succeeded)
            return new(false, Meaning(head[1]));

        await proxy.ReadExactlyAsync(head.AsMemory(2, 2), ct).ConfigureAwait(false);
        int addressOctets;
        switch (head[3])
        {
            case AddressIPv4: addressOctets = 4; break;
            case AddressIPv6: addressOctets = 16; break;
            case AddressName:
                var length = new byte[1];
                await proxy.ReadExactlyAsync(length, ct).ConfigureAwait(false);
                addressOctets = length[0];
                break;
            default: return new(false, $"the proxy answered with address type 0x{head[3]:x2}, which does not exist");
        }

        await proxy.ReadExactlyAsync(new byte[addressOctets + 2], ct).ConfigureAwait(false);
        return new(true, null);
    }

    private static byte[] Request(string host, int port)
    {
        ArgumentException.ThrowIfNullOrEmpty(host);
        ArgumentOutOfRangeException.ThrowIfLessThan(port, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(port, ushort.MaxValue);

        byte[] address;
        if (IPAddress.TryParse(host, out var literal))
        {
            address = [literal.AddressFamily == AddressFamily.InterNetwork ? AddressIPv4 : AddressIPv6, .. literal.GetAddressBytes()];
        }
        else
        {
            var name = Encoding.UTF8.GetBytes(host);
            if (name.Length > byte.MaxValue)
                throw new ArgumentException("a SOCKS5 request carries a name of at most 255 octets", nameof(host));
            address = [AddressName, (byte)name.Length, .. name];
        }

        byte[] request = [ProtocolVersion, Connect, 0, .. address, 0, 0];
        BinaryPrimitives.WriteUInt16BigEndian(request.AsSpan(request.Length - 2), (ushort)port);
        return request;
    }

    private static Socks5Outcome NotSocks(byte version) =>
        new(false, $"the proxy does not speak SOCKS5: it answered with version 0x{version:x2}");

    // RFC 1928 §6
    private static string Meaning(byte reply) => reply switch
    {
        Failed => "general SOCKS server failure",
        2 => "connection not allowed by ruleset",
        3 => "network unreachable",
        4 => "host unreachable",
        5 => "connection refused",
        6 => "TTL expired",
        CommandNotSupported => "command not supported",
        AddressTypeNotSupported => "address type not supported",
        _ => $"unassigned reply 0x{reply:x2}",
    };
}
