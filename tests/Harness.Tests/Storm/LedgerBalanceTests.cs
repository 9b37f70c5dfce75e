using Harness.Core.Storm.Faults;
using Harness.Core.Storm.Ledgers;

namespace Harness.Tests.Storm;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public class LedgerBalanceTests
{
    private readonly Ledger _ledger = new(messages: 10, recipients: 1);

    private LedgerBalance Balance => LedgerBalance.Of(_ledger, [new CutSpan(80, 100)]);

    [Test]
    public void What_arrived_bounced_or_is_queued_balances()
    {
        Accept(0, 1, 2);
        _ledger.Arrived(0, acknowledged: true, whole: true, 5);
        _ledger.Bounced(1);
        _ledger.Queued(2);

        Balance.Should().BeEquivalentTo(new { Accepted = 3, Delivered = 1, Bounced = 1, Queued = 1, NotOffered = 7, IsBalanced = true });
    }

    [Test]
    public void What_was_accepted_and_is_nowhere_is_missing_by_name_and_queue_id()
    {
        Accept(3, 4, 5, 7);

        Balance.IsBalanced.Should().BeFalse();
        Balance.Missing.Names.Should().Equal("0000003-0000005", "0000007");
        Balance.Missing.QueueIds.Should().Contain("0000007", "Q7");
    }

    [Test]
    public void What_was_refused_and_arrives_all_the_same_does_not_balance()
    {
        _ledger.Sent(6, SentState.Refused);
        _ledger.Arrived(6, acknowledged: true, whole: true, 5);

        Balance.IsBalanced.Should().BeFalse();
        Balance.Ghosts.Names.Should().Equal("0000006");
    }

    [Test]
    public void Of_what_is_unknown_both_ends_are_as_good()
    {
        _ledger.Sent(0, SentState.Unknown);
        _ledger.Sent(1, SentState.Unknown);
        _ledger.Arrived(1, acknowledged: true, whole: true, 5);

        Balance.Should().BeEquivalentTo(new { Unknown = 2, UnknownDelivered = 1, IsBalanced = true });
    }

    [Test]
    public void What_arrives_with_other_octets_does_not_balance()
    {
        Accept(0);
        _ledger.Arrived(0, acknowledged: true, whole: false, 5);

        Balance.IsBalanced.Should().BeFalse();
        Balance.Mangled.Names.Should().Equal("0000000");
    }

    [Test]
    public void A_second_copy_after_a_drop_is_explained()
    {
        Accept(0);
        _ledger.Arrived(0, acknowledged: false, whole: true, 5);
        _ledger.Arrived(0, acknowledged: true, whole: true, 9);

        Balance.Should().BeEquivalentTo(new { DoubledByDrop = 1, DoubledByCut = 0, IsBalanced = true });
        Balance.Unexplained.Count.Should().Be(0);
    }

    [TestCase(99, true, TestName = "A second copy is explained when the first came just before the kill")]
    [TestCase(20, false, TestName = "A second copy is not explained by a kill long after the first")]
    [TestCase(101, false, TestName = "A second copy is not explained by a kill before the first")]
    public void Second_copies(int tenths, bool isExplained)
    {
        Accept(0);
        _ledger.Arrived(0, acknowledged: true, whole: true, tenths);
        _ledger.Arrived(0, acknowledged: true, whole: true, 200);

        Balance.DoubledByCut.Should().Be(isExplained ? 1 : 0);
        Balance.Unexplained.Count.Should().Be(isExplained ? 0 : 1);
    }

    [Test]
    public void Arrivals_take_from_the_first_to_the_last()
    {
        _ledger.SecondsOfArrivals().Should().Be(0, "nothing arrived");
        _ledger.Arrived(0, acknowledged: true, whole: true, 25);
        _ledger.Arrived(1, acknowledged: true, whole: true, 5);
        _ledger.Arrived(2, acknowledged: true, whole: true, 15);

        _ledger.SecondsOfArrivals().Should().Be(2);
    }

    [Test]
    public void A_million_messages_take_less_than_40_octets_each()
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        var ledger = new Ledger(1_000_000, 1);
        ledger.Copies.Should().Be(1_000_000);

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(40_000_000);
    }

    private void Accept(params int[] messages)
    {
        foreach (int message in messages)
        {
            _ledger.Sent(message, SentState.Accepted);
            _ledger.Accepted(message, System.Text.Encoding.ASCII.GetBytes($"250 2.0.0 Ok: queued as Q{message}\r\n"), 1);
        }
    }
}
