using System.Net;
using System.Net.Sockets;
using Harness.Core.Storm;
using Harness.Core.Storm.Ledgers;
using Harness.Core.Storm.Receiving;
using Harness.Core.Storm.Sending;

namespace Harness.Tests.Storm;

/// <summary>The load generator against the harness's own next hop: both ends of the ledger, and nothing between.</summary>
[Platform("Linux")]
public class SendingTests
{
    [TestCase(1, 1, true)]
    [TestCase(7, 1, true)]
    [TestCase(7, 3, true)]
    [TestCase(1000, 2, false)]
    public async Task Every_message_arrives_once_and_whole(int perSession, int recipients, bool pipelining)
    {
        using var storm = new Storm(new StormPlan
        {
            Messages = 300,
            Sessions = 5,
            MessagesPerSession = perSession,
            Recipients = recipients,
            Pipelining = pipelining,
            Sizes = SizeMix.Parse("1k:8,20k-70k:2"),
        });

        await storm.Generator.RunAsync(default);

        storm.Balance.Should().BeEquivalentTo(new { Accepted = 300 * recipients, Delivered = 300 * recipients, IsBalanced = true });
        storm.Balance.Doubled.Count.Should().Be(0);
        storm.Generator.Latencies.Count.Should().Be(300);
    }

    [Test]
    public async Task A_connection_that_dies_after_the_dot_leaves_its_message_unknown_and_not_sent_again()
    {
        using var storm = new Storm(new StormPlan { Messages = 20, Sessions = 2 });
        await storm.Sink.BehaveAsync(SinkManner.DropAfterDot);

        await storm.Generator.RunAsync(default);

        storm.Balance.Should().BeEquivalentTo(new { Unknown = 20, UnknownDelivered = 20, Accepted = 0, IsBalanced = true });
    }

    [Test]
    public async Task What_is_refused_for_good_is_not_offered_again()
    {
        using var storm = new Storm(new StormPlan { Messages = 20, Sessions = 2, MessagesPerSession = 3 });
        await storm.Sink.BehaveAsync(SinkManner.Refuse);

        await storm.Generator.RunAsync(default);

        storm.Balance.Should().BeEquivalentTo(new { Refused = 20, IsBalanced = true });
        storm.Generator.Refusals.Should().ContainSingle().Which.Reply.Should().StartWith("550 5.1.1");
    }

    [TestCase(SinkManner.Defer)]
    [TestCase(SinkManner.Down)]
    public async Task What_is_not_taken_now_is_offered_again(SinkManner manner)
    {
        using var storm = new Storm(new StormPlan { Messages = 20, Sessions = 4, MessagesPerSession = 5, Pause = TimeSpan.FromMilliseconds(20) });
        await storm.Sink.BehaveAsync(manner);
        Task sending = storm.Generator.RunAsync(default);
        while (storm.Generator.Counts.Again < 10)
            await Task.Yield();
        await storm.Sink.BehaveAsync(SinkManner.Accept);

        await sending;

        storm.Balance.Should().BeEquivalentTo(new { Accepted = 20, Delivered = 20, IsBalanced = true });
    }

    [Test]
    public async Task A_next_hop_whose_address_was_taken_while_it_was_down_says_so()
    {
        using var storm = new Storm(new StormPlan { Messages = 1 });
        await storm.Sink.BehaveAsync(SinkManner.Down);
        using var other = new TcpListener(storm.Sink.EndPoint);
        other.Start();

        await storm.Sink.Awaiting(s => s.BehaveAsync(SinkManner.Accept)).Should().ThrowAsync<IOException>().WithMessage("cannot listen on 127.0.0.1:*");
    }

    [Test]
    public async Task Connections_to_a_server_that_was_killed_are_given_up_at_once([Values] bool startTls)
    {
        using var mute = new TcpListener(IPAddress.Loopback, 0);
        mute.Start();
        var plan = new StormPlan { Messages = 1, Sessions = 1, StartTls = startTls, ReplyTime = TimeSpan.FromMinutes(5) };
        var generator = new LoadGenerator(plan, new Message(plan), new Ledger(1, 1), [(IPEndPoint)mute.LocalEndpoint]);
        using var over = new CancellationTokenSource();
        Task sending = generator.RunAsync(over.Token);
        using Socket first = await mute.AcceptSocketAsync();

        generator.BreakConnections();

        using Socket second = await mute.AcceptSocketAsync().WaitAsync(TimeSpan.FromSeconds(60));
        await over.CancelAsync();
        await sending;
        generator.Counts.Again.Should().BePositive();
    }

    [Test]
    public async Task A_message_waits_for_the_beginning_of_sending_and_not_of_the_harness()
    {
        using var storm = new Storm(new StormPlan { Messages = 5, Sessions = 1, Rate = 1000 });
        await Task.Delay(TimeSpan.FromSeconds(1));
        var clock = System.Diagnostics.Stopwatch.StartNew();

        await storm.Generator.RunAsync(default);

        storm.Generator.Latencies.Max.Should().BeLessThanOrEqualTo(clock.Elapsed.TotalMilliseconds);
    }

    [Test]
    public async Task Interrupted_it_ends_with_a_ledger_that_balances()
    {
        using var storm = new Storm(new StormPlan { Messages = 100_000, Sessions = 8, MessagesPerSession = 3 });
        using var interrupt = new CancellationTokenSource();
        Task sending = storm.Generator.RunAsync(interrupt.Token);
        while (storm.Sink.Delivered < 100)
            await Task.Yield();
        await interrupt.CancelAsync();

        await sending;

        storm.Balance.IsBalanced.Should().BeTrue();
        storm.Balance.NotOffered.Should().BePositive();
    }

    [Test]
    public async Task Under_a_rate_kept_connections_wait_for_messages()
    {
        using var storm = new Storm(new StormPlan { Messages = 50, Sessions = 4, MessagesPerSession = 50, Rate = 2000 });

        await storm.Generator.RunAsync(default);

        storm.Balance.Should().BeEquivalentTo(new { Accepted = 50, Delivered = 50, IsBalanced = true });
    }

    [Test]
    public void A_slow_server_does_not_hide_the_wait_of_messages_that_were_due()
    {
        // One session, a message due each millisecond, 30 ms for each: the tenth one has waited for nine others.
        using var storm = new Storm(new StormPlan { Messages = 10, Sessions = 1, Rate = 1000 });
        storm.Sink.BehaveAsync(SinkManner.Slow, TimeSpan.FromMilliseconds(30)).Wait();

        storm.Generator.RunAsync(default).Wait();

        storm.Generator.Latencies.Max.Should().BeGreaterThan(150);
    }

    [Test]
    public void A_plan_without_bounds_is_refused()
        => FluentActions.Invoking(() => new Storm(new StormPlan { Messages = 2_000_000 })).Should().Throw<ArgumentException>().WithMessage("*1000000*");

    private sealed class Storm : IDisposable
    {
        private readonly Ledger _ledger;

        public Storm(StormPlan plan)
        {
            plan.Check();
            var message = new Message(plan);
            _ledger = new Ledger(plan.Messages, plan.Recipients);
            Sink = new Sink(plan, message, _ledger, new IPEndPoint(IPAddress.Loopback, 0));
            Generator = new LoadGenerator(plan, message, _ledger, [Sink.EndPoint]);
        }

        public Sink Sink { get; }

        public LoadGenerator Generator { get; }

        public LedgerBalance Balance => LedgerBalance.Of(_ledger, []);

        public void Dispose() => Sink.Dispose();
    }
}
