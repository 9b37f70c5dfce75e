using System.Net;
using Harness.Core.Smtp;
using MailKit.Net.Proxy;

namespace Harness.Lab.Clients;

/// <summary>
/// The one published door of the lab: a SOCKS5 server (RFC 1928) from which the SOCKS5 servers of the single clients are reached,
/// each bound to its client's address.
/// </summary>
internal sealed class Gate
{
    private const int SmtpPort = 25;

    private readonly IPEndPoint _door;
    private readonly string _mxUnderlay;
    private readonly ClientPorts _ports;

    /// <summary>A gate that is open.</summary>
    /// <param name="door">The published end, on loopback.</param>
    /// <param name="mxUnderlay">The server's own address on the Docker network, for clients that only it can be.</param>
    /// <param name="ports">The ports behind it.</param>
    public Gate(IPEndPoint door, string mxUnderlay, ClientPorts ports) => (_door, _mxUnderlay, _ports) = (door, mxUnderlay, ports);

    /// <summary>Connects to the server under test as a client.</summary>
    /// <returns>The stream, or null with the reason.</returns>
    public Task<(Stream? Stream, string Detail)> ConnectAsync(LabClient client, CancellationToken cancel)
    {
        string server = client.IsLoopback ? "127.0.0.1" : client.Address.Contains(':', StringComparison.Ordinal) ? LabInternet.Mx6 : LabInternet.Mx;
        return ConnectAsync(client, server, SmtpPort, cancel);
    }

    /// <summary>Connects to any host of the lab's internet as a client.</summary>
    /// <returns>The stream, or null with the reason.</returns>
    public async Task<(Stream? Stream, string Detail)> ConnectAsync(LabClient client, string host, int port, CancellationToken cancel)
    {
        string behind = client.IsLoopback ? _mxUnderlay : IPAddress.Loopback.ToString();
        Stream hop;
        try
        {
            hop = await new Socks5Client(_door.Address.ToString(), _door.Port).ConnectAsync(behind, _ports.Of(client), cancel);
        }
        catch (ProxyProtocolException refused)
        {
            throw new LabException($"the lab's gate does not let {client.Kind} ({client.Address}) through: {refused.Message}", refused);
        }

        Socks5Outcome outcome = await Socks5.ConnectAsync(hop, host, port, cancel);
        if (outcome.Connected)
        {
            return (hop, "");
        }

        await hop.DisposeAsync();
        return (null, outcome.Detail ?? "no connection");
    }
}
