using System.Diagnostics;

namespace Harness.Core.Storm.Ledgers;

/// <summary>
/// Where every copy of every message is: a few octets for each, so that a million messages take some 25 MB. The sender writes
/// one half, the next hop the other, so they need no lock between them; it is read when both have ended.
/// </summary>
public sealed class Ledger
{
    private const byte Seven = 7;
    private const byte MangledBit = 0x80;
    private const byte BouncedBit = 1;
    private const byte QueuedBit = 2;

    private readonly long _began = Stopwatch.GetTimestamp();
    private readonly byte[] _sent;
    private readonly byte[] _arrived;
    private readonly byte[] _fate;
    private readonly ushort[] _acceptedAt;
    private readonly ushort[] _arrivedAt;
    private readonly QueueIds _queueIds;
    private int _oldest;

    /// <summary>An empty ledger.</summary>
    /// <param name="messages">How many messages there are.</param>
    /// <param name="recipients">Recipients of each.</param>
    public Ledger(int messages, int recipients)
    {
        (Messages, Recipients) = (messages, recipients);
        Copies = messages * recipients;
        _sent = new byte[Copies];
        _arrived = new byte[Copies];
        _fate = new byte[Copies];
        _acceptedAt = new ushort[messages];
        _arrivedAt = new ushort[Copies];
        _queueIds = new QueueIds(messages);
    }

    /// <summary>How many messages there are.</summary>
    public int Messages { get; }

    /// <summary>Recipients of each.</summary>
    public int Recipients { get; }

    /// <summary>Messages times recipients: what is accounted for.</summary>
    public int Copies { get; }

    /// <summary>Tenths of a second of the storm, which begins with its ledger: who sends, who receives and who breaks things compare theirs.</summary>
    public int Now => (int)(Stopwatch.GetElapsedTime(_began).TotalSeconds * 10);

    /// <summary>Says what the server said of a copy.</summary>
    public void Sent(int copy, SentState state) => _sent[copy] = (byte)state;

    /// <summary>What the server said of a copy.</summary>
    public SentState SentOf(int copy) => (SentState)_sent[copy];

    /// <summary>A message was accepted, at least for one recipient.</summary>
    /// <param name="message">Which.</param>
    /// <param name="reply">The reply, which may name a queue id.</param>
    /// <param name="tenths">When, in tenths of a second of the storm.</param>
    public void Accepted(int message, ReadOnlySpan<byte> reply, int tenths)
    {
        _acceptedAt[message] = Time(tenths);
        _queueIds.Keep(message, reply);
    }

    /// <summary>The queue id of a message.</summary>
    public string? QueueIdOf(int message) => _queueIds.Of(message);

    /// <summary>A copy arrived whole at the next hop.</summary>
    /// <param name="copy">Which.</param>
    /// <param name="acknowledged">The next hop said 250; otherwise it was gone after the dot, and the server has to come again.</param>
    /// <param name="whole">Its octets are those that were sent.</param>
    /// <param name="tenths">When, in tenths of a second of the storm.</param>
    /// <returns>Whether this is the first acknowledged one.</returns>
    public bool Arrived(int copy, bool acknowledged, bool whole, int tenths)
    {
        byte before = _arrived[copy];
        int taken = before & Seven;
        int unacknowledged = (before >> 3) & Seven;
        if (taken + unacknowledged == 0)
            _arrivedAt[copy] = Time(tenths);
        taken = Math.Min(Seven, taken + (acknowledged ? 1 : 0));
        unacknowledged = Math.Min(Seven, unacknowledged + (acknowledged ? 0 : 1));
        _arrived[copy] = (byte)(taken | (unacknowledged << 3) | (before & MangledBit) | (whole ? 0 : MangledBit));
        return taken == 1 && acknowledged;
    }

    /// <summary>How often the next hop said 250 to a copy; seven stands for more as well.</summary>
    public int TakenOf(int copy) => _arrived[copy] & Seven;

    /// <summary>How often the next hop had a copy and was gone after the dot.</summary>
    public int UnacknowledgedOf(int copy) => (_arrived[copy] >> 3) & Seven;

    /// <summary>Whether a copy arrived with other octets than were sent.</summary>
    public bool IsMangled(int copy) => (_arrived[copy] & MangledBit) != 0;

    /// <summary>When a copy arrived first, in tenths of a second of the storm.</summary>
    public int ArrivedAt(int copy) => _arrivedAt[copy];

    /// <summary>The server gave a copy back to its sender.</summary>
    public void Bounced(int copy) => _fate[copy] |= BouncedBit;

    /// <summary>The server still has a copy.</summary>
    public void Queued(int copy) => _fate[copy] |= QueuedBit;

    /// <summary>Whether the server gave a copy back.</summary>
    public bool IsBounced(int copy) => (_fate[copy] & BouncedBit) != 0;

    /// <summary>Whether the server still had a copy at the end.</summary>
    public bool IsQueued(int copy) => (_fate[copy] & QueuedBit) != 0;

    /// <summary>The age of the oldest accepted copy that has not arrived, in tenths of a second; 0 where there is none.</summary>
    /// <param name="now">Tenths of a second of the storm.</param>
    /// <param name="look">How many copies to look at; the next call goes on from the oldest found.</param>
    public int OldestAge(int now, int look = 100_000)
    {
        // What was settled stays settled, so the place only moves on.
        while (_oldest < Copies && (_arrived[_oldest] & Seven) > 0)
            _oldest++;
        for (int copy = _oldest; copy < Math.Min(Copies, _oldest + look); copy++)
        {
            if (_sent[copy] == (byte)SentState.Accepted && (_arrived[copy] & Seven) == 0)
                return Math.Max(0, now - _acceptedAt[copy / Recipients]);
        }

        return 0;
    }

    /// <summary>Seconds from the first arrival to the last, of those that came first; tenths of a second count.</summary>
    public double SecondsOfArrivals()
    {
        int first = ushort.MaxValue, last = 0;
        for (int copy = 0; copy < Copies; copy++)
        {
            if (_arrived[copy] == 0)
                continue;
            first = Math.Min(first, _arrivedAt[copy]);
            last = Math.Max(last, _arrivedAt[copy]);
        }

        return Math.Max(0, last - first) / 10.0;
    }

    private static ushort Time(int tenths) => (ushort)Math.Clamp(tenths, 0, ushort.MaxValue);
}
