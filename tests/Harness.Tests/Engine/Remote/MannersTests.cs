using System.Collections.Concurrent;
using System.Net;
using Harness.Core.Engine;
using Harness.Core.Engine.Remote;
using Harness.Core.Scenarios;
using Harness.Core.Smtp;
using Harness.Core.Verdicts;
using Harness.Tests.Engine.Hostile;
using static Harness.Tests.Engine.Sessions;

namespace Harness.Tests.Engine.Remote;

/// <summary>A whole run against a server outside the lab: how it is treated, and what comes of its moods.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class MannersTests
{
    private static readonly Policy Must = new("p", "t", [new PolicyRule("*", Level.Must)], []);

    private readonly InstantClock _clock = new();

    private static Attack Rcpt(string id, string recipient, string pass) => Attack(
        Say("EHLO {helo}", "250"), Say("MAIL FROM:<{sender}>", "250"), Say($"RCPT TO:<{recipient}>", "250"), Say("DATA", "354"), new SendMessage("hi")) with
    {
        Id = id,
        Pass = [new Expectation { Reply = [Pattern(pass)] }],
    };

    private async Task<Judgement> RunAsync(HostileServer server, IReadOnlyList<Attack> attacks, Func<RemoteServer, RemoteServer>? with = null)
    {
        var remote = new RemoteServer
        {
            Host = "127.0.0.1",
            Addresses = [IPAddress.Loopback],
            Port = server.Port,
            Sender = "me@elsewhere.example",
            Recipient = "alice@ours.example",
            Parallel = 1,
        };
        (RemoteTarget? target, string why) = await RemoteTarget.GreetAsync(with?.Invoke(remote) ?? remote, Deadlines.Default, TimeProvider.System, default);
        target.Should().NotBeNull(why);
        return Judge.Judging(await new AttackRun(target!, Deadlines.Default, _clock).PlayAsync(attacks, "p", default, null, default), Must);
    }

    // Puts a recipient off the first time, then takes it or, where it is nobody, refuses it (RFC 6647 §2.1).
    private static HostileServer Greylisting()
    {
        ConcurrentDictionary<string, bool> known = [];
        return new HostileServer(new Dialogue((stage, line) => stage != Stage.Rcpt ? Dialogue.Willing(stage, line)
            : known.TryAdd(line, true) ? "450 4.2.0 Greylisted\r\n"
            : line.Contains("nobody", StringComparison.Ordinal) ? "550 5.1.1 no such user\r\n"
            : "250 2.1.5 Ok\r\n").ServeAsync);
    }

    [Test]
    public async Task Greylisting_is_told_from_a_refusal()
    {
        await using HostileServer server = Greylisting();
        Judgement judged = await RunAsync(server, [Rcpt("a/good", "{recipient}", "250"), Rcpt("a/bad", "{unknown}", "5xx"), Rcpt("a/wrong", "nobody@{domain}", "250")]);
        judged.Record.Bracket.Should().OnlyContain(b => b.Accepted);
        judged.Record.Bracket[0].Detail.Should().EndWith("; first answered 450 4.2.0 Greylisted (at rcpt), 65 s before");
        judged.Findings.Select(f => f.Verdict).Should().Equal(Verdict.Pass, Verdict.Pass, Verdict.Fail);
        judged.Findings[2].Reason.Should().EndWith("; first answered 450 4.2.0 Greylisted (at rcpt), 65 s before");
        _clock.Waits.Count(w => w == TimeSpan.FromSeconds(65)).Should().Be(2);
    }

    [Test]
    public async Task Who_does_not_retry_takes_greylisting_for_what_it_says()
    {
        await using HostileServer server = Greylisting();
        Judgement judged = await RunAsync(server, [Rcpt("a/bad", "{unknown}", "5xx")], s => s with { RetryAfter = null });
        judged.Record.Bracket[0].Accepted.Should().BeFalse();
        judged.Record.Observations.Single().Outcome!.Code.Should().Be(450);
        _clock.Waits.Should().NotContain(TimeSpan.FromSeconds(65));
    }

    [Test]
    public async Task Patience_ends()
    {
        await using var server = new HostileServer(new Dialogue((stage, line) => stage == Stage.Rcpt ? "450 4.2.0 never\r\n" : Dialogue.Willing(stage, line)).ServeAsync);
        Judgement judged = await RunAsync(server, [Rcpt("a/bad", "{unknown}", "4xx")]);
        judged.Record.Bracket.Should().OnlyContain(b => !b.Accepted && b.Detail.Contains("450 4.2.0 never"));
        judged.ExitStatus.Should().Be(ExitStatus.NotEstablished);
    }

    [Test]
    public async Task A_421_ends_the_run_and_leaves_the_rest_open()
    {
        int sessions = 0;
        await using var server = new HostileServer(new Dialogue((stage, line) => stage == Stage.Rcpt && line.Contains("nobody", StringComparison.Ordinal) && ++sessions == 2
            ? "421 4.7.0 too much\r\n"
            : line.Contains("nobody", StringComparison.Ordinal) ? "550 5.1.1 no such user\r\n" : Dialogue.Willing(stage, line)).ServeAsync);
        // Each with a session of its own: the greeting of the target, ordinary mail, and two attacks.
        Judgement judged = await RunAsync(server, [.. Enumerable.Range(0, 5).Select(i => Rcpt($"a/{i}", "{unknown}", "5xx"))]);
        judged.Findings.Select(f => f.Verdict).Should().Equal(Verdict.Pass, Verdict.Inconclusive, Verdict.Inconclusive, Verdict.Inconclusive, Verdict.Inconclusive);
        judged.Findings[1].Reason.Should().StartWith("the server asked to be left alone: 421");
        judged.Findings[2].Reason.Should().Be("not played: the server asked to be left alone: 421 4.7.0 too much");
        judged.ExitStatus.Should().Be(ExitStatus.NotEstablished);
        server.Connections.Should().Be(4);
        judged.Record.Bracket.Should().ContainSingle(because: "a server that is left alone is not written to again");
    }

    [Test]
    public async Task A_421_that_the_claim_asks_for_is_no_wish_to_be_left_alone()
    {
        await using var server = new HostileServer(new Dialogue((stage, line) => line.Contains("nobody", StringComparison.Ordinal)
            ? "421 4.7.0 too much\r\n" : Dialogue.Willing(stage, line)).ServeAsync);
        Judgement judged = await RunAsync(server, [.. Enumerable.Range(0, 3).Select(i => Rcpt($"a/{i}", "{unknown}", "5xx") with { Pass = [new Expectation { Closed = true }] })]);
        judged.Findings.Should().OnlyContain(f => f.Verdict == Verdict.Pass);
    }

    [Test]
    public async Task A_421_to_a_client_that_hangs_up_by_half_is_no_wish_to_be_left_alone()
    {
        await using var server = new HostileServer(async (stream, cancel) =>
        {
            await new Dialogue().ServeAsync(stream, cancel);
            await HostileServer.SendAsync(stream, "421 4.4.1 lost\r\n", cancel);
        });
        Attack leaves = Rcpt("a/leaves", "{recipient}", "421");
        Judgement judged = await RunAsync(server, [leaves with { Steps = [.. leaves.Steps, new HangUp(Half: true)] }, Rcpt("a/good", "{recipient}", "250")]);
        judged.Findings.Should().OnlyContain(f => f.Verdict == Verdict.Pass);
    }

    [Test]
    public async Task A_421_to_ordinary_mail_ends_the_run_before_it_begins()
    {
        await using var server = new HostileServer(new Dialogue((stage, line) => stage == Stage.Mail ? "421 4.3.2 not now\r\n" : Dialogue.Willing(stage, line)).ServeAsync);
        Judgement judged = await RunAsync(server, [Rcpt("a/0", "{unknown}", "5xx")]);
        server.Connections.Should().Be(2);
        judged.ExitStatus.Should().Be(ExitStatus.NotEstablished);
    }

    [Test]
    public async Task A_server_that_stops_answering_is_not_asked_on()
    {
        int connections = 0;
        await using var server = new HostileServer((stream, cancel) => ++connections <= 3 ? new Dialogue().ServeAsync(stream, cancel) : Task.CompletedTask);
        Judgement judged = await RunAsync(server, [.. Enumerable.Range(0, 40).Select(i => Rcpt($"a/{i}", "{recipient}", "250"))]);
        server.Connections.Should().BeLessThan(15);
        judged.Findings[^1].Reason.Should().StartWith("not played: the server has stopped answering");
    }

    [Test]
    public async Task No_more_sessions_begin_in_a_second_than_allowed()
    {
        await using var server = new HostileServer(new Dialogue().ServeAsync);
        DateTimeOffset began = _clock.GetUtcNow();
        await RunAsync(server, [.. Enumerable.Range(0, 21).Select(i => Rcpt($"a/{i}", "{recipient}", "250"))], s => s with { Rate = 2, Parallel = 3 });
        (_clock.GetUtcNow() - began).Should().Be(TimeSpan.FromSeconds(10), "21 sessions begin half a second apart");
    }

    [Test]
    public async Task Nothing_is_delivered_to_whom_the_caller_has_not_named()
    {
        ConcurrentBag<string> messages = [];
        await using var server = new HostileServer(async (stream, cancel) =>
        {
            string recipient = "";
            await new Dialogue((stage, line) =>
            {
                recipient = stage == Stage.Rcpt ? line : recipient;
                if (stage == Stage.Data)
                    messages.Add(recipient);
                return Dialogue.Willing(stage, line);
            }).ServeAsync(stream, cancel);
        });
        Judgement judged = await RunAsync(server, [
            Rcpt("a/outside", "{outside}", "5xx"), Rcpt("a/unknown", "{unknown}", "5xx"),
            Attack(new Submit("{sender}", "{outside}", "never", null)) with { Id = "a/program", Pass = [new Expectation { Reply = [Pattern("5xx")] }] }]);
        messages.Should().Equal("RCPT TO:<alice@ours.example>", "RCPT TO:<alice@ours.example>");
        judged.Findings.Should().OnlyContain(f => f.Verdict == Verdict.Inconclusive && f.Reason.StartsWith("accepted at RCPT: 250") && f.Reason.Contains("the caller did not name"));
    }

    [Test]
    public async Task Relaying_is_carried_through_to_a_mailbox_of_the_callers()
    {
        await using var server = new HostileServer(new Dialogue().ServeAsync);
        Judgement judged = await RunAsync(server, [Rcpt("a/outside", "{outside}", "5xx"), Rcpt("a/percent", "me%{outside-domain}@{domain}", "5xx")], s => s with { Outside = "me@far.example" });
        judged.Findings.Should().OnlyContain(f => f.Verdict == Verdict.Fail && f.Reason.StartsWith("accepted at DATA: "));
    }

    [Test]
    public async Task A_run_is_announced_by_what_it_will_do()
    {
        await using var server = new HostileServer(new Dialogue().ServeAsync);
        var remote = new RemoteServer { Host = "127.0.0.1", Addresses = [IPAddress.Loopback], Port = server.Port, Sender = "me@elsewhere.example", Recipient = "alice@ours.example", Outside = "me@far.example" };
        (RemoteTarget? target, _) = await RemoteTarget.GreetAsync(remote, Deadlines.Default, TimeProvider.System, default);
        Attack good = Rcpt("a/good", "{recipient}", "250");
        RunPlan plan = new AttackRun(target!, Deadlines.Default, _clock).Plan(
            [good, Rcpt("a/outside", "{outside}", "5xx"), Rcpt("a/unknown", "{unknown}", "5xx"), good with { Id = "a/rough", Safe = false }, good with { Id = "a/inside", From = "inside" }]);
        plan.Should().Be(new RunPlan(Attacks: 3, Messages: 3, Relayed: 1));
        plan.Sessions.Should().Be(5);
        plan.About(target!.Manners with { Rate = 1 }).Should().Be(TimeSpan.FromSeconds(5));
    }

    [Test]
    public async Task Intrusive_attacks_are_asked_for()
    {
        await using var server = new HostileServer(new Dialogue().ServeAsync);
        Attack rough = Rcpt("a/rough", "{recipient}", "250") with { Safe = false };
        (await RunAsync(server, [rough])).Findings.Single().Verdict.Should().Be(Verdict.NotApplicable);
        (await RunAsync(server, [rough], s => s with { Intrusive = true })).Findings.Single().Verdict.Should().Be(Verdict.Pass);
    }
}
