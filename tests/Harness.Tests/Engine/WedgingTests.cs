using Harness.Core.Engine;
using Harness.Core.Evidence;
using Harness.Core.Scenarios;
using Harness.Core.Smtp;
using Harness.Tests.Engine.Hostile;
using static Harness.Tests.Engine.Sessions;

namespace Harness.Tests.Engine;

/// <summary>Attacks beside which ordinary mail is tried, and the order in which they come.</summary>
public sealed class WedgingTests
{
    private static readonly Attack Slow = Attack(new Hold(0), new HangUp(Half: false)) with { Id = "a/slow", MayWedge = true, Safe = false };
    private static readonly Attack Plain = Attack(Say("NOOP")) with { Id = "a/plain" };
    private static readonly Attack Flood = Attack(new Flood(6, 2, 20)) with { Id = "a/flood", MayWedge = true, Safe = false };

    private static async Task<(RunRecord Run, FakeTarget Target)> PlayAsync(HostileServer.Serving serve, Manners manners, params Attack[] attacks)
    {
        await using var server = new HostileServer(serve);
        var target = new FakeTarget(async () => (await server.ConnectAsync(), "")) { Crowd = "crowd", Slow = "slow", Manners = manners };
        RunRecord run = await new AttackRun(target, Deadlines.Default, TimeProvider.System).PlayAsync(attacks, "p", default, null, CancellationToken.None);
        return (run, target);
    }

    private static HostileServer.Serving Willing => new Dialogue().ServeAsync;

    // Takes so many connections at a time and says nothing to the others.
    private static HostileServer.Serving Takes(int most)
    {
        var room = new SemaphoreSlim(most);
        return async (stream, cancel) =>
        {
            await room.WaitAsync(cancel);
            try
            {
                await new Dialogue().ServeAsync(stream, cancel);
            }
            finally
            {
                room.Release();
            }
        };
    }

    [Test]
    public async Task Ordinary_mail_is_tried_beside_a_slow_client_and_after_it_by_another_client()
    {
        (RunRecord run, FakeTarget target) = await PlayAsync(Willing, Manners.InTheLab, Slow);
        run.Observations.Single().Mail.Select(m => (m.When, m.Accepted)).Should().Equal((MailTried.During, true), (MailTried.After, true));
        target.Taken.Should().Equal("outsider", "slow", "crowd", "crowd", "outsider");
    }

    [Test]
    public async Task Mail_that_a_slow_client_keeps_waiting_is_taken_only_after_it()
    {
        (RunRecord run, _) = await PlayAsync(Takes(5), Manners.InTheLab, Flood with { Steps = [new Flood(8, 2, 1)] });
        run.Observations.Single().Mail.Select(m => (m.When, m.Accepted, m.Detail.StartsWith("no answer for as long"))).Should()
            .Equal((MailTried.During, false, true), (MailTried.After, true, false));
        run.Observations.Single().Flood.Should().Be(new FloodSeen(8, 5, 0));
    }

    [Test]
    public async Task Ordinary_mail_that_the_harness_could_not_try_is_an_error_and_no_finding()
    {
        int come = 0;
        await using var server = new HostileServer(Willing);
        // The bracket, the slow client, and then the mail beside it.
        var target = new FakeTarget(async () => Interlocked.Increment(ref come) == 3 ? throw new InvalidOperationException("stuck") : (await server.ConnectAsync(), ""))
        {
            Crowd = "crowd",
            Slow = "slow",
        };
        RunRecord run = await new AttackRun(target, Deadlines.Default, TimeProvider.System).PlayAsync([Slow], "p", default, null, CancellationToken.None);
        Observation seen = run.Observations.Single();
        seen.Fault.Should().Be("ordinary mail could not be tried beside it: InvalidOperationException: stuck");
        seen.Mail.Should().NotContain(m => !m.Accepted);
    }

    [Test]
    public async Task A_flood_tells_who_was_greeted_and_who_was_turned_away()
    {
        int come = 0;
        (RunRecord run, _) = await PlayAsync(
            new Dialogue((stage, line) => stage == Stage.Connect && Interlocked.Increment(ref come) is > 5 and <= 7 ? "421 4.7.0 too many\r\n" : Dialogue.Willing(stage, line)).ServeAsync,
            Manners.InTheLab, Flood);
        Observation seen = run.Observations.Single();
        seen.Flood.Should().Be(new FloodSeen(6, 4, 2));
        seen.Outcome!.Text.Should().Be("of 6 connections 4 were greeted, 2 turned away");
        seen.Exchanges.Select(e => e.Code).Should().Equal(220, 421);
    }

    [Test]
    public async Task A_flood_comes_when_all_else_is_over()
    {
        (_, FakeTarget target) = await PlayAsync(Willing, Manners.InTheLab with { Parallel = 1 }, Flood, Plain, Slow);
        target.Taken.Should().EndWith(["slow", "slow", "crowd", "crowd", "outsider"]);
    }

    [Test]
    public async Task Two_claims_about_one_slow_session_share_it()
    {
        (RunRecord run, FakeTarget target) = await PlayAsync(Willing, Manners.InTheLab, Slow, Slow with { Id = "a/shed", Claim = "it is shed" });
        run.Observations.Select(o => o.Attack).Should().Equal("a/slow", "a/shed");
        target.Taken.Count(k => k == "slow").Should().Be(1);
    }

    [Test]
    public async Task After_a_safe_attack_mail_is_tried_only_where_the_server_is_the_harnesss_own()
    {
        Attack safe = Plain with { MayWedge = true };
        (RunRecord lab, _) = await PlayAsync(Willing, Manners.InTheLab, safe);
        (RunRecord elsewhere, _) = await PlayAsync(Willing, new Manners { Intrusive = true }, safe, Slow);
        lab.Observations.Single().Mail.Should().ContainSingle();
        elsewhere.Observations.Select(o => o.Mail.Count).Should().Equal(0, 2);
    }

    [Test]
    public void What_is_tried_besides_is_announced()
    {
        var target = new FakeTarget(() => throw new InvalidOperationException()) { Manners = new Manners { Intrusive = true } };
        RunPlan plan = new AttackRun(target, Deadlines.Default, TimeProvider.System).Plan([Slow, Flood, Plain, Plain with { Id = "a/safe", MayWedge = true }]);
        (plan.Messages, plan.Tried, plan.Slow).Should().Be((6, 4, TimeSpan.FromSeconds(20)));
        plan.About(target.Manners).Should().Be(TimeSpan.FromSeconds((10 * 0.5 / 4) + 10));
    }
}
