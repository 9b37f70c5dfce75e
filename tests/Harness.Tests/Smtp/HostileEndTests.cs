using System.Net.Sockets;
using System.Text;
using Harness.Core.Smtp;

namespace Harness.Tests.Smtp;

/// <summary>Servers that hang up, break, stall or never stop talking.</summary>
public sealed class HostileEndTests
{
    private static readonly Deadlines Short = Deadlines.Default with { Reply = TimeSpan.FromMilliseconds(50) };

    [Test]
    public async Task A_close_before_any_octet_leaves_no_reply()
    {
        var reading = await ReadAsync(new Script().Close());
        reading.End.Should().Be(ReadingEnd.Closed);
        reading.Reply.Should().BeNull();
        reading.Detail.Should().Be("closed by the server");
    }

    [TestCase("250 almo", 250, "almo")]
    [TestCase("250 almost\r", 250, "almost")]
    [TestCase("250-first\r\n", 250, "first")]
    [TestCase("250-first\r\n250-sec", 250, "first\nsec")]
    public async Task A_close_inside_a_reply_leaves_its_beginning(string octets, int code, string text)
    {
        foreach (var delivery in Enum.GetValues<Delivery>())
        {
            var reading = await ReadAsync(new Script().Send(octets).Close(), delivery);
            reading.End.Should().Be(ReadingEnd.Closed);
            reading.Reply!.Code.Should().Be(code);
            reading.Reply.Text.Should().Be(text);
            reading.Reply.Defects.Should().Equal(ReplyDefect.TruncatedAtEof);
        }
    }

    [Test]
    public async Task A_close_inside_the_code_leaves_no_number() =>
        (await ReadAsync(new Script().Send("25").Close())).Reply!.Defects
            .Should().Equal(ReplyDefect.NotANumber, ReplyDefect.TruncatedAtEof);

    [Test]
    public async Task A_reset_is_told_from_a_close()
    {
        await using var server = ScriptedServer.Play(new Script().Expect("NOOP").Reset());
        await using var wire = await server.OpenAsync();
        var reading = await wire.CommandAsync("NOOP", default);
        reading.End.Should().Be(ReadingEnd.Reset);
        reading.Reply.Should().BeNull();
    }

    [Test]
    public async Task A_reset_inside_a_reply_says_what_had_come()
    {
        var broken = new IOException("x", new SocketException((int)SocketError.ConnectionReset));
        await using var wire = new SmtpWire(
            new DripStream(Encoding.ASCII.GetBytes("250-o\x1b"), broken), Deadlines.Default, TimeProvider.System);
        var reading = await wire.ReadReplyAsync(default);
        reading.End.Should().Be(ReadingEnd.Reset);
        reading.Detail.Should().EndWith(@"6 octets of an unfinished reply: 250-o\x1b");
    }

    [Test]
    public async Task A_silent_server_runs_into_the_deadline()
    {
        var reading = await ReadAsync(new Script().Stall(), deadlines: Short);
        reading.End.Should().Be(ReadingEnd.TimedOut);
        reading.Reply.Should().BeNull();
    }

    [Test]
    public async Task A_reply_unfinished_at_the_deadline_is_read_by_the_next_reading()
    {
        await using var server = ScriptedServer.Play(new Script().Send("250-a\r\n250 ").Expect("GO").Send("b\r\n").Stall());
        await using var wire = await server.OpenAsync();
        var first = await wire.ReadReplyAsync(default, TimeSpan.FromMilliseconds(50));
        first.End.Should().Be(ReadingEnd.TimedOut);
        (await wire.CommandAsync("GO", default)).Reply!.Text.Should().Be("a\nb");
    }

    [Test]
    public async Task A_line_without_end_is_cut_at_one_mebibyte()
    {
        var incoming = new byte[(2 << 20) + 5];
        incoming.AsSpan().Fill((byte)'2');
        await using var wire = new SmtpWire(new MemoryStream(incoming), Deadlines.Default, TimeProvider.System);
        var reading = await wire.ReadReplyAsync(default);
        reading.End.Should().Be(ReadingEnd.Reply);
        reading.Reply!.Defects.Should().Contain(ReplyDefect.Flood);
        reading.Reply.Lines.Should().ContainSingle().Which.Length.Should().BeLessThan(513);
        wire.Buffered.Should().Be(0);
    }

    [Test]
    public async Task Long_lines_without_end_are_cut_at_one_mebibyte()
    {
        var line = Encoding.ASCII.GetBytes($"250-{new string('x', 100_000)}\r\n");
        await using var server = ScriptedServer.Play(
            Enumerable.Repeat(line, 12).Aggregate(new Script(), (script, octets) => script.Send(octets)).Stall());
        await using var wire = await server.OpenAsync();
        var reading = await wire.ReadReplyAsync(default);
        reading.Reply!.Code.Should().Be(250);
        reading.Reply.Defects.Should().Equal(ReplyDefect.Overlong, ReplyDefect.Flood);
    }

    [TestCase(512, false)]
    [TestCase(513, true)]
    public async Task A_reply_has_at_most_512_lines(int lines, bool tooMany)
    {
        var octets = string.Concat(Enumerable.Repeat("250-x\r\n", lines - 1)) + "250 x\r\n";
        var reply = (await ReadAsync(new Script().Send(octets).Stall())).Reply!;
        reply.Lines.Should().HaveCount(512);
        reply.Defects.Contains(ReplyDefect.TooManyLines).Should().Be(tooMany);
    }

    [Test]
    public async Task Cancelling_is_the_callers_doing_and_throws()
    {
        await using var server = ScriptedServer.Play(new Script().Stall());
        await using var wire = await server.OpenAsync();
        using var cancelled = new CancellationTokenSource();
        var reading = wire.ReadReplyAsync(cancelled.Token);
        await cancelled.CancelAsync();
        await FluentActions.Awaiting(() => reading).Should().ThrowAsync<OperationCanceledException>();
    }

    private static async Task<Reading> ReadAsync(
        Script script, Delivery delivery = Delivery.Whole, Deadlines? deadlines = null)
    {
        await using var server = ScriptedServer.Play(script, delivery);
        await using var wire = await server.OpenAsync(deadlines);
        return await wire.ReadReplyAsync(default);
    }
}
