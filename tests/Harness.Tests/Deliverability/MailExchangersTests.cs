using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Harness.Core.Deliverability;
using Harness.Core.Deliverability.Live;
using Harness.Core.Smtp;
using Harness.Tests.Engine.Hostile;
using Harness.Tests.Engine.Remote;
using Harness.Tests.Smtp;

namespace Harness.Tests.Deliverability;

/// <summary>Exchangers that do what no exchanger should.</summary>
public class MailExchangersTests
{
    private const long Plenty = 64L << 20;

    private static readonly Deadlines _patience = Deadlines.Default with
    {
        Connect = TimeSpan.FromSeconds(10),
        Tls = TimeSpan.FromSeconds(10),
        Reply = TimeSpan.FromSeconds(10),
    };

    [Test]
    public async Task A_reply_without_end_is_not_listened_to()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Task<long> said = FloodAsync(listener);
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;

        ExchangerSeen seen = await new MailExchangers(port, null, [], _patience).SeeAsync("mx.example", IPAddress.Loopback, [], default);

        seen.Failure.Should().Contain("without the end of a reply");
        (await said).Should().BeLessThan(Plenty);
    }

    [Test]
    public async Task What_a_certificate_names_as_the_place_of_its_issuer_is_not_fetched()
    {
        using var place = new TcpListener(IPAddress.Loopback, 0);
        place.Start();
        using X509Certificate2 certificate = SelfSigned.Naming(new Uri($"http://{place.LocalEndpoint}/ca.crt"));
        await using var server = new HostileServer(new TlsServer { Certificate = certificate }.StartTlsAsync);

        ExchangerSeen seen = await new MailExchangers(server.Port, null, [], _patience).SeeAsync("mx.example.org", IPAddress.Loopback, [], default);

        (seen.Chain.Count, place.Pending()).Should().Be((1, false));
    }

    /// <returns>How many octets were taken.</returns>
    private static async Task<long> FloodAsync(TcpListener listener)
    {
        using TcpClient client = await listener.AcceptTcpClientAsync();
        byte[] octets = new byte[1 << 16];
        Array.Fill(octets, (byte)'x');
        long taken = 0;
        try
        {
            await client.GetStream().WriteAsync("220-"u8.ToArray());
            while (taken < Plenty)
            {
                await client.GetStream().WriteAsync(octets);
                taken += octets.Length;
            }
        }
        catch (IOException)
        {
            // It has hung up.
        }

        return taken;
    }
}
