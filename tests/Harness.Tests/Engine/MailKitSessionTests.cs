using Harness.Core.Evidence;
using Harness.Core.Scenarios;
using Harness.Core.Smtp;
using Harness.Tests.Smtp;
using static Harness.Tests.Engine.Sessions;

namespace Harness.Tests.Engine;

public sealed class MailKitSessionTests
{
    private static readonly Submit Ordinary = new("{sender}", "{recipient}", "offered", null);

    private static Script Greets(string ehlo = "250 mx\r\n") => new Script().Send("220 mx\r\n").Expect("EHLO mail.outsider.example").Send(ehlo);

    private static Script Envelope(Script script) => script
        .Expect("MAIL FROM:<someone@sender.example>").Send("250 2.1.0 Ok\r\n").Expect("RCPT TO:<alice@test.example>");

    private static Script Takes(Script script) => Envelope(script)
        .Send("250 2.1.5 Ok\r\n").Expect("DATA").Send("354 go\r\n").ReadUntil(".").Send("250 2.0.0 Ok: queued as CD5C1E60D7\r\n");

    private static Script Bye(Script script) => script.Expect("QUIT").Send("221 bye\r\n").ExpectEnd();

    private static async Task<(Observation Seen, FakeTarget Target)> DeliverAsync(
        Script script, Submit? submit = null, Delivery delivery = Delivery.Whole, Deadlines? deadlines = null)
    {
        await using ScriptedServer server = ScriptedServer.Play(script, delivery);
        FakeTarget target = FakeTarget.Of(server);
        return (await PlayAsync(target, Attack(submit ?? Ordinary), deadlines: deadlines), target);
    }

    [Test]
    public async Task Mail_that_is_taken_is_completed([Values] Delivery delivery)
    {
        (Observation seen, FakeTarget target) = await DeliverAsync(Bye(Takes(Greets())), delivery: delivery);
        seen.Outcome.Should().Match<Outcome>(o => o.Ending == Ending.Completed && o.Stage == Stage.EndOfData && o.Code == 250);
        target.Collected.Should().Equal("CD5C1E60D7");
    }

    [Test]
    public async Task Every_reply_is_an_exchange_however_it_is_delivered([Values] Delivery delivery)
    {
        (Observation seen, _) = await DeliverAsync(Bye(Takes(Greets("250-mx\r\n250 SIZE\r\n"))), delivery: delivery);
        seen.Exchanges.Select(e => (e.Stage, e.Code)).Should().Equal(
            (Stage.Connect, 220), (Stage.Helo, 250), (Stage.Mail, 250), (Stage.Rcpt, 250), (Stage.Data, 354), (Stage.EndOfData, 250), (Stage.EndOfData, 221));
    }

    [Test]
    public async Task A_server_that_wants_tls_first_is_an_outcome_with_its_codes()
        => (await DeliverAsync(Bye(Greets().Expect("MAIL FROM:<someone@sender.example>").Send("530 5.7.0 Must issue a STARTTLS command first\r\n").ReadUntil("RSET").Send("250 ok\r\n")))).Seen
            .Outcome.Should().Be(new Outcome(Ending.Turned, Stage.Mail, 530, "5.7.0", "Must issue a STARTTLS command first"));

    [Test]
    public async Task A_refused_recipient_is_an_outcome_with_its_codes()
        => (await DeliverAsync(Bye(Envelope(Greets()).Send("550 5.1.1 no such user\r\n").ReadUntil("RSET").Send("250 ok\r\n")))).Seen
            .Outcome.Should().Be(new Outcome(Ending.Turned, Stage.Rcpt, 550, "5.1.1", "no such user"));

    [Test]
    public async Task A_refused_DATA_is_refused_there()
        => (await DeliverAsync(Bye(Envelope(Greets()).Send("250 ok\r\n").Expect("DATA").Send("554 5.5.1 not now\r\n").ReadUntil("RSET").Send("250 ok\r\n")))).Seen
            .Outcome.Should().Be(new Outcome(Ending.Turned, Stage.Data, 554, "5.5.1", "not now"));

    [Test]
    public async Task Tls_that_is_required_and_not_offered_turns_the_session()
        => (await DeliverAsync(Greets().ExpectEnd(), Ordinary with { Tls = "required" })).Seen
            .Outcome.Should().Match<Outcome>(o => o.Ending == Ending.Turned && o.Stage == Stage.Helo && o.IsRefused);

