using System.Text;
using Harness.Core.Smtp;

namespace Harness.Tests.Smtp;

/// <summary>The grammar of replies, over a real connection in every fragmentation.</summary>
public sealed class ReplyReadingTests
{
    [Test]
    public async Task Reads_a_reply_of_one_line([Values] Delivery delivery)
    {
        var reply = await ReplyAsync(delivery, "250 2.1.0 Ok\r\n");
        reply.Code.Should().Be(250);
        reply.Enhanced.Should().Be(new EnhancedStatusCode(2, 1, 0));
        reply.Lines.Should().Equal("2.1.0 Ok");
        reply.Text.Should().Be("Ok");
        reply.Defects.Should().BeEmpty();
    }

    [Test]
    public async Task Reads_a_reply_of_several_lines([Values] Delivery delivery)
    {
        var reply = await ReplyAsync(delivery, "550-5.7.1 Rejected\r\n550-\r\n550 5.7.1 See https://example.org\r\n");
        reply.Lines.Should().Equal("5.7.1 Rejected", "", "5.7.1 See https://example.org");
        reply.Text.Should().Be("Rejected\n\nSee https://example.org");
        reply.Enhanced!.ToString().Should().Be("5.7.1");
        reply.Defects.Should().BeEmpty();
    }

    [Test]
    public async Task Reads_the_keywords_of_an_ehlo_reply([Values] Delivery delivery)
    {
        var reply = await ReplyAsync(delivery, "250-STARTTLS.example.org\r\n250-SIZE 10240000\r\n250-StartTLS\r\n250 8BITMIME\r\n");
        reply.Keywords.Should().Equal("SIZE 10240000", "StartTLS", "8BITMIME");
        reply.Offers("starttls").Should().BeTrue();
        reply.Offers("SIZE").Should().BeTrue();
        reply.Offers("STARTTLS.example.org").Should().BeFalse("the first line is the server's name");
        reply.Offers("8BIT").Should().BeFalse();
    }

    [Test]
    public async Task Keeps_pipelined_replies_apart([Values] Delivery delivery)
    {
        await using var server = ScriptedServer.Play(
            new Script().Send("250 one\r\n250-two\r\n250 2\r\n354 three\r\n").Close(), delivery);
        await using var wire = await server.OpenAsync();
        (await wire.ReadReplyAsync(default)).Reply!.Text.Should().Be("one");
        (await wire.ReadReplyAsync(default)).Reply!.Text.Should().Be("two\n2");
        (await wire.ReadReplyAsync(default)).Reply!.Code.Should().Be(354);
        (await wire.ReadReplyAsync(default)).End.Should().Be(ReadingEnd.Closed);
        wire.Buffered.Should().Be(0);
    }

    [Test]
    public async Task Noise_inside_a_reply_does_not_end_it([Values] Delivery delivery) =>
        (await ReplyAsync(delivery, "250-a\r\nnoise\r\n250 b\r\n")).Lines.Should().Equal("a", "noise", "b");

    [Test]
    public async Task Keeps_in_step_over_more_octets_than_the_buffer_holds()
    {
        var sent = Enumerable.Range(0, 2000).Select(n => $"reply number {n}").ToList();
        var octets = string.Concat(sent.Select(text => $"250 {text}\r\n"));
        var readings = await ReadingsAsync(new MemoryStream(Encoding.ASCII.GetBytes(octets)));
        readings.SkipLast(1).Select(r => r.Reply!.Text).Should().Equal(sent);
    }

    [TestCase("250-a\r\n550 b\r\n", 250, ReplyDefect.MismatchedCode)]
    [TestCase("Hello\r\n", 0, ReplyDefect.NotANumber)]
    [TestCase("\r\n", 0, ReplyDefect.NotANumber)]
    [TestCase("25\r\n", 0, ReplyDefect.NotANumber)]
    [TestCase("199 low\r\n", 199, ReplyDefect.NotANumber)]
    [TestCase("600 high\r\n", 600, ReplyDefect.NotANumber)]
    [TestCase("650 high\r\n", 650, ReplyDefect.NotANumber)]
    [TestCase("250-a\r\nnoise\r\n250 b\r\n", 250, ReplyDefect.NotANumber)]
    [TestCase("2500 ok\r\n", 250, ReplyDefect.BadSeparator)]
    [TestCase("250\tok\r\n", 250, ReplyDefect.BadSeparator)]
    [TestCase("250 ok\n", 250, ReplyDefect.BareLf)]
    [TestCase("250 o\rk\r\n", 250, ReplyDefect.BareCr)]
    [TestCase("250 ok\r\r\n", 250, ReplyDefect.BareCr)]
    [TestCase("250 o\0k\r\n", 250, ReplyDefect.Control)]
    [TestCase("250 \x1b[2J\r\n", 250, ReplyDefect.Control)]
    [TestCase("250 \x7f\r\n", 250, ReplyDefect.Control)]
    [TestCase("250 gr\u00fcn\r\n", 250, ReplyDefect.NonAscii)]
    [TestCase("250 gr\u00c3\u00bcn\r\n", 250, ReplyDefect.NonAscii)]
    [TestCase("250 5.7.1 no\r\n", 250, ReplyDefect.EnhancedClassMismatch)]
    [TestCase("550-5.7.1 no\r\n550 4.7.1 no\r\n", 550, ReplyDefect.EnhancedClassMismatch)]
    public async Task Names_the_defect(string octets, int code, ReplyDefect defect)
    {
        foreach (var delivery in Enum.GetValues<Delivery>())
        {
            var reply = await ReplyAsync(delivery, octets);
            reply.Code.Should().Be(code);
            reply.Defects.Should().Equal(defect);
        }
    }

