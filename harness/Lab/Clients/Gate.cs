using System.Net;
using System.Net.Sockets;
using Harness.Core.Smtp;

namespace Harness.Lab.Clients;

/// <summary>
/// The one door of the lab: a SOCKS5 server (RFC 1928) that speaks as any client, <c>containers/ground/gate</c>.
/// </summary>
internal sealed class Gate
{
    /// <summary>The gate's port, in each container that has one.</summary>
    public const int Port = 1080;

    private const int SmtpPort = 25;

    // On this machine's own bridge it answers within a millisecond, or never.
    private static readonly TimeSpan _directTime = TimeSpan.FromMilliseconds(500);

    private readonly IPEndPoint _door;
    private readonly string _mxUnderlay;

    private Gate(IPEndPoint door, string mxUnderlay) => (_door, _mxUnderlay) = (door, mxUnderlay);

    /// <summary>
    /// Finds the door: where the engine is this machine's own, its bridge leads to the container, and Docker's relay is one hop
    /// less. The lab's network is drawn at random, so whoever answers there with that address is this lab's gate.
    /// </summary>
    /// <param name="direct">The gate's address on the Docker network.</param>
    /// <param name="published">The published end, on loopback.</param>
    /// <param name="mxUnderlay">The server's own address on the Docker network, for clients that only it can be.</param>
    /// <param name="cancel">Gives up.</param>
    public static async Task<Gate> FindAsync(string direct, IPEndPoint published, string mxUnderlay, CancellationToken cancel)
    {
        var door = new IPEndPoint(IPAddress.Parse(direct), Port);
        return new Gate(OperatingSystem.IsLinux() && await AnswersAsync(door, cancel) ? door : published, mxUnderlay);
    }

    /// <summary>Connects to the server under test as a client.</summary>
    /// <returns>The stream, or null with the reason.</returns>
    public Task<(Stream? Stream, string Detail)> ConnectAsync(LabClient client, CancellationToken cancel)
    {
        string server = client.IsLoopback ? (client.Address == "::1" ? "::1" : "127.0.0.1") : client.Address.Contains(':', StringComparison.Ordinal) ? LabInternet.Mx6 : LabInternet.Mx;
        return ConnectAsync(client, server, SmtpPort, cancel);
    }

    /// <summary>Connects to any host of the lab's internet as a client.</summary>
    /// <returns>The stream, or null with the reason.</returns>
    public async Task<(Stream? Stream, string Detail)> ConnectAsync(LabClient client, string host, int port, CancellationToken cancel)
    {
        NetworkStream stream = await OpenAsync(_door, cancel);
        try
        {
            string[] hops = client.IsLoopback ? [_mxUnderlay, client.Address] : [client.Address];
            (int reached, Socks5Outcome outcome) = await Socks5.ConnectAsync(stream, [.. hops.Select(h => (h, Port)), (host, port)], cancel);
            if (!outcome.Connected && reached < hops.Length)
            {
                throw new LabException($"the lab's gate does not let {client.Kind} ({client.Address}) through: {outcome.Detail}");
            }

            if (outcome.Connected)
            {
                return (stream, "");
            }

            await stream.DisposeAsync();
            return (null, outcome.Detail ?? "no connection");
        }
        catch
        {
            await stream.DisposeAsync();
            throw;
        }
    }

    /// <summary>Connects to a container on the Docker network, as nobody in particular.</summary>
    /// <exception cref="LabException">It does not take the connection.</exception>
    public async Task<NetworkStream> OpenAsync(string host, int port, CancellationToken cancel)
    {
        NetworkStream stream = await OpenAsync(_door, cancel);
        try
        {
            return (await Socks5.ConnectAsync(stream, [(host, port)], cancel)).Outcome is { Connected: false } refused
                ? throw new LabException($"the lab's container {host} does not take a connection: {refused.Detail}")
                : stream;
        }
        catch
        {
            await stream.DisposeAsync();
            throw;
        }
    }

    private static async Task<bool> AnswersAsync(IPEndPoint door, CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(_directTime);
        try
        {
            await using NetworkStream stream = await OpenAsync(door, patience.Token);
            return (await Socks5.ConnectAsync(stream, door.Address.ToString(), Port, patience.Token)).Connected;
        }
        catch (Exception silent) when (silent is LabException or OperationCanceledException && !cancel.IsCancellationRequested)
        {
            return false;
        }
    }

    private static async Task<NetworkStream> OpenAsync(IPEndPoint door, CancellationToken cancel)
    {
        try
        {
            return await Tcp.OpenAsync(door, cancel);
        }
        catch (SocketException refused)
        {
            throw new LabException($"the lab's gate at {door} does not answer: {refused.Message}", refused);
        }
    }
}
