using System.Net;
using System.Net.Sockets;
using System.Text;
using Harness.Core.Smtp;
using Harness.Lab.Clients;

namespace Harness.Tests.Lab;

/// <summary>The proxy that speaks from a client's address.</summary>
public sealed class SocksDoorTests
{
    private static readonly LabClient _client = new("outsider", "192.0.2.10", "mail10.outsider.example");

    [TestCase("203.0.113.30")]
    [TestCase("2001:db8:25::25")]
    [TestCase("mail.yourdomain.no")]
    public async Task Connects_to_the_host_that_is_asked_for_and_hands_octets_both_ways(string host)
    {
        using var far = new FarEnd();
        await using var door = new SocksDoor(_client, far.ConnectAsync);
        using TcpClient tool = await AtAsync(door);

        Socks5Outcome outcome = await Socks5.ConnectAsync(tool.GetStream(), host, 25, default);
        using TcpClient server = await far.AcceptAsync();
        await server.GetStream().WriteAsync("220 ready\r\n"u8.ToArray());
        await tool.GetStream().WriteAsync("EHLO x\r\n"u8.ToArray());

        outcome.Connected.Should().BeTrue();
        far.Asked.Should().Be((host, 25));
        (await ReadAsync(tool, 11)).Should().Be("220 ready\r\n");
        (await ReadAsync(server, 8)).Should().Be("EHLO x\r\n");
    }

    [Test]
    public async Task Closes_for_the_tool_when_the_server_has_closed()
    {
        using var far = new FarEnd();
        await using var door = new SocksDoor(_client, far.ConnectAsync);
        using TcpClient tool = await AtAsync(door);
        await Socks5.ConnectAsync(tool.GetStream(), "203.0.113.30", 25, default);

        (await far.AcceptAsync()).Dispose();

        (await tool.GetStream().ReadAsync(new byte[1])).Should().Be(0);
    }

    [Test]
    public async Task Says_so_where_there_is_no_connection()
    {
        await using var door = new SocksDoor(_client, (_, _, _) => Task.FromResult<Stream?>(null));
        using TcpClient tool = await AtAsync(door);

        Socks5Outcome outcome = await Socks5.ConnectAsync(tool.GetStream(), "203.0.113.99", 25, default);

        outcome.Connected.Should().BeFalse();
        outcome.Detail.Should().Be("general SOCKS server failure");
    }

    [TestCase("04 01", "", TestName = "Another_version_is_hung_up_on")]
    [TestCase("05 01 02", "05 ff", TestName = "A_client_that_insists_on_a_password_is_refused")]
    [TestCase("05 01 00 05 02 00 01", "05 00 05 07 00 01 00 00 00 00 00 00", TestName = "Any_command_but_connect_is_refused")]
    [TestCase("05 01 00 05 01 00 09", "05 00 05 08 00 01 00 00 00 00 00 00", TestName = "An_address_of_an_unknown_type_is_refused")]
    [TestCase("05 01 00 05 01 00 03 00 00 19", "05 00 05 01 00 01 00 00 00 00 00 00", TestName = "An_empty_name_is_no_host")]
    public async Task Answers(string sent, string answer)
    {
        await using var door = new SocksDoor(_client, (_, _, _) => throw new AssertionException("nothing may be connected to"));
        using TcpClient tool = await AtAsync(door);

        await tool.GetStream().WriteAsync(Convert.FromHexString(sent.Replace(" ", "")));

        using var answered = new MemoryStream();
        await tool.GetStream().CopyToAsync(answered);
        answered.ToArray().Should().Equal(Convert.FromHexString(answer.Replace(" ", "")));
    }

    private static async Task<TcpClient> AtAsync(SocksDoor door)
    {
        var tool = new TcpClient();
        await tool.ConnectAsync(door.EndPoint);
        return tool;
    }

    private static async Task<string> ReadAsync(TcpClient from, int count)
    {
        byte[] octets = new byte[count];
        await from.GetStream().ReadExactlyAsync(octets);
        return Encoding.ASCII.GetString(octets);
    }

    /// <summary>Where the door's connections end.</summary>
    private sealed class FarEnd : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

        public FarEnd() => _listener.Start();

        public (string Host, int Port) Asked { get; private set; }

        public async Task<Stream?> ConnectAsync(string host, int port, CancellationToken cancel)
        {
            Asked = (host, port);
            var connection = new TcpClient();
            await connection.ConnectAsync((IPEndPoint)_listener.LocalEndpoint, cancel);
            return connection.GetStream();
        }

        public Task<TcpClient> AcceptAsync() => _listener.AcceptTcpClientAsync();

        public void Dispose() => _listener.Dispose();
    }
}
