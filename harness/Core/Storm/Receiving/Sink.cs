using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using Harness.Core.Storm.Ledgers;
using Harness.Core.Storm.Sockets;

namespace Harness.Core.Storm.Receiving;

/// <summary>
/// Where the storm's messages go in the end: a mail exchanger on one thread that keeps nothing but what the ledger asks, and
/// behaves as badly as it is told.
/// </summary>
public sealed class Sink : IDisposable
{
    private const int LongestWait = 20;
    private const int MostSessions = 4000;
    private const int Listener = -1;

    private readonly SinkDesk _desk;
    private readonly Poller _poller = new();
    private readonly List<SinkSession> _sessions = [];
    private readonly Stack<int> _free = new();
    private readonly Queue<(int Slot, long Until)> _heldBack = new();
    private readonly ConcurrentQueue<(SinkManner Manner, TimeSpan Delay, TaskCompletionSource Done)> _wanted = new();
    private readonly Thread _thread;
    private readonly IPEndPoint _at;
    private int _listener;
    private TimeSpan _delay;
    private volatile bool _isOver;

    /// <summary>Begins to serve.</summary>
    /// <param name="plan">What comes.</param>
    /// <param name="messages">Its messages.</param>
    /// <param name="ledger">Where it is written down.</param>
    /// <param name="at">Where to listen; port 0 is any.</param>
    /// <exception cref="IOException">The address is taken, or not of this machine.</exception>
    public Sink(StormPlan plan, Message messages, Ledger ledger, IPEndPoint at)
    {
        _desk = new SinkDesk(plan, messages, ledger);
        _listener = Wire.Listen(at);
        _at = new IPEndPoint(at.Address, Wire.PortOf(_listener));
        _poller.Watch(_listener, Listener);
        _thread = new Thread(Serve) { IsBackground = true, Name = "storm sink" };
        _thread.Start();
    }

    /// <summary>Where it listens.</summary>
    public IPEndPoint EndPoint => _at;

    /// <summary>Copies that were answered with 250, once or more often.</summary>
    public int Delivered => _desk.Delivered;

    /// <summary>Notices about mail that the server could not deliver.</summary>
    public int Notices => _desk.Notices;

    /// <summary>Changes how it behaves.</summary>
    /// <param name="manner">How.</param>
    /// <param name="delay">How long an end of data waits for its answer when it is slow.</param>
    /// <exception cref="IOException">It was down, and its address has been taken meanwhile.</exception>
    public Task BehaveAsync(SinkManner manner, TimeSpan delay = default)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _wanted.Enqueue((manner, delay, done));
        return done.Task;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _isOver = true;
        _thread.Join();
        _poller.Dispose();
    }

    private void Serve()
    {
        while (!_isOver)
        {
            while (_wanted.TryDequeue(out (SinkManner Manner, TimeSpan Delay, TaskCompletionSource Done) wanted))
            {
                try
                {
                    Change(wanted.Manner, wanted.Delay);
                    wanted.Done.SetResult();
                }
                catch (IOException taken)
                {
                    // Whoever asked is told; on this thread it would end the program.
                    wanted.Done.SetException(taken);
                }
            }

            foreach (Ready ready in _poller.Wait(_heldBack.Count > 0 ? 1 : LongestWait))
            {
                if (ready.Slot == Listener)
                    Accept();
                else if (_sessions[ready.Slot].Socket >= 0)
                    // Of one that is held back, only its end is heard.
                    After(ready.Slot, !_sessions[ready.Slot].IsHeldBack && _sessions[ready.Slot].Read());
            }

            GoOn();
        }

        CloseAll(abruptly: false);
        if (_listener >= 0)
            Wire.Close(_listener);
    }

    private void Accept()
    {
        for (int socket = Wire.Accept(_listener); socket >= 0; socket = Wire.Accept(_listener))
        {
            if (!_free.TryPop(out int slot))
            {
                if (_sessions.Count == MostSessions)
                {
                    Wire.Close(socket);
                    continue;
                }

                slot = _sessions.Count;
                _sessions.Add(new SinkSession(_desk));
            }

            _sessions[slot].Open(socket);
            _poller.Watch(socket, slot);
        }
    }

    private void After(int slot, bool goesOn)
    {
        SinkSession session = _sessions[slot];
        if (!goesOn)
        {
            session.Close();
            _free.Push(slot);
        }
        else if (session.IsHeldBack)
        {
            // Not looked at until its answer is given: what it sends meanwhile would wake this thread again and again.
            _poller.Ignore(session.Socket, slot);
            _heldBack.Enqueue((slot, Stopwatch.GetTimestamp() + (long)(_delay.TotalSeconds * Stopwatch.Frequency)));
        }
    }

    private void GoOn()
    {
        long now = Stopwatch.GetTimestamp();
        while (_heldBack.TryPeek(out (int Slot, long Until) first) && (first.Until <= now || _desk.Manner != SinkManner.Slow))
        {
            _heldBack.Dequeue();
            SinkSession session = _sessions[first.Slot];
            if (session.Socket < 0 || !session.IsHeldBack)
                continue;
            _poller.Watch(session.Socket, first.Slot, forWriting: false);
            After(first.Slot, session.GoOn());
        }
    }

    private void Change(SinkManner manner, TimeSpan delay)
    {
        (_desk.Manner, _delay) = (manner, delay);
        if (manner == SinkManner.Down && _listener >= 0)
        {
            Wire.Close(_listener);
            _listener = -1;
            CloseAll(abruptly: true);
        }
        else if (manner != SinkManner.Down && _listener < 0)
        {
            _listener = Wire.Listen(_at);
            _poller.Watch(_listener, Listener);
        }
    }

    private void CloseAll(bool abruptly)
    {
        for (int slot = 0; slot < _sessions.Count; slot++)
        {
            if (_sessions[slot].Socket >= 0)
            {
                _sessions[slot].Close(abruptly);
                _free.Push(slot);
            }
        }
    }
}
