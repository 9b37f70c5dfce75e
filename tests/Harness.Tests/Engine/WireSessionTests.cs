using System.Text;
using Harness.Core.Engine;
using Harness.Core.Evidence;
using Harness.Core.Scenarios;
using Harness.Core.Smtp;
using Harness.Tests.Smtp;
using static Harness.Tests.Engine.Sessions;

namespace Harness.Tests.Engine;

public sealed class WireSessionTests
{
    [Test]
    public async Task A_session_that_had_every_answer_is_completed()
    {
        Observation seen = await PlayAsync(
            Bye(Greets().Expect("HELO a").Send("250 mx\r\n").Expect("RCPT TO:<b>").Send("504 5.5.2 no\r\n")), null, Say("HELO a", "250"), Say("RCPT TO:<b>"));
        seen.Outcome.Should().Be(new Outcome(Ending.Completed, Stage.Rcpt, 504, "5.5.2", "no"));
        seen.Fault.Should().BeNull();
    }

    [Test]
    public async Task Every_reply_is_an_exchange()
    {
        Observation seen = await PlayAsync(Bye(Greets().Expect("EHLO a").Send("250-mx\r\n250 SIZE\r\n")), null, Say("EHLO a", "250"));
        seen.Exchanges.Should().BeEquivalentTo([new Exchange(Stage.Connect, "", 220, null, ["mx"]), new Exchange(Stage.Helo, "EHLO a", 250, null, ["mx", "SIZE"])]);
    }

    [Test]
    public async Task Another_answer_than_awaited_turns_the_session_and_ends_it_politely()
    {
        await using ScriptedServer server = ScriptedServer.Play(Bye(Greets().Expect("HELO a").Send("550 5.7.1 no\r\n")));
        Observation seen = await PlayAsync(FakeTarget.Of(server), Attack(Say("HELO a", "250"), Say("MAIL FROM:<b>", "250")));
        seen.Outcome.Should().Be(new Outcome(Ending.Turned, Stage.Helo, 550, "5.7.1", "no"));
        await server.Finished;
    }

    [Test]
    public async Task A_server_that_closes_is_an_outcome()
        => (await PlayAsync(Greets().Expect("HELO a").Close(), null, Say("HELO a", "250")))
            .Outcome.Should().Match<Outcome>(o => o.Ending == Ending.Closed && o.Stage == Stage.Helo && o.Code == null);

    [Test]
    public async Task A_server_that_resets_is_an_outcome()
        => (await PlayAsync(Greets().Expect("HELO a").Reset(), null, Say("HELO a", "250"))).Outcome!.Ending.Should().Be(Ending.Closed);

    [Test]
    public async Task No_answer_before_the_deadline_is_an_outcome()
        => (await PlayAsync(Greets().Expect("HELO a").Stall(), Short, Say("HELO a", "250"))).Outcome!.Ending.Should().Be(Ending.TimedOut);

    [Test]
    public async Task No_greeting_before_the_deadline_is_an_outcome_at_connect()
        => (await PlayAsync(new Script().Stall(), Short, Say("HELO a", "250")))
            .Outcome.Should().Match<Outcome>(o => o.Ending == Ending.TimedOut && o.Stage == Stage.Connect);

    [Test]
    public async Task An_unreachable_server_is_an_outcome_of_which_nothing_is_collected()
    {
        var target = new FakeTarget(() => Task.FromResult<(Stream?, string)>((null, "refused"))) { Side = new ServerSide([], [], "no log") };
        Observation seen = await PlayAsync(target, Attack(Say("HELO a")));
        seen.Outcome.Should().Be(new Outcome(Ending.Unreachable, Stage.Connect, null, null, "refused"));
        seen.Missing.Should().BeNull();
    }

    [Test]
    public async Task A_greeting_that_is_no_reply_is_an_outcome()
        => (await PlayAsync(new Script().Send("\u0001\u001b[2J hello\r\n").ExpectEnd(), null, Say("HELO a")))
            .Outcome.Should().Match<Outcome>(o => o.Ending == Ending.Garbled && o.Code == 0 && !o.Text.Contains('\u001b'));

