using Harness.Core.Engine;
using Harness.Core.Evidence;
using Harness.Core.Scenarios;
using Harness.Core.Smtp;
using static Harness.Tests.Engine.Sessions;

namespace Harness.Tests.Engine;

public sealed class AttackRunTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    private static readonly Attack[] Attacks =
    [
        .. Enumerable.Range(0, 6).Select(i => Attack(Say("HELO a")) with
        {
            Id = $"a/{i}",
            From = i == 5 ? "ipv6" : FakeTarget.Kind,
            Control = i % 2 == 0 ? new Control { From = "inside", Pass = [] } : null,
        }),
    ];

    private static FakeTarget Unreachable(Func<Task>? meanwhile = null, int parallel = 4) => new(async () =>
    {
        await (meanwhile?.Invoke() ?? Task.CompletedTask);
        return (null, "refused");
    })
    {
        Manners = Manners.InTheLab with { Parallel = parallel },
    };

    private static Task<RunRecord> PlayAsync(FakeTarget target, CancellationToken cancel = default)
        => new AttackRun(target, Deadlines.Default, TimeProvider.System).PlayAsync(Attacks, "guide", Noon, null, cancel);

    [Test]
    public async Task Observations_stand_in_the_order_of_the_attacks_each_before_its_control()
        => (await PlayAsync(Unreachable())).Observations.Select(o => (o.Attack, o.IsControl)).Should().Equal(
            ("a/0", false), ("a/0", true), ("a/1", false), ("a/2", false), ("a/2", true), ("a/3", false), ("a/4", false), ("a/4", true), ("a/5", false));

    [Test]
    public async Task Ordinary_mail_comes_before_and_after_the_attacks()
    {
        RunRecord run = await PlayAsync(Unreachable());
        run.Bracket.Should().Equal(new Bracket("before", false, "refused (at connect)"), new Bracket("after", false, "refused (at connect)"));
    }

    [Test]
    public async Task The_bracket_speaks_from_an_ordinary_client_first_and_last()
    {
        FakeTarget target = Unreachable(parallel: 1);
        await PlayAsync(target);
        target.Taken.Should().Equal(
            "outsider", "outsider", "inside", "outsider", "outsider", "outsider", "outsider", "outsider");
    }

    [Test]
    public async Task A_server_that_says_nothing_to_ordinary_mail_is_not_asked_again()
    {
        var silent = new FakeTarget(() => Task.FromResult<(Stream?, string)>((new MemoryStream(), "")));

        RunRecord run = await PlayAsync(silent);

        silent.Taken.Should().Equal("outsider");
        run.Observations.Should().HaveCount(9).And.OnlyContain(o => o.Outcome == null && (o.Lacking != null || o.Missing!.StartsWith("not played: the server did not answer ordinary mail")));
        run.Bracket.Should().HaveCount(2).And.OnlyContain(b => !b.Accepted);
    }

    [Test]
    public async Task A_bracket_that_the_harness_could_not_play_is_not_accepted()
    {
        var broken = new FakeTarget(() => throw new InvalidOperationException("stuck"));
        (await PlayAsync(broken)).Bracket.Should().OnlyContain(b => !b.Accepted && b.Detail == "InvalidOperationException: stuck");
    }

    [Test]
    public async Task No_more_sessions_are_open_than_allowed([Values(1, 2, 3)] int parallel)
    {
        int open = 0, most = 0;
        var gate = new Lock();
        await PlayAsync(
            Unreachable(async () =>
            {
                lock (gate)
                {
                    most = Math.Max(most, ++open);
                }

                for (int turn = 0; turn < 50; turn++)
                    await Task.Yield();
                lock (gate)
                {
                    open--;
                }
            },
            parallel));
        most.Should().BeInRange(1, parallel);
    }

    [Test]
    public async Task Sessions_do_run_side_by_side()
    {
        // The first two attacks wait for each other; played one by one they would wait for ever.
        int arrived = 0;
        var both = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        RunRecord run = await PlayAsync(Unreachable(async () =>
        {
            // The bracket is the first to connect.
            int me = Interlocked.Increment(ref arrived);
            if (me == 3)
                both.SetResult();
            if (me is 2 or 3)
                await both.Task.WaitAsync(TimeSpan.FromSeconds(30));
        }));
        run.Observations.Should().OnlyContain(o => o.Fault == null);
    }

    [Test]
    public async Task The_record_says_what_was_run()
    {
        RunRecord run = await PlayAsync(Unreachable());
        (run.Schema, run.Policy, run.Started, run.Target.Name).Should().Be((RunRecord.CurrentSchema, "guide", Noon, "fake"));
        run.Tool.Should().MatchRegex(@"^smtp-harness \d+\.\d+\.\d+$");
        run.Attacks.Should().BeSameAs(Attacks);
    }

    [Test]
    public async Task Cancelling_ends_the_run()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await FluentActions.Awaiting(() => PlayAsync(Unreachable(), cancel: cancelled.Token)).Should().ThrowAsync<OperationCanceledException>();
    }
}
