using Harness.Core.Engine;
using Harness.Core.Evidence;
using Harness.Core.Scenarios;
using Harness.Core.Smtp;
using static Harness.Tests.Engine.Sessions;

namespace Harness.Tests.Engine;

public sealed class ScreeningTests
{
    private const string Crowd = "crowd";

    private static Attack Relay(int variants, params Step[] opening) => Attack(
    [
        .. opening.Length > 0 ? opening : [Say("EHLO {helo}", "250")],
        Say("MAIL FROM:<{from}>", "250"), Say("RCPT TO:<{outside}>", "250"), Say("DATA", "354"), new SendMessage("Relay"),
    ]) with
    {
        Each = [.. Enumerable.Range(0, variants).Select(i => new Variant($"v{i}", new Dictionary<string, string> { ["from"] = $"s{i}@sender.example" }))],
    };

    private static async Task<RunRecord> PlayAsync(FakeTarget target, params Attack[] attacks)
        => await new AttackRun(target, Deadlines.Default, TimeProvider.System).PlayAsync(attacks, "guide", DateTimeOffset.UnixEpoch, null, CancellationToken.None);

    private static AnsweringServer Refusing(Func<string, bool> refused)
        => new((line, _) => refused(line) ? "554 5.7.1 no" : AnsweringServer.Usual(line));

    // The connections of the screening: the others carry ordinary mail, or one transaction.
    private static IReadOnlyList<string>[] Shared(AnsweringServer server)
        => [.. server.Connections.Where(c => c.Contains("RSET"))];

    [Test]
    public async Task Variants_that_are_turned_away_share_connections()
    {
        await using AnsweringServer server = Refusing(l => l.Contains("tls.example", StringComparison.Ordinal));
        RunRecord run = await PlayAsync(server.Target(Crowd), Relay(19));
        run.Observations.Should().HaveCount(19).And.OnlyContain(o => o.Outcome!.Code == 554 && o.Outcome.Stage == Stage.Rcpt && o.Outcome.Ending == Ending.Turned);
        run.Observations.Select(o => o.Variant).Should().OnlyHaveUniqueItems();
        run.Observations.Should().OnlyContain(o => ServiceExtensions.Of(o.Exchanges)!.Offers("PIPELINING"), "what EHLO announced may be judged");
        Shared(server).Should().HaveCount(3);
        server.Connections.Should().HaveCount(2 + 3, "ordinary mail comes twice");
    }

    [Test]
    public async Task No_connection_meets_more_refusals_than_the_server_has_patience_for([Values("RCPT", "MAIL FROM:<s")] string refused)
    {
        // Where MAIL is refused, RCPT is refused as well.
        await using var server = new AnsweringServer((line, before) =>
            line.StartsWith(refused, StringComparison.Ordinal) && !line.Contains("alice", StringComparison.Ordinal) && !line.Contains("someone@s", StringComparison.Ordinal) ? "554 no"
            : line.StartsWith("RCPT", StringComparison.Ordinal) && before[^1].StartsWith("MAIL FROM:<s", StringComparison.Ordinal) && refused.StartsWith("MAIL", StringComparison.Ordinal)
                && !before[^1].Contains("someone", StringComparison.Ordinal) ? "503 no"
            : AnsweringServer.Usual(line));
        RunRecord run = await PlayAsync(server.Target(Crowd), Relay(30));
        run.Observations.Should().OnlyContain(o => o.Outcome!.Code == 554);
        Shared(server).Should().OnlyContain(c => c.Count(l => l.StartsWith("RCPT", StringComparison.Ordinal)) * (refused == "RCPT" ? 1 : 2) <= Manners.InTheLab.ErrorsAConnection);
    }

    [Test]
    public async Task A_variant_that_is_let_through_is_played_again_to_its_end()
    {
        await using AnsweringServer server = new((line, before) =>
            line.Contains("tls.example", StringComparison.Ordinal) && before[^1] != "MAIL FROM:<s3@sender.example>" ? "554 5.7.1 no" : AnsweringServer.Usual(line));
        RunRecord run = await PlayAsync(server.Target(Crowd), Relay(6));
        run.Observations.Single(o => o.Variant == "v3").Outcome.Should().Match<Outcome>(o => o.Stage == Stage.EndOfData && o.Code == 250);
        run.Observations.Where(o => o.Variant != "v3").Should().OnlyContain(o => o.Outcome!.Code == 554);
        Shared(server).Should().OnlyContain(c => !c.Contains("DATA"));
    }

