using Harness.Core.Smtp;

namespace Harness.Tests.Smtp;

public sealed class Socks5Tests
{
    private const string Accepted = "\x05\0";
    private const string Success = "\x05\0\0\x01\x7f\0\0\x01\x1f\x90";

    [Test]
    public async Task Connects_to_an_ipv4_address()
    {
        var proxy = new DripStream(Accepted + Success);
        var outcome = await Socks5.ConnectAsync(proxy, "192.0.2.25", 25, default);
        outcome.Should().Be(new Socks5Outcome(true, null));
        proxy.Written.Should().Equal(5, 1, 0, 5, 1, 0, 1, 192, 0, 2, 25, 0, 25);
    }

    [TestCase("2001:db8::25")]
    [TestCase("[2001:db8::25]")]
    public async Task Connects_to_an_ipv6_address(string host)
    {
        var proxy = new DripStream(Accepted + "\x05\0\0\x04" + new string('\0', 18));
        (await Socks5.ConnectAsync(proxy, host, 2525, default)).Connected.Should().BeTrue();
        proxy.Written[3..].Should().Equal(
            5, 1, 0, 4, 0x20, 0x01, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x25, 0x09, 0xdd);
    }

    [Test]
    public async Task Leaves_a_name_to_the_proxy()
    {
        var proxy = new DripStream(Accepted + "\x05\0\0\x03\x02mx\0\x19");
        (await Socks5.ConnectAsync(proxy, "mx", 25, default)).Connected.Should().BeTrue();
        proxy.Written[3..].Should().Equal(5, 1, 0, 3, 2, (byte)'m', (byte)'x', 0, 25);
    }

    [Test]
    public async Task Asks_for_all_hops_in_one_write_and_counts_those_that_were_reached()
    {
        var proxy = new DripStream(Accepted + Success + Accepted + "\x05\x05");
        (int reached, Socks5Outcome outcome) = await Socks5.ConnectAsync(proxy, [("192.0.2.1", 1080), ("192.0.2.2", 1080), ("192.0.2.25", 25)], default);
        (reached, outcome).Should().Be((1, new Socks5Outcome(false, "connection refused")));
        proxy.Written.Should().HaveCount(3 * 13);
    }

    [TestCase(1, "general SOCKS server failure")]
    [TestCase(2, "connection not allowed by ruleset")]
    [TestCase(3, "network unreachable")]
    [TestCase(4, "host unreachable")]
    [TestCase(5, "connection refused")]
    [TestCase(6, "TTL expired")]
    [TestCase(7, "command not supported")]
    [TestCase(8, "address type not supported")]
    [TestCase(9, "unassigned reply 0x09")]
    public async Task Tells_why_the_proxy_did_not_connect(int reply, string meaning)
    {
        var outcome = await OutcomeAsync($"{Accepted}\x05{(char)reply}\0\x01\0\0\0\0\0\0");
        outcome.Should().Be(new Socks5Outcome(false, meaning));
    }

    [TestCase("\x05\xff", "*demands authentication*")]
    [TestCase("\x05\x02", "*method 0x02*not offered*")]
    [TestCase("220 mx ESMTP\r\n", "*does not speak SOCKS5*0x32*")]
    [TestCase(Accepted + "HTTP/1.1", "*does not speak SOCKS5*0x48*")]
    [TestCase(Accepted + "\x05\0\0\x09", "*address type 0x09*")]
    [TestCase("", "*closed*")]
    [TestCase("\x05", "*closed*")]
    [TestCase(Accepted, "*closed*")]
    [TestCase(Accepted + "\x05\0\0\x01\x7f", "*closed*")]
    public async Task A_proxy_that_errs_is_an_outcome(string answer, string detail)
    {
        var outcome = await OutcomeAsync(answer);
        outcome.Connected.Should().BeFalse();
        outcome.Detail.Should().Match(detail);
    }

    [Test]
    public async Task A_connection_that_breaks_is_an_outcome()
    {
        var outcome = await Socks5.ConnectAsync(new DripStream([5], new IOException("gone")), "mx", 25, default);
        outcome.Should().Be(new Socks5Outcome(false, "the connection to the proxy broke: gone"));
    }

    [Test]
    public async Task Two_hops_chain_over_one_stream_up_to_the_greeting()
    {
        var stream = new DripStream(Accepted + Success + Accepted + Success + "220 mx\r\n");
        (await Socks5.ConnectAsync(stream, "192.0.2.1", 1080, default)).Connected.Should().BeTrue();
        (await Socks5.ConnectAsync(stream, "mx", 25, default)).Connected.Should().BeTrue();
        await using var wire = new SmtpWire(stream, Deadlines.Default, TimeProvider.System);
        (await wire.ReadReplyAsync(default)).Reply!.Code.Should().Be(220);
    }

    [Test]
    public async Task Works_over_a_real_connection([Values] Delivery delivery)
    {
        await using var proxy = ScriptedServer.Play(new Script().Send(Accepted + Success + "220 mx\r\n").ExpectEnd(), delivery);
        var stream = await proxy.ConnectAsync();
        (await Socks5.ConnectAsync(stream, "mx", 25, default)).Connected.Should().BeTrue();
        var wire = new SmtpWire(stream, Deadlines.Default, TimeProvider.System);
        (await wire.ReadReplyAsync(default)).Reply!.Text.Should().Be("mx");
        await wire.DisposeAsync();
        await proxy.Finished;
        proxy.Received.Should().HaveCount(3 + 9);
    }

    [Test]
    public async Task Waiting_for_a_proxy_ends_with_the_callers_token()
    {
        await using var proxy = ScriptedServer.Play(new Script().Stall());
        await using var stream = await proxy.ConnectAsync();
        using var cancelled = new CancellationTokenSource();
        var connecting = Socks5.ConnectAsync(stream, "mx", 25, cancelled.Token);
        await cancelled.CancelAsync();
        await FluentActions.Awaiting(() => connecting).Should().ThrowAsync<OperationCanceledException>();
    }

    [TestCase("", 25)]
    [TestCase("mx", 0)]
    [TestCase("mx", 65536)]
    public async Task An_impossible_destination_is_the_callers_fault(string host, int port) =>
        await FluentActions.Awaiting(() => Socks5.ConnectAsync(new DripStream(""), host, port, default))
            .Should().ThrowAsync<ArgumentException>();

    [Test]
    public async Task A_name_beyond_255_octets_is_the_callers_fault() =>
        await FluentActions.Awaiting(() => Socks5.ConnectAsync(new DripStream(""), new string('x', 256), 25, default))
            .Should().ThrowAsync<ArgumentException>();

    private static Task<Socks5Outcome> OutcomeAsync(string answer) =>
        Socks5.ConnectAsync(new DripStream(answer), "mx", 25, default);
}