    [TestCase("250\r\n", "")]
    [TestCase("200 lowest\r\n", "lowest")]
    [TestCase("599 highest\r\n", "highest")]
    [TestCase("250 \r\n", "")]
    [TestCase("250  two blanks\r\n", " two blanks")]
    [TestCase("250 a\tb\r\n", "a\tb")]
    [TestCase("550 5.7.01 leading zero\r\n", "5.7.01 leading zero")]
    [TestCase("550 5.7.1\r\n", "")]
    [TestCase("550 5.7.1: colon\r\n", "5.7.1: colon")]
    public async Task Finds_no_defect_in_unusual_but_lawful_text(string octets, string text)
    {
        var reply = await ReplyAsync(Delivery.Whole, octets);
        reply.Text.Should().Be(text);
        reply.Defects.Should().BeEmpty();
    }

    [TestCase(506, false)]
    [TestCase(507, true)]
    public async Task Allows_512_octets_to_a_line(int textOctets, bool overlong)
    {
        var reply = await ReplyAsync(Delivery.Whole, $"250 {new string('x', textOctets)}\r\n");
        reply.Lines[0].Should().HaveLength(textOctets);
        reply.Defects.Contains(ReplyDefect.Overlong).Should().Be(overlong);
    }

    [Test]
    public async Task Text_that_is_not_utf8_is_kept_octet_by_octet() =>
        (await ReplyAsync(Delivery.Whole, "250 \u00e9\u00ff\r\n")).Text.Should().Be("\u00e9\u00ff");

    [Test]
    public async Task Text_that_is_utf8_is_decoded() =>
        (await ReplyAsync(Delivery.Whole, "250 gr\u00c3\u00bcn\r\n")).Text.Should().Be("grün");

    [TestCase(199, false, false, false)]
    [TestCase(200, true, false, false)]
    [TestCase(250, true, false, false)]
    [TestCase(354, true, false, false)]
    [TestCase(399, true, false, false)]
    [TestCase(400, false, true, false)]
    [TestCase(450, false, true, false)]
    [TestCase(499, false, true, false)]
    [TestCase(500, false, false, true)]
    [TestCase(554, false, false, true)]
    [TestCase(599, false, false, true)]
    [TestCase(600, false, false, false)]
    [TestCase(650, false, false, false)]
    public async Task Sorts_replies_by_their_first_digit(int code, bool positive, bool transient, bool permanent)
    {
        var reply = await ReplyAsync(Delivery.Whole, $"{code} x\r\n");
        (reply.IsPositive, reply.IsTransientNegative, reply.IsPermanentNegative)
            .Should().Be((positive, transient, permanent));
    }

    [TestCase("220 a\r\n250-b\r\n250-c\r\n250 d\r\nnoise\n421")]
    [TestCase("250-a\nx\r\n250\r\r\n\r\n")]
    [TestCase("")]
    public async Task Fragmentation_changes_nothing(string octets)
    {
        var whole = await ReadingsAsync(new MemoryStream(Encoding.Latin1.GetBytes(octets)));
        var dripped = await ReadingsAsync(new DripStream(octets));
        dripped.Should().BeEquivalentTo(whole, options => options.WithStrictOrdering());
    }

    private static async Task<List<Reading>> ReadingsAsync(Stream stream)
    {
        await using var wire = new SmtpWire(stream, Deadlines.Default, TimeProvider.System);
        var readings = new List<Reading>();
        do
        {
            readings.Add(await wire.ReadReplyAsync(default));
        }
        while (readings[^1].End == ReadingEnd.Reply);
        return readings;
    }

    private static async Task<Reply> ReplyAsync(Delivery delivery, string octets)
    {
        await using var server = ScriptedServer.Play(new Script().Send(octets).Stall(), delivery);
        await using var wire = await server.OpenAsync();
        var reading = await wire.ReadReplyAsync(default);
        reading.End.Should().Be(ReadingEnd.Reply);
        return reading.Reply!;
    }
}
