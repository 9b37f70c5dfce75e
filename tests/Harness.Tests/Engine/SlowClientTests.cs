using Harness.Core.Engine;
using Harness.Core.Evidence;
using Harness.Core.Scenarios;
using Harness.Core.Smtp;
using Harness.Tests.Engine.Hostile;
using static Harness.Tests.Engine.Sessions;

namespace Harness.Tests.Engine;

/// <summary>Clients that are slow, silent or deaf, on a clock that lets nobody wait.</summary>
public sealed class SlowClientTests
{
    private static async Task<Observation> PlayAsync(HostileServer.Serving serve, TimeProvider clock, params Step[] steps)
    {
        await using var server = new HostileServer(serve);
        var target = new FakeTarget(async () => (await server.ConnectAsync(), ""));
        return await new SessionPlayer(target, Deadlines.Default, clock).PlayAsync(Attack(steps), control: false, CancellationToken.None);
    }

    // Greets, and has its last word at once or never.
    private static HostileServer.Serving Greets(string lastWord) => async (stream, cancel) =>
    {
        await HostileServer.SendAsync(stream, "220 mx\r\n", cancel);
        if (lastWord.Length > 0)
        {
            await HostileServer.SendAsync(stream, lastWord, cancel);
            return;
        }

        await Task.Delay(Timeout.Infinite, cancel);
    };

    [Test]
    public async Task A_silent_client_that_is_never_hung_up_on_is_still_served()
    {
        Observation seen = await PlayAsync(Greets(""), new TickingClock(), new Hold(16), new HangUp(Half: false));
        seen.Shed.Should().Be(new Shedding(false, 16));
        seen.Outcome.Should().Match<Outcome>(o => o.Ending == Ending.Completed && o.Code == 220);
    }

    [Test]
    public async Task A_last_word_to_a_silent_client_is_when_it_was_shed()
    {
        Observation seen = await PlayAsync(Greets("421 4.4.2 timeout exceeded\r\n"), TimeProvider.System, new Hold(16), new HangUp(Half: false));
        seen.Shed.Should().Match<Shedding>(s => s.Ended && s.Seconds < 16);
        seen.Outcome.Should().Match<Outcome>(o => o.Code == 421 && o.Enhanced == "4.4.2");
    }

    [Test]
    public async Task A_connection_that_is_closed_without_a_word_was_shed_too()
    {
        Observation seen = await PlayAsync(async (stream, cancel) => await HostileServer.SendAsync(stream, "220 mx\r\n", cancel), TimeProvider.System, new Hold(16));
        seen.Shed!.Ended.Should().BeTrue();
        seen.Outcome!.Ending.Should().Be(Ending.Closed);
    }

    [Test]
    public async Task Each_octet_has_its_pause_and_arrives()
    {
        var lines = new List<string>();
        var clock = new TickingClock();
        Observation seen = await PlayAsync(
            new Dialogue((stage, line) =>
            {
                lines.Add(line);
                return Dialogue.Willing(stage, line);
            }).ServeAsync,
            clock, new SendOctets("NOOP\r\n", null, 1) { Pace = 1000 });
        lines.Should().Equal("", "NOOP", "QUIT");
        seen.Shed.Should().Be(new Shedding(false, 6));
        seen.Outcome!.Code.Should().Be(250);
    }

    [Test]
    public async Task A_client_that_would_be_slow_for_ever_is_not()
    {
        Observation seen = await PlayAsync(Greets(""), new TickingClock(), new SendOctets(new string('x', 100), null, 1) { Pace = 1000 });
        seen.Shed.Should().Be(new Shedding(false, Hold.Most));
        seen.Transcript.Count(t => t.By == TranscriptLine.Client).Should().Be(Hold.Most);
    }

    [Test]
    public async Task A_server_that_answers_what_it_has_not_heard_is_garbled()
        => (await PlayAsync(Greets("250 at your service\r\n"), TimeProvider.System, new SendOctets("NOOP\r\n", null, 1) { Pace = 5000 }))
            .Outcome!.Ending.Should().Be(Ending.Garbled);

    [Test]
    public async Task A_deaf_client_notices_that_the_server_is_gone_and_its_flood_is_not_kept()
    {
        Observation seen = await PlayAsync(
            async (stream, cancel) =>
            {
                await HostileServer.SendAsync(stream, "220 mx\r\n", cancel);
                _ = await stream.ReadAsync(new byte[1], cancel);
            },
            TimeProvider.System, new Deafen("NOOP", 16));
        seen.Shed!.Ended.Should().BeTrue();
        seen.Outcome!.Ending.Should().Be(Ending.Closed);
        seen.Transcript.Should().HaveCountLessThan(60);
    }

    [Test]
    public async Task A_server_that_is_long_in_reading_what_a_deaf_client_says_has_not_ended_the_connection()
    {
        await using var wire = new SmtpWire(new FullStream(), Deadlines.Default with { Write = TimeSpan.FromMilliseconds(1) }, TimeProvider.System);
        (await new WireDialogue(wire, new TranscriptRecorder()).PourAsync("NOOP\r\n"u8.ToArray(), CancellationToken.None)).Should().BeTrue();
    }

    [Test]
    public async Task Ordinary_mail_is_begun_when_the_client_begins_to_be_slow_and_awaited()
    {
        bool over = false;
        await using var server = new HostileServer(Greets(""));
        Observation seen = await new SessionPlayer(new FakeTarget(async () => (await server.ConnectAsync(), "")), Deadlines.Default, new TickingClock()).PlayAsync(
            new Session(Attack(new Hold(16), new HangUp(Half: false)), false, null), CancellationToken.None, async _ =>
            {
                server.Connections.Should().Be(1);
                await Task.Yield();
                over = true;
            });
        (over, seen.Fault).Should().Be((true, null));
    }

    // A connection whose window is closed for a while.
    private sealed class FullStream : MemoryStream
    {
        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
            => await Task.Delay(30, cancellationToken);
    }
}