    [Test]
    public async Task Without_pipelining_every_variant_has_a_connection_of_its_own()
    {
        await using var server = new AnsweringServer((line, _) =>
            line.StartsWith("EHLO", StringComparison.Ordinal) ? "250 mx" : line.Contains("tls.example", StringComparison.Ordinal) ? "554 no" : AnsweringServer.Usual(line));
        RunRecord run = await PlayAsync(server.Target(Crowd), Relay(4));
        run.Observations.Should().OnlyContain(o => o.Outcome!.Code == 554);
        Shared(server).Should().BeEmpty();
    }

    [Test]
    public async Task A_fault_of_the_harness_costs_one_connection_and_not_the_run()
    {
        int come = 0;
        await using AnsweringServer server = Refusing(l => l.Contains("tls.example", StringComparison.Ordinal));
        // The second is the shared one.
        var target = new FakeTarget(async () => Interlocked.Increment(ref come) == 2 ? throw new InvalidOperationException("stuck") : (await server.ConnectAsync(), ""))
        {
            Crowd = Crowd,
            Facts = server.Target().Facts,
        };
        RunRecord run = await PlayAsync(target, Relay(3));
        run.Observations.Should().HaveCount(3).And.OnlyContain(o => o.Fault == null && o.Outcome!.Code == 554);
        Shared(server).Should().BeEmpty();
    }

    [Test]
    public async Task Without_a_crowd_every_variant_has_a_connection_of_its_own()
    {
        await using AnsweringServer server = Refusing(l => l.Contains("tls.example", StringComparison.Ordinal));
        await PlayAsync(server.Target(), Relay(4));
        Shared(server).Should().BeEmpty();
    }

    [TestCase("RSET")]
    [TestCase("RCPT TO:<someone@tls.example>")]
    public async Task What_a_broken_connection_left_open_is_played_again(string breaksAt)
    {
        int left = 2;
        await using var server = new AnsweringServer((line, before) =>
            line == breaksAt && before.Contains("RSET") | before.Count > 2 && Interlocked.Decrement(ref left) >= 0 ? null
            : line.Contains("tls.example", StringComparison.Ordinal) ? "554 no" : AnsweringServer.Usual(line));
        RunRecord run = await PlayAsync(server.Target(Crowd), Relay(8));
        run.Observations.Should().HaveCount(8).And.OnlyContain(o => o.Fault == null && o.Outcome != null);
    }

    [Test]
    public async Task A_transaction_that_one_connection_has_no_patience_for_is_played_alone()
    {
        await using AnsweringServer server = Refusing(l => l.Contains("tls.example", StringComparison.Ordinal));
        Attack relay = Relay(3);
        RunRecord run = await PlayAsync(server.Target(Crowd), relay with
        {
            Steps = [.. relay.Steps.Take(2), .. Enumerable.Repeat(Say("RCPT TO:<{outside}>"), Manners.InTheLab.ErrorsAConnection)],
        });
        run.Observations.Should().HaveCount(3).And.OnlyContain(o => o.Outcome!.Code == 554);
    }

    [Test]
    public async Task Of_equal_lines_the_last_one_decides()
    {
        await using var server = new AnsweringServer((line, before) =>
            line.Contains("tls.example", StringComparison.Ordinal) && before[^1].StartsWith("MAIL", StringComparison.Ordinal) ? "554 5.7.1 no" : AnsweringServer.Usual(line));
        Attack relay = Relay(2);
        RunRecord run = await PlayAsync(server.Target(Crowd), relay with { Steps = [.. relay.Steps.Take(2), Say("RCPT TO:<{outside}>"), Say("RCPT TO:<{outside}>")] });
        run.Observations.Should().OnlyContain(o => o.Outcome!.Code == 250);
    }

    [Test]
    public async Task Each_session_that_is_played_is_reported_once()
    {
        await using AnsweringServer server = Refusing(l => l.Contains("v3@", StringComparison.Ordinal));
        FakeTarget target = server.Target(Crowd);
        var control = new Control { Let = new Dictionary<string, string> { ["from"] = "{sender}" }, Pass = [] };
        Attack[] attacks = [Relay(6) with { Control = control }, Relay(2) with { Id = "a/c", Control = control }, Relay(2) with { Id = "a/d", From = "ipv6" }];
        var reported = new System.Collections.Concurrent.ConcurrentQueue<Observation>();
        var run = new AttackRun(target, Deadlines.Default, TimeProvider.System);
        int expected = run.Plan(attacks).Attacks;
        await run.PlayAsync(attacks, "guide", DateTimeOffset.UnixEpoch, new Reports(reported.Enqueue), CancellationToken.None);
        reported.Should().HaveCount(expected);
        expected.Should().Be(6 + 2 + 1, "equal controls are one session, and nobody is there to play the last attack");
    }

