using System.Net.Sockets;
using System.Text;
using Harness.Tests.Engine.Hostile;

namespace Harness.Tests.Engine.Remote;

/// <summary>A SOCKS5 proxy on the loopback address that leads to one server, whatever it is asked for.</summary>
internal static class SocksProxy
{
    public static HostileServer To(HostileServer server, string? account = null) => new(async (client, cancel) =>
    {
        var octets = new byte[512];
        await client.ReadExactlyAsync(octets.AsMemory(0, 2), cancel);
        await client.ReadExactlyAsync(octets.AsMemory(0, octets[1]), cancel);
        await client.WriteAsync(new byte[] { 5, (byte)(account is null ? 0 : 2) }, cancel);
        if (account is not null && await LoginAsync(client, octets, cancel) != account)
        {
            await client.WriteAsync(new byte[] { 1, 1 }, cancel);
            return;
        }

        if (account is not null)
            await client.WriteAsync(new byte[] { 1, 0 }, cancel);
        await client.ReadExactlyAsync(octets.AsMemory(0, 10), cancel);
        using var onward = new TcpClient();
        await onward.ConnectAsync(server.EndPoint, cancel);
        await client.WriteAsync(new byte[] { 5, 0, 0, 1, 127, 0, 0, 1, 0, 25 }, cancel);
        await Task.WhenAny(client.CopyToAsync(onward.GetStream(), cancel), onward.GetStream().CopyToAsync(client, cancel));
    });

    // RFC 1929 §2
    private static async Task<string> LoginAsync(Stream client, byte[] octets, CancellationToken cancel)
    {
        await client.ReadExactlyAsync(octets.AsMemory(0, 2), cancel);
        int user = octets[1];
        await client.ReadExactlyAsync(octets.AsMemory(0, user + 1), cancel);
        string name = Encoding.UTF8.GetString(octets, 0, user);
        int password = octets[user];
        await client.ReadExactlyAsync(octets.AsMemory(0, password), cancel);
        return $"{name}:{Encoding.UTF8.GetString(octets, 0, password)}";
    }
}
