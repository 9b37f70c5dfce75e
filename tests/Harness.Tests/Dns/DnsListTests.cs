using System.Net;
using System.Net.Sockets;
using DnsClient;
using Harness.Core.Dns;

namespace Harness.Tests.Dns;

public sealed class DnsListTests
{
    [TestCase("192.0.2.99", "99.2.0.192.zen.example")]
    [TestCase("127.0.0.2", "2.0.0.127.zen.example")]
    [TestCase("2001:db8:1:2:3:4:567:89ab", "b.a.9.8.7.6.5.0.4.0.0.0.3.0.0.0.2.0.0.0.1.0.0.0.8.b.d.0.1.0.0.2.zen.example")]
    public void An_address_is_asked_for_in_reverse(string address, string name)
        => DnsList.QueryName(IPAddress.Parse(address), "zen.example").Should().Be(name);

    [TestCase(0, "127.0.0.2")]
    [TestCase(0, "127.0.0.2", "127.0.0.10")]
    [TestCase(0)]
    [TestCase(3)]
    public async Task The_codes_are_what_the_list_answers(int responseCode, params string[] codes)
        => (await AskAsync(responseCode, codes)).Select(c => $"{c}").Should().Equal(codes);

    [TestCase(2)]
    [TestCase(5)]
    public async Task A_list_that_does_not_answer_is_not_a_list_that_does_not_list(int responseCode)
        => await FluentActions.Awaiting(() => AskAsync(responseCode)).Should().ThrowAsync<DnsResponseException>();

    // A resolver of one question, RFC 1035 §4.1.
    private static async Task<IReadOnlyList<IPAddress>> AskAsync(int responseCode, params string[] codes)
    {
        using var server = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        Task serving = Task.Run(async () =>
        {
            UdpReceiveResult question = await server.ReceiveAsync();
            byte[] answer = [.. question.Buffer[..2], 0x81, (byte)(0x80 | responseCode), 0, 1, 0, (byte)codes.Length, 0, 0, 0, 0, .. Question(question.Buffer),
                .. codes.SelectMany(c => (byte[])[0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, .. IPAddress.Parse(c).GetAddressBytes()])];
            await server.SendAsync(answer, question.RemoteEndPoint);
        });
        var dns = new LookupClient(new LookupClientOptions((IPEndPoint)server.Client.LocalEndPoint!) { UseCache = false, Retries = 0, UseTcpFallback = false });
        IReadOnlyList<IPAddress> answered = await new DnsList("zen.example", dns).CodesAsync(IPAddress.Parse("192.0.2.99"), CancellationToken.None);
        await serving;
        return answered;
    }

    private static byte[] Question(byte[] message) => message[12..(Array.IndexOf(message, (byte)0, 12) + 5)];
}
