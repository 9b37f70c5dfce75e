using Harness.Core.Smtp;
using Harness.Core.Smtp.Tls;

namespace Harness.Tests.Smtp;

/// <summary>What the tap of a wire is told where nobody says anything.</summary>
public sealed class WireNotesTests
{
    private static readonly Deadlines Short = Deadlines.Default with { Reply = TimeSpan.FromMilliseconds(50), Write = TimeSpan.FromMilliseconds(50) };

    private readonly List<string?> notes = [];

    [SetUp]
    public void Forget() => notes.Clear();

    [Test]
    public async Task That_a_reply_did_not_come_in_time()
    {
        await using var server = ScriptedServer.Play(new Script().Stall());
        await using var wire = await server.OpenAsync(Short, e => notes.Add(e.Note));
        (await wire.ReadReplyAsync(default)).Detail.Should().Be("no whole reply within 0.05 s");
        notes.Should().Equal("connected", "timed out");
    }

    [Test]
    public async Task That_octets_were_not_taken_in_time()
    {
        await using var server = ScriptedServer.Play(new Script().Stall());
        await using var wire = await server.OpenAsync(Short, e => notes.Add(e.Note));
        await wire.SendAsync(new byte[32 << 20], default);
        notes[^1].Should().Be("timed out while sending");
    }

    [Test]
    public async Task That_the_connection_broke_and_this_once()
    {
        await using SmtpWire wire = new(new DripStream([], new IOException("reset")), Deadlines.Default, TimeProvider.System, e => notes.Add(e.Note));
        await wire.ReadReplyAsync(default);
        await wire.ReadReplyAsync(default);
        notes.Should().Equal("connected", "broken by the server: reset");
    }

    [Test]
    public async Task Why_a_handshake_failed()
    {
        await using var server = ScriptedServer.Play(new Script().Close());
        await using var wire = await server.OpenAsync(tap: e => notes.Add(e.Note));
        var outcome = await wire.StartTlsAsync("mx", default);
        notes[^1].Should().Be($"TLS failed: {outcome.Detail}");
    }

    [Test]
    public async Task A_reply_that_the_end_cuts_off_is_kept_and_read_once()
    {
        await using SmtpWire wire = new(new DripStream("250-a\r\n25"), Deadlines.Default, TimeProvider.System);
        var reading = await wire.ReadReplyAsync(default);
        (reading.End, reading.Detail, wire.Buffered).Should().Be((ReadingEnd.Closed, "closed by the server inside a reply", 0));
    }

    [Test]
    public async Task The_callers_end_comes_before_what_was_heard()
    {
        await using SmtpWire wire = new(new DripStream("220 a\r\n220 b\r\n"), Deadlines.Default, TimeProvider.System);
        await wire.ReadReplyAsync(default);
        CancellationToken over = new(canceled: true);
        await wire.Awaiting(w => w.ReadReplyAsync(over)).Should().ThrowAsync<OperationCanceledException>();
        await wire.Awaiting(w => w.SendAsync(new byte[1], over)).Should().ThrowAsync<OperationCanceledException>();
    }
}
