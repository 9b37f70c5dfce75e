using System.Diagnostics;
using Harness.Core.Storm.Ledgers;
using HdrHistogram;

namespace Harness.Core.Storm.Sending;

/// <summary>
/// Which message is offered when, and what came of it. Under a rate messages fall due by the clock, whether or not a session is
/// free: the wait for one is part of the latency (no coordinated omission).
/// </summary>
internal sealed class Dispatcher
{
    private const long HourInMicroseconds = 3_600_000_000;

    private static readonly double _microseconds = 1_000_000.0 / Stopwatch.Frequency;

    private readonly Lock _gate = new();
    private readonly StormPlan _plan;
    private readonly Ledger _ledger;
    private readonly Queue<(Dispatch Dispatch, long NotBefore)> _again = new();
    private readonly LongHistogram _latencies = new(1, HourInMicroseconds, 3);
    private readonly Refusals _refusals = new();
    private readonly Random _arrivals = new(1);
    private int _next;
    private double _nextDue;
    private int _open;
    private bool _isOver;
    private SendingCounts _counts;

    public Dispatcher(StormPlan plan, Ledger ledger) => (_plan, _ledger) = (plan, ledger);

    /// <summary>What happened so far.</summary>
    public SendingCounts Counts
    {
        get
        {
            lock (_gate)
            {
                return _counts with { Settled = _counts.Accepted + _counts.Refused + _counts.Unknown };
            }
        }
    }

    /// <summary>The latencies of what was accepted, in microseconds from when a message was due to 250.</summary>
    public LongHistogram Latencies => _latencies;

    /// <summary>Why messages were not taken.</summary>
    public Refusals Refusals => _refusals;

    /// <summary>Whether there is nothing more to offer, now or later.</summary>
    public bool IsDone
    {
        get
        {
            lock (_gate)
            {
                return _open == 0 && (_isOver || (_next == _plan.Messages && _again.Count == 0));
            }
        }
    }

    /// <summary>Sending begins: under a rate the first message is due now.</summary>
    public void Begin() => _nextDue = Stopwatch.GetTimestamp();

    /// <summary>Nothing more is offered.</summary>
    public void End()
    {
        lock (_gate)
        {
            _isOver = true;
        }
    }

    /// <summary>Takes the next message that is due.</summary>
    /// <param name="now">The time stamp.</param>
    /// <param name="next">The message.</param>
    /// <param name="wait">Where none is: how many milliseconds until there may be one.</param>
    public bool TryTake(long now, out Dispatch next, out int wait)
    {
        lock (_gate)
        {
            next = default;
            wait = int.MaxValue;
            if (_isOver)
                return false;
            if (_again.TryPeek(out (Dispatch Dispatch, long NotBefore) again))
            {
                if (again.NotBefore <= now)
                {
                    next = _again.Dequeue().Dispatch;
                    _open++;
                    return true;
                }

                wait = Milliseconds(again.NotBefore - now);
            }

            if (_next == _plan.Messages)
                return false;
            if (_plan.Rate is { } rate)
            {
                if (_nextDue > now)
                {
                    wait = Math.Min(wait, Milliseconds((long)_nextDue - now));
                    return false;
                }

                next = new Dispatch(_next++, (long)_nextDue);
                _nextDue += -Math.Log(1 - _arrivals.NextDouble()) / rate * Stopwatch.Frequency;
            }
            else
            {
                next = new Dispatch(_next++, now);
            }

            _open++;
            return true;
        }
    }

    /// <summary>A message's end of data goes out: whatever becomes of the connection, it may have been taken.</summary>
    /// <param name="message">Which.</param>
    /// <param name="refusedRecipients">What was said at RCPT to each that was refused; the default to the others.</param>
    public void Offered(int message, ReadOnlySpan<SentState> refusedRecipients)
    {
        for (int place = 0; place < refusedRecipients.Length; place++)
            _ledger.Sent((message * _plan.Recipients) + place, refusedRecipients[place] == default ? SentState.Unknown : refusedRecipients[place]);
    }

    /// <summary>A message has its final answer.</summary>
    /// <param name="dispatch">Which.</param>
    /// <param name="recipients">What was said to each recipient.</param>
    /// <param name="reply">The reply to end of data.</param>
    public void Settled(in Dispatch dispatch, ReadOnlySpan<SentState> recipients, ReadOnlySpan<byte> reply)
    {
        bool accepted = recipients.Contains(SentState.Accepted);
        bool unknown = recipients.Contains(SentState.Unknown);
        for (int place = 0; place < recipients.Length; place++)
            _ledger.Sent((dispatch.Message * _plan.Recipients) + place, recipients[place]);
        long now = Stopwatch.GetTimestamp();
        lock (_gate)
        {
            _open--;
            if (accepted)
            {
                _counts.Accepted++;
                _latencies.RecordValue(Math.Clamp((long)((now - dispatch.Due) * _microseconds), 1, HourInMicroseconds));
                _ledger.Accepted(dispatch.Message, reply, _ledger.Now);
            }
            else if (unknown)
            {
                _counts.Unknown++;
            }
            else
            {
                _counts.Refused++;
            }
        }
    }

    /// <summary>Nothing was taken, and the server may take it later: it is offered again.</summary>
    /// <param name="dispatch">Which.</param>
    /// <param name="state">What it is called if there is no later.</param>
    public void Again(in Dispatch dispatch, SentState state)
    {
        for (int place = 0; place < _plan.Recipients; place++)
            _ledger.Sent((dispatch.Message * _plan.Recipients) + place, state);
        lock (_gate)
        {
            _open--;
            _counts.Again++;
            _again.Enqueue((dispatch, Stopwatch.GetTimestamp() + (long)(_plan.Pause.TotalSeconds * Stopwatch.Frequency)));
        }
    }

    /// <summary>Keeps why something was not taken.</summary>
    public void Refuse(ReadOnlySpan<byte> reply)
    {
        lock (_gate)
        {
            _refusals.Add(reply);
        }
    }

    private static int Milliseconds(long ticks) => (int)Math.Clamp((ticks * 1000 / Stopwatch.Frequency) + 1, 1, 1000);
}
