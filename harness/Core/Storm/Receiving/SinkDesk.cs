using System.Text;
using Harness.Core.Storm.Ledgers;

namespace Harness.Core.Storm.Receiving;

/// <summary>What the sessions of the next hop have in common. One thread writes it; counts may be read by any.</summary>
internal sealed class SinkDesk(StormPlan plan, Message messages, Ledger ledger)
{
    private int _delivered;

    public byte[] Banner { get; } = Encoding.ASCII.GetBytes($"220 mx.{StormPlan.Domain} ESMTP\r\n");

    public byte[] Greeting { get; } = Encoding.ASCII.GetBytes(
        $"250-mx.{StormPlan.Domain}\r\n250-PIPELINING\r\n250-SIZE {SizeMix.Largest * 2}\r\n250-8BITMIME\r\n250 ENHANCEDSTATUSCODES\r\n");

    public byte[] Tag { get; } = Encoding.ASCII.GetBytes(plan.Tag);

    public Addresses Addresses { get; } = new(plan);

    public Message Messages { get; } = messages;

    public int Recipients { get; } = plan.Recipients;

    public int Count { get; } = plan.Messages;

    public bool IsFixed { get; } = plan.FixedRecipient is not null;

    public SinkManner Manner { get; set; }

    /// <summary>Copies that were answered with 250, once or more often.</summary>
    public int Delivered => Volatile.Read(ref _delivered);

    /// <summary>Notices of the server about mail that it could not deliver: they have no sender (RFC 5321 §4.5.5).</summary>
    public int Notices { get; set; }

    /// <summary>Writes down that a copy came.</summary>
    public void Arrived(int copy, bool acknowledged, bool whole)
    {
        if (ledger.Arrived(copy, acknowledged, whole, ledger.Now))
            Volatile.Write(ref _delivered, _delivered + 1);
    }
}