    [Test]
    public async Task What_comes_before_the_transaction_is_said_once_a_connection()
    {
        await using AnsweringServer server = Refusing(l => l.Contains("tls.example", StringComparison.Ordinal) || l.StartsWith("XCLIENT", StringComparison.Ordinal));
        RunRecord run = await PlayAsync(server.Target(Crowd), Relay(5, Say("EHLO {helo}", "250"), Say("XCLIENT ADDR=127.0.0.1")));
        Shared(server).Should().ContainSingle().Which.Count(l => l.StartsWith("XCLIENT", StringComparison.Ordinal)).Should().Be(1);
        run.Observations[^1].Transcript.Select(t => t.Text).Should().ContainInOrder("XCLIENT ADDR=127.0.0.1", "MAIL FROM:<s4@sender.example>", "RCPT TO:<someone@tls.example>", "554 5.7.1 no");
        run.Observations[^1].Exchanges.Should().Contain(e => e.Sent.StartsWith("XCLIENT", StringComparison.Ordinal) && e.Code == 554);
    }

    [Test]
    public async Task Equal_controls_are_played_once()
    {
        await using AnsweringServer server = Refusing(l => l.Contains("tls.example", StringComparison.Ordinal));
        Attack attack = Attack(Say("EHLO a"), Say("MAIL FROM:<{sender}>"), Say("RCPT TO:<{to}>")) with
        {
            Let = new Dictionary<string, string> { ["to"] = "{outside}" },
            Control = new Control { Let = new Dictionary<string, string> { ["to"] = "{recipient}" }, Pass = [] },
        };
        RunRecord run = await PlayAsync(server.Target(), attack, attack with { Id = "a/c", Let = new Dictionary<string, string> { ["to"] = "x%{outside}" } });
        run.Observations.Where(o => o.IsControl).Select(o => (o.Attack, o.Outcome!.Code)).Should().Equal(("a/b", 250), ("a/c", 250));
        server.Connections.Should().HaveCount(2 + 2 + 1);
    }

    [Test]
    public async Task Attacks_are_played_by_what_the_lists_do_and_the_lists_are_left_as_they_were()
    {
        await using AnsweringServer server = Refusing(_ => false);
        FakeTarget target = server.Target();
        target = new FakeTarget(async () => (await server.ConnectAsync(), "")) { HasLists = true, Facts = target.Facts };
        Attack usual = Attack(Say("EHLO a"));
        await PlayAsync(target, usual with { Id = "a/z", When = new Dictionary<string, string> { ["zen.example"] = "servfail" } }, usual);
        target.Switched.Should().Equal("", "zen.example=servfail", "");
    }

    [Test]
    public async Task What_the_target_lacks_is_not_tried()
    {
        await using AnsweringServer server = Refusing(_ => false);
        FakeTarget target = new(async () => (await server.ConnectAsync(), "")) { HasLog = false, Manners = new Manners() };
        RunRecord run = await PlayAsync(
            target,
            Attack(Say("EHLO a")) with { Id = "a/1", When = new Dictionary<string, string> { ["zen.example"] = "servfail" } },
            Attack(Say("RCPT TO:<{outside-plain}>")) with { Id = "a/2" },
            Attack(Say("EHLO a")) with { Id = "a/3", Safe = false },
            Attack(Say("EHLO a")) with { Id = "a/4", Pass = [new Expectation { Logged = true }] },
            Attack(Say("EHLO a")) with { Id = "a/5", Control = new Control { From = "ipv6", Pass = [] } });
        run.Observations.Select(o => o.Lacking).Distinct().Should().Equal(
            "blocking lists that can be made to misbehave",
            "a recipient at a foreign host that does not offer STARTTLS",
            "--intrusive, which not every server should be asked for",
            "sight of the mail log and of deliveries",
            "a client of the kind ipv6");
        server.Connections.Should().HaveCount(2);
    }

    private sealed class Reports(Action<Observation> take) : IProgress<Observation>
    {
        public void Report(Observation value) => take(value);
    }
}
