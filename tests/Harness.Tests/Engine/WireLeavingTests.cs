using System.Text;
using Harness.Core.Evidence;
using Harness.Core.Scenarios;
using Harness.Core.Smtp;
using Harness.Tests.Smtp;
using static Harness.Tests.Engine.Sessions;

namespace Harness.Tests.Engine;

/// <summary>Clients that leave without a word, or take their time.</summary>
public sealed class WireLeavingTests
{
    [Test]
    public async Task Quit_is_not_said_into_a_message()
    {
        await using ScriptedServer server = ScriptedServer.Play(Greets().Expect("DATA").Send("354 go\r\n").ExpectEnd());
        await PlayAsync(FakeTarget.Of(server), Attack(Say("DATA")));
        await server.Finished;
        Encoding.ASCII.GetString(server.Received).Should().Be("DATA\r\n");
    }

    [Test]
    public async Task A_client_that_hangs_up_says_no_quit_and_keeps_its_last_answer()
    {
        await using ScriptedServer server = ScriptedServer.Play(Greets().Expect("DATA").Send("354 go\r\n").ExpectEnd());
        Observation seen = await PlayAsync(FakeTarget.Of(server), Attack(Say("DATA", "354"), new SendOctets("half", null, 0), new HangUp(Half: false)));
        await server.Finished;
        seen.Outcome.Should().Be(new Outcome(Ending.Completed, Stage.Data, 354, null, "go"));
        Encoding.ASCII.GetString(server.Received).Should().Be("DATA\r\nhalf");
    }

    [Test]
    public async Task After_a_half_close_the_last_word_is_read()
    {
        Observation seen = await PlayAsync(Greets().Expect("NOOP").Send("250 ok\r\n").ExpectEnd().Send("421 bye\r\n").Close(), null, Say("NOOP"), new HangUp(Half: true));
        seen.Outcome.Should().Match<Outcome>(o => o.Code == 421 && o.Ending == Ending.Turned);
        seen.Transcript.Select(t => t.Text).Should().Contain("half-closed").And.NotContain("QUIT");
    }

    [Test]
    public async Task After_a_half_close_the_end_is_waited_for()
        => (await PlayAsync(Greets().Expect("NOOP").Send("250 ok\r\n").ExpectEnd().Close(), null, Say("NOOP"), new HangUp(Half: true))).Outcome!.Ending.Should().Be(Ending.Closed);

    [Test]
    public async Task A_tls_alert_in_clear_is_an_end()
        => (await PlayAsync(Greets().Expect("NOOP").Send("\x15\x03\x01\0\x02\x02\x28").Close(), null, Say("NOOP"))).Outcome!.Ending.Should().Be(Ending.Closed);

    [Test]
    public async Task A_client_that_waits_a_moment_leaves_what_comes_meanwhile_for_its_readings()
    {
        Observation seen = await PlayAsync(
            Bye(Greets().Expect("ONE").Send("250 one\r\n").Expect("TWO").Send("250 two\r\n")), null,
            new SendOctets("ONE\r\n", null, 0), new SendOctets("TWO\r\n", null, 2) { After = 20 });
        seen.Exchanges.Select(e => e.Lines[0]).Should().Equal("mx", "one", "two");
    }

    [Test]
    public async Task A_slow_client_sends_an_octet_at_a_time()
    {
        Observation seen = await PlayAsync(Bye(Greets().Expect("NOOP").Send("250 ok\r\n")), null, new SendOctets("NOOP\r\n", null, 1) { Pace = 10 });
        seen.Outcome!.Code.Should().Be(250);
        seen.Transcript.Count(t => t.By == TranscriptLine.Client).Should().BeGreaterThan(5);
    }
}
