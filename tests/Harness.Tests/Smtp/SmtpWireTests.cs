using System.Text;
using Harness.Core.Smtp;
using Harness.Core.Smtp.Tls;

namespace Harness.Tests.Smtp;

public sealed class SmtpWireTests
{
    [Test]
    public async Task Plays_a_dialogue([Values] Delivery delivery)
    {
        await using var server = ScriptedServer.Play(
            new Script().Send("220 mx ESMTP\r\n").Expect("EHLO client").Send("250-mx\r\n250 PIPELINING\r\n")
                .Expect("QUIT").Send("221 2.0.0 Bye\r\n").Close(),
            delivery);
        await using var wire = await server.OpenAsync();
        (await wire.ReadReplyAsync(default)).Reply!.Code.Should().Be(220);
        (await wire.CommandAsync("EHLO client", default)).Reply!.Offers("PIPELINING").Should().BeTrue();
        (await wire.CommandAsync("QUIT", default)).Reply!.Code.Should().Be(221);
        await server.Finished;
    }

    [Test]
    public async Task Sends_exactly_the_octets_given()
    {
        byte[] octets = [0, .. "\r\n.\n\r.\r"u8, 0xff, 0x80, (byte)'\n'];
        await using var server = ScriptedServer.Play(new Script().ExpectEnd());
        var wire = await server.OpenAsync();
        (await wire.SendAsync(octets, default)).Should().BeTrue();
        await wire.DisposeAsync();
        await server.Finished;
        server.Received.Should().Equal(octets);
    }

    [Test]
    public async Task A_command_is_utf8_with_crlf()
    {
        var stream = new DripStream("250 ok\r\n");
        await using var wire = new SmtpWire(stream, Deadlines.Default, TimeProvider.System);
        await wire.CommandAsync("HELO grün", default);
        stream.Written.Should().Equal(Encoding.UTF8.GetBytes("HELO grün\r\n"));
    }

    [Test]
    public async Task Sending_to_a_server_that_has_gone_is_false_and_noted()
    {
        var events = new List<WireEvent>();
        await using var server = ScriptedServer.Play(new Script().Expect("GO").Reset());
        await using var wire = await server.OpenAsync(tap: events.Add);
        (await wire.CommandAsync("GO", default)).End.Should().Be(ReadingEnd.Reset);
        (await wire.SendAsync("NOOP\r\n"u8.ToArray(), default)).Should().BeFalse();
        events[^1].Note.Should().StartWith("not sent: ");
    }

    [Test]
    public async Task Sending_to_a_server_that_never_reads_is_false_after_the_deadline()
    {
        await using var server = ScriptedServer.Play(new Script().Stall());
        await using var wire = await server.OpenAsync(Deadlines.Default with { Write = TimeSpan.FromMilliseconds(50) });
        (await wire.SendAsync(new byte[32 << 20], default)).Should().BeFalse();
    }

    [TestCase(".", "*within 0.05 s*")]
    [TestCase("NOOP", "*within 0.06 s*")]
    public async Task The_final_dot_has_a_deadline_of_its_own(string line, string detail)
    {
        var deadlines = Deadlines.Default with
        {
            EndOfData = TimeSpan.FromMilliseconds(50),
            Reply = TimeSpan.FromMilliseconds(60),
        };
        await using var server = ScriptedServer.Play(new Script().Stall());
        await using var wire = await server.OpenAsync(deadlines);
        (await wire.CommandAsync(line, default)).Detail.Should().Match(detail);
    }

    [Test]
    public async Task A_farewell_is_read_even_when_the_command_could_not_be_sent()
    {
        await using var wire = new SmtpWire(new DeafStream("421 4.3.2 Going down\r\n"), Deadlines.Default, TimeProvider.System);
        (await wire.CommandAsync("NOOP", default)).Reply!.Code.Should().Be(421);
    }

    [Test]
    public async Task Octets_beyond_a_reply_are_counted()
    {
        await using var server = ScriptedServer.Play(new Script().Send("220 go\r\n250 injected\r\n").Stall());
        await using var wire = await server.OpenAsync();
        await wire.ReadReplyAsync(default);
        wire.Buffered.Should().Be("250 injected\r\n".Length);
    }

    [Test]
    public async Task The_tap_hears_everything_in_order()
    {
        var events = new List<WireEvent>();
        await using var server = ScriptedServer.Play(new Script().Expect("NOOP").Send("250 ok\r\n").Close());
        var wire = await server.OpenAsync(tap: events.Add);
        await wire.CommandAsync("NOOP", default);
        await wire.ReadReplyAsync(default);
        await wire.DisposeAsync();
        events.Select(e => e.Note ?? $"{e.Direction}: {Visible.Escape(e.Octets.Span)}").Should().Equal(
            "connected", @"Client: NOOP\r\n", @"Server: 250 ok\r\n", "closed by the server", "closed");
    }

    [Test]
    public async Task Events_are_stamped_by_the_clock_given()
    {
        var events = new List<WireEvent>();
        var clock = new SteppingClock();
        var wire = new SmtpWire(new DripStream("2"), Deadlines.Default, clock, events.Add);
        await wire.ReadReplyAsync(default);
        events.Select(e => e.At.TotalSeconds).Should().Equal(1, 2, 3);
        await wire.DisposeAsync();
    }

    [Test]
    public async Task Using_a_closed_wire_is_the_callers_fault()
    {
        var wire = new SmtpWire(new DripStream("250 ok\r\n"), Deadlines.Default, TimeProvider.System);
        await wire.DisposeAsync();
        await wire.DisposeAsync();
        await FluentActions.Awaiting(() => wire.ReadReplyAsync(default)).Should().ThrowAsync<ObjectDisposedException>();
        await FluentActions.Awaiting(() => wire.CommandAsync("NOOP", default)).Should().ThrowAsync<ObjectDisposedException>();
        await FluentActions.Awaiting(() => wire.StartTlsAsync("", default)).Should().ThrowAsync<ObjectDisposedException>();
    }

    /// <summary>A clock that is one second later at every look.</summary>
    private sealed class SteppingClock : TimeProvider
    {
        private long ticks;

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => ticks++;
    }

    private sealed class DeafStream(string incoming) : MemoryStream(Encoding.ASCII.GetBytes(incoming))
    {
        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
            throw new IOException("Broken pipe");
    }
}