    [Test]
    public async Task A_greeting_of_554_turns_the_session()
        => (await PlayAsync(Bye(new Script().Send("554 5.7.1 not you\r\n")), null, Say("HELO a")))
            .Outcome.Should().Be(new Outcome(Ending.Turned, Stage.Connect, 554, "5.7.1", "not you"));

    [Test]
    public async Task The_421_that_waits_behind_a_failed_send_is_the_outcome_and_no_completion()
    {
        var target = new FakeTarget(() => Task.FromResult<(Stream?, string)>((new DeafStream("220 mx\r\n421 4.3.2 shutting down\r\n"), "")));
        Observation seen = await PlayAsync(target, Attack(Say("HELO a")));
        seen.Outcome.Should().Be(new Outcome(Ending.Turned, Stage.Connect, 421, "4.3.2", "shutting down"));
    }

    [Test]
    public async Task A_stream_that_closed_itself_is_a_server_that_has_gone_and_no_fault()
    {
        var target = new FakeTarget(() => Task.FromResult<(Stream?, string)>((new ClosingStream("220 mx\r\n"), "")));
        Observation seen = await PlayAsync(target, Attack(Say("HELO a")));
        seen.Fault.Should().BeNull();
        seen.Outcome!.Ending.Should().Be(Ending.Closed);
    }

    [Test]
    public async Task A_client_that_spoke_early_and_is_turned_away_with_the_greeting_has_the_greeting_for_its_outcome()
    {
        var target = new FakeTarget(() => Task.FromResult<(Stream?, string)>((new DeafStream("554 not accepting messages\r\n250 mx\r\n", hears: true), "")));
        Observation seen = await PlayAsync(target, Attack(new SendOctets("EHLO a\r\n", null, 0) { Early = true }, Say("MAIL FROM:<>")));
        seen.Outcome.Should().Be(new Outcome(Ending.Turned, Stage.Connect, 554, null, "not accepting messages"));
    }

    [Test]
    public async Task Starttls_goes_on_encrypted()
    {
        Observation seen = await PlayAsync(
            Bye(Greets().Expect("STARTTLS").Send("220 go\r\n").StartTls().Expect("EHLO a").Send("250 mx\r\n")), null,
            Say("STARTTLS", "220"), new StartTls(), Say("EHLO a", "250"));
        seen.Outcome!.IsAccepted.Should().BeTrue();
        seen.Tls!.Established.Should().BeTrue();
    }

    [Test]
    public async Task Auth_plain_is_one_line_without_a_trace_of_the_secret()
    {
        await using ScriptedServer server = ScriptedServer.Play(Bye(Greets().Expect("AUTH PLAIN AGFsaWNlAHNlY3JldA==").Send("235 2.7.0 yes\r\n")));
        Observation seen = await PlayAsync(FakeTarget.Of(server), Attack(new Authenticate("plain", "alice", "secret") { Await = Pattern("235") }));
        seen.Outcome.Should().Be(new Outcome(Ending.Completed, Stage.Connect, 235, "2.7.0", "yes"));
        seen.Exchanges[^1].Sent.Should().Be("AUTH PLAIN [redacted]");
        await server.Finished;
    }

    [Test]
    public async Task Auth_login_answers_twice()
    {
        await using ScriptedServer server = ScriptedServer.Play(Bye(Greets().Expect("AUTH LOGIN").Send("334 VXNlcm5hbWU6\r\n")
            .Expect("YWxpY2U=").Send("334 UGFzc3dvcmQ6\r\n").Expect("c2VjcmV0").Send("535 5.7.8 no\r\n")));
        Observation seen = await PlayAsync(FakeTarget.Of(server), Attack(new Authenticate("login", "alice", "secret"), Say("QUIT")));
        seen.Outcome!.Ending.Should().Be(Ending.Completed);
        seen.Exchanges.Select(e => e.Sent).Should().Equal("", "AUTH LOGIN", "[redacted]", "[redacted]", "QUIT");
        await server.Finished;
    }

