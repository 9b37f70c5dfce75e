using Harness.Core.Smtp;

namespace Harness.Tests.Smtp;

/// <summary>Whether a server speaks before it is asked, and leaving it half.</summary>
public sealed class WireHearingTests
{
    [Test]
    public async Task A_server_that_speaks_is_heard_and_then_read()
    {
        await using var server = ScriptedServer.Play(new Script().Send("220 mx\r\n").Stall());
        await using var wire = await server.OpenAsync();
        (await wire.HearsAsync(default, default)).Should().BeTrue();
        (await wire.HearsAsync(new CancellationToken(canceled: true), default)).Should().BeTrue("it has been heard, and not read");
        (await wire.ReadReplyAsync(default)).Reply!.Code.Should().Be(220);
    }

    [Test]
    public async Task A_silent_server_is_not_heard_when_patience_is_over()
    {
        await using var server = ScriptedServer.Play(new Script().Stall());
        await using var wire = await server.OpenAsync();
        (await wire.HearsAsync(new CancellationToken(canceled: true), default)).Should().BeFalse();
    }

    [Test]
    public async Task The_callers_end_of_waiting_is_no_silence()
    {
        await using var server = ScriptedServer.Play(new Script().Stall());
        await using var wire = await server.OpenAsync();
        await wire.Awaiting(w => w.HearsAsync(default, new CancellationToken(canceled: true))).Should().ThrowAsync<OperationCanceledException>();
    }

    [Test]
    public async Task A_connection_that_breaks_is_heard()
    {
        List<string?> notes = [];
        await using SmtpWire wire = new(new DripStream([], new IOException("reset")), Deadlines.Default, TimeProvider.System, e => notes.Add(e.Note));
        (await wire.HearsAsync(default, default)).Should().BeTrue();
        notes.Should().Equal("connected", "broken by the server: reset");
    }

    [Test]
    public async Task After_a_half_close_the_server_is_still_read()
    {
        List<string?> notes = [];
        await using var server = ScriptedServer.Play(new Script().ExpectEnd().Send("221 bye\r\n").Close());
        await using var wire = await server.OpenAsync(tap: e => notes.Add(e.Note));
        wire.HalfClose();
        (await wire.ReadReplyAsync(default)).Reply!.Code.Should().Be(221);
        notes.Should().Contain("half-closed");
    }
}