    [Test]
    public async Task Tls_that_is_offered_is_used_and_recorded()
    {
        Script script = Greets("250-mx\r\n250 STARTTLS\r\n").Expect("STARTTLS").Send("220 go\r\n").StartTls()
            .Expect("EHLO mail.outsider.example").Send("250 mx\r\n");
        (Observation seen, _) = await DeliverAsync(Bye(Takes(script)));
        seen.Outcome!.IsAccepted.Should().BeTrue();
        seen.Tls!.Established.Should().BeTrue();
    }

    [Test]
    public async Task Tls_that_is_offered_is_not_used_by_who_never_encrypts()
    {
        (Observation seen, _) = await DeliverAsync(Bye(Takes(Greets("250-mx\r\n250 STARTTLS\r\n"))), Ordinary with { Tls = "never" });
        (seen.Outcome!.IsAccepted, seen.Tls).Should().Be((true, null));
    }

    [Test]
    public async Task A_handshake_that_fails_is_an_outcome()
        => (await DeliverAsync(Greets("250-mx\r\n250 STARTTLS\r\n").Expect("STARTTLS").Send("220 go\r\n").Send("nonsense, not TLS\r\n").Close())).Seen
            .Outcome!.Ending.Should().Be(Ending.TlsFailed);

    [Test]
    public async Task A_server_that_closes_is_an_outcome()
        => (await DeliverAsync(Greets().ReadUntil("MAIL FROM:<someone@sender.example>").Close())).Seen
            .Outcome.Should().Match<Outcome>(o => o.Ending == Ending.Closed && o.Stage == Stage.Mail);

    [Test]
    public async Task A_server_that_speaks_nonsense_is_an_outcome()
    {
        (Observation seen, _) = await DeliverAsync(new Script().Send("\u001b[31mhello\r\n").ExpectEnd());
        seen.Outcome.Should().Match<Outcome>(o => o.Ending == Ending.Closed && !o.Text.Contains('\u001b'));
        seen.Fault.Should().BeNull();
    }

    [Test]
    public async Task A_server_that_says_nothing_runs_into_the_deadline()
        => (await DeliverAsync(new Script().Stall(), deadlines: Short)).Seen.Outcome.Should()
            .Match<Outcome>(o => o.Ending == Ending.TimedOut && o.Stage == Stage.Connect);

    [Test]
    public async Task A_server_that_does_not_answer_the_message_runs_into_the_deadline()
    {
        Script script = Envelope(Greets()).Send("250 2.1.5 Ok\r\n").Expect("DATA").Send("354 go\r\n").ReadUntil(".").Stall();
        Deadlines patient = Deadlines.Default with { EndOfData = TimeSpan.FromMilliseconds(60) };
        (await DeliverAsync(script, deadlines: patient)).Seen.Outcome!.Ending.Should().Be(Ending.TimedOut);
    }

    [Test]
    public async Task A_server_that_does_not_answer_quit_has_taken_the_message_all_the_same()
    {
        Deadlines hasty = Deadlines.Default with { Reply = TimeSpan.FromMilliseconds(400) };
        (await DeliverAsync(Takes(Greets()).Stall(), deadlines: hasty)).Seen.Outcome!.IsAccepted.Should().BeTrue();
    }

    [Test]
    public async Task An_unreachable_server_is_an_outcome()
    {
        var target = new FakeTarget(() => Task.FromResult<(Stream?, string)>((null, "refused")));
        (await PlayAsync(target, Attack(Ordinary))).Outcome!.Ending.Should().Be(Ending.Unreachable);
    }

    [Test]
    public async Task Logging_in_where_it_is_not_offered_turns_the_session()
        => (await DeliverAsync(Bye(Greets()), Ordinary with { User = "alice" })).Seen
            .Outcome.Should().Match<Outcome>(o => o.Ending == Ending.Turned && o.Stage == Stage.Helo && o.IsRefused);

    [Test]
    public async Task A_password_stands_nowhere_in_an_observation([Values] Delivery delivery)
    {
        // base64 of "sesame", which is name and password alike.
        Script script = Greets("250-mx\r\n250 AUTH LOGIN\r\n").ReadUntil("AUTH LOGIN").Send("334 VXNlcm5hbWU6\r\n")
            .ReadUntil("c2VzYW1l").Send("334 UGFzc3dvcmQ6\r\n").ReadUntil("c2VzYW1l").Send("235 2.7.0 ok\r\n");
        (Observation seen, _) = await DeliverAsync(Bye(Takes(script)), Ordinary with { User = "sesame" }, delivery);
        seen.Outcome!.IsAccepted.Should().BeTrue();
        string.Join('\n', [.. seen.Transcript.Select(t => t.Text), .. seen.Exchanges.Select(e => e.Sent)])
            .Should().NotContain("c2VzYW1l").And.NotContain("sesame");
    }
}