    [Test]
    public async Task Auth_is_played_as_often_as_the_step_says()
    {
        await using ScriptedServer server = ScriptedServer.Play(
            Bye(Greets().Expect("AUTH PLAIN AGEAYg==").Send("535 5.7.8 no\r\n").Expect("AUTH PLAIN AGEAYg==").Send("454 4.7.0 wait\r\n")));
        (await PlayAsync(FakeTarget.Of(server), Attack(new Authenticate("plain", "a", "b") { Times = 2 }))).Outcome!.Code.Should().Be(454);
        await server.Finished;
    }

    [TestCase("503 5.5.1 not here")]
    [TestCase("235 2.7.0 so soon")]
    public async Task Auth_ends_with_the_first_answer_that_asks_for_nothing(string answer)
    {
        await using ScriptedServer server = ScriptedServer.Play(Bye(Greets().Expect("AUTH LOGIN").Send($"{answer}\r\n")));
        Observation seen = await PlayAsync(FakeTarget.Of(server), Attack(new Authenticate("login", "alice", "secret") { Await = Pattern("454") }));
        seen.Outcome.Should().Match<Outcome>(o => o.Ending == Ending.Turned && o.Code != 334);
        await server.Finished;
    }

    [Test]
    public async Task A_failed_handshake_is_an_outcome_without_the_code_before_it()
    {
        Observation seen = await PlayAsync(Greets().Expect("STARTTLS").Send("220 go\r\n").Close(), null, Say("STARTTLS", "220"), new StartTls(), Say("EHLO a"));
        seen.Outcome.Should().Match<Outcome>(o => o.Ending == Ending.TlsFailed && o.Code == null && o.Text.Length > 0);
        seen.Tls!.Established.Should().BeFalse();
    }

    [TestCase(true, "NOOP \u00ff")]
    [TestCase(false, "NOOP \u00c3\u00bf")]
    public async Task A_character_is_one_octet_in_latin_1(bool latin1, string wanted)
    {
        Observation seen = await PlayAsync(
            Bye(Greets().Expect(wanted).Send("250 ok\r\n").Expect(wanted).Send("250 ok\r\n")), null,
            new Say("NOOP \u00ff") { Latin1 = latin1 }, new SendOctets("NOOP \u00ff\r\n", null, 1) { Latin1 = latin1 });
        seen.Outcome!.Code.Should().Be(250);
    }

    [Test]
    public async Task Octets_go_out_exactly_as_their_hex()
    {
        await using ScriptedServer server = ScriptedServer.Play(Greets().Expect("\u0000\u00ff\n.\r").Send("250 ok\r\n").ExpectEnd());
        Observation seen = await PlayAsync(FakeTarget.Of(server), Attack(new SendOctets(null, "00ff0a2e0d0d0a", 1)), deadlines: Short);
        seen.Exchanges[^1].Sent.Should().Be(@"\x00\xff\n.\r\r\n");
    }

    [Test]
    public async Task As_many_replies_are_read_as_the_step_says()
    {
        Observation seen = await PlayAsync(
            Bye(Greets().Expect("NOOP").Expect("NOOP").Expect("VRFY").Send("250 one\r\n250 two\r\n252 three\r\n")), null,
            new SendOctets("NOOP\r\nNOOP\r\nVRFY\r\n", null, 3));
        seen.Outcome!.Text.Should().Be("three");
        seen.Exchanges.Should().HaveCount(4);
    }

    [Test]
    public async Task Zero_replies_send_on_without_waiting()
    {
        Observation seen = await PlayAsync(
            Bye(Greets().Expect("NOOP").Expect("HELO a").Send("250 ok\r\n250 mx\r\n").ExpectEnd()), Short, new SendOctets("NOOP\r\n", null, 0), Say("HELO a"));
        seen.Exchanges.Should().HaveCount(2);
    }

    [Test]
    public async Task A_message_can_be_larger_than_the_announced_size_however_line_ends_are_counted()
    {
        await using ScriptedServer server = ScriptedServer.Play(Bye(Greets().Expect("EHLO a").Send("250-mx\r\n250 SIZE 100000\r\n")
            .Expect("DATA").Send("354 go\r\n").ReadUntil(".").Send("552 5.3.4 too large\r\n")));
        Observation seen = await PlayAsync(FakeTarget.Of(server), Attack(Say("EHLO a", "250"), Say("DATA", "354"), new SendMessage("large") { OverSize = true }));
        seen.Outcome!.Code.Should().Be(552);
        OrdinaryMessage.Padding(new SendMessage("x") { OverSize = true }, seen.Exchanges).Should().BeGreaterThan(100000 * 78 / 77);
    }

    [TestCase("250 mx")]
    [TestCase("250-mx\r\n250 SIZE")]
    [TestCase("250-mx\r\n250 SIZE 0")]
    [TestCase("250-mx\r\n250 SIZE 99999999999")]
    public async Task Without_a_limit_there_is_no_message_over_it(string ehlo)
    {
        await using ScriptedServer server = ScriptedServer.Play(Greets().Expect("EHLO a").Send($"{ehlo}\r\n").Expect("DATA").Send("354 go\r\n").ExpectEnd());
        Observation seen = await PlayAsync(FakeTarget.Of(server), Attack(Say("EHLO a", "250"), Say("DATA", "354"), new SendMessage("large") { OverSize = true }));
        seen.Outcome!.Ending.Should().Be(Ending.Withheld);
        await server.Finished;
    }

    [Test]
    public async Task A_message_follows_354_and_its_answer_is_that_of_the_end_of_data()
    {
        await using ScriptedServer server = ScriptedServer.Play(
            Bye(Greets().Expect("DATA").Send("354 go\r\n").ReadUntil(".").Send("250 2.0.0 Ok: queued as CD5C1E60D7\r\n")));
        FakeTarget target = FakeTarget.Of(server);
        Observation seen = await PlayAsync(target, Attack(Say("DATA", "354"), new SendMessage("for {recipient}") { Await = Pattern("250") }));
        seen.Outcome.Should().Be(new Outcome(Ending.Completed, Stage.EndOfData, 250, "2.0.0", "Ok: queued as CD5C1E60D7"));
        target.Collected.Should().Equal("CD5C1E60D7");
        await server.Finished;
        Encoding.ASCII.GetString(server.Received).Should().Contain("\r\nSubject: for alice@test.example\r\n\r\n").And.EndWith("\r\n.\r\nQUIT\r\n");
    }

    [Test]
    public async Task A_handshake_that_does_not_end_is_one_that_timed_out()
        => (await PlayAsync(Greets().Expect("STARTTLS").Send("220 go\r\n").Stall(), Short with { Tls = TimeSpan.FromMilliseconds(60) }, Say("STARTTLS", "220"), new StartTls()))
            .Outcome!.Ending.Should().Be(Ending.TimedOut);

    [Test]
    public async Task A_dot_that_is_said_is_waited_for_as_long_as_any_end_of_data()
    {
        Deadlines patient = Short with { EndOfData = TimeSpan.FromMilliseconds(120) };
        Observation said = await PlayAsync(Greets().Expect("DATA").Send("354 go\r\n").Expect(".").Stall(), patient, Say("DATA", "354"), Say("."));
        Observation sent = await PlayAsync(Greets().Expect("DATA").Send("354 go\r\n").Expect(".").Stall(), patient, Say("DATA", "354"), new SendOctets(".\r\n", null, 1));
        new[] { said, sent }.Should().OnlyContain(s => s.Outcome!.Ending == Ending.TimedOut && s.Outcome.Text.Contains("0.12 s"));
    }

    /// <summary>Gives its text, and takes nothing: a server that hung up after a last word.</summary>
    private sealed class DeafStream(string text, bool hears = false) : MemoryStream(Encoding.ASCII.GetBytes(text))
    {
        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
            => hears ? ValueTask.CompletedTask : throw new IOException("gone");
    }

    /// <summary>Gives its text and is closed from then on, as MailKit's stream through a proxy is when the connection breaks.</summary>
    private sealed class ClosingStream(string text) : MemoryStream(Encoding.ASCII.GetBytes(text))
    {
        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
            => throw new ObjectDisposedException("System.Net.Sockets.Socket");
    }
}
