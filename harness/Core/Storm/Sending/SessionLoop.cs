using System.Diagnostics;
using System.Net;
using Harness.Core.Storm.Sockets;

namespace Harness.Core.Storm.Sending;

/// <summary>All sessions of a storm on one thread.</summary>
internal sealed class SessionLoop(
    StormPlan plan, Func<Dialogue> dialogue, Dispatcher dispatcher, IReadOnlyList<IPEndPoint> doors, Func<int> breaks) : IDisposable
{
    private const int LongestWait = 100;
    // A server that refuses connections is not asked more often than this.
    private static readonly long _afterRefusal = Stopwatch.Frequency / 5;

    private readonly Poller _poller = new();
    private readonly Session[] _sessions = [.. Enumerable.Range(0, plan.Sessions).Select(_ => new Session(dialogue()))];
    private readonly Stack<int> _free = new(Enumerable.Range(0, plan.Sessions).Reverse());
    private readonly Stack<int> _parked = new();
    private long _notBefore;
    private long _nextSweep;
    private int _door;
    private int _broken = breaks();

    /// <summary>Runs until nothing is left to offer, or time is up.</summary>
    public void Run(CancellationToken gone)
    {
        int wait = 0;
        while (!gone.IsCancellationRequested)
        {
            foreach (Ready ready in _poller.Wait(wait))
                Serve(ready);
            long now = Stopwatch.GetTimestamp();
            if (now >= _nextSweep)
                Sweep(now);
            wait = Fill(now);
            if (_free.Count == _sessions.Length && dispatcher.IsDone)
                break;
        }

        foreach (Session session in _sessions.Where(s => s.Socket >= 0))
            Drop(session);
    }

    /// <inheritdoc/>
    public void Dispose() => _poller.Dispose();

    // Gives every free session a message, as long as one is due.
    private int Fill(long now)
    {
        int wait = LongestWait;
        while (_parked.TryPeek(out int parked))
        {
            if (_sessions[parked].Socket < 0)
            {
                _parked.Pop();
            }
            else if (dispatcher.TryTake(now, out Dispatch next, out int until))
            {
                _parked.Pop();
                _sessions[parked].Resume(next, now);
                Write(parked);
            }
            else
            {
                if (until == int.MaxValue)
                    LeaveAll();
                return Math.Min(until, LongestWait);
            }
        }

        while (now >= _notBefore && _free.Count > 0)
        {
            if (!dispatcher.TryTake(now, out Dispatch next, out int until))
                return Math.Min(until, wait);
            Open(_free.Pop(), next, now);
        }

        return wait;
    }

    private void LeaveAll()
    {
        while (_parked.TryPop(out int slot))
        {
            if (_sessions[slot].Socket >= 0)
            {
                _sessions[slot].Dialogue.Leave();
                Write(slot);
            }
        }
    }

    private void Open(int slot, in Dispatch first, long now)
    {
        Session session = _sessions[slot];
        session.Dialogue.Begin(first);
        session.Open(Wire.Connect(doors[_door++ % doors.Count]), now);
        if (session.Socket < 0)
            Close(slot);
        else
            _poller.Watch(session.Socket, slot);
    }

    private void Serve(Ready ready)
    {
        Session session = _sessions[ready.Slot];
        if (ready.Writable && session.Socket >= 0)
            Write(ready.Slot);
        if (!ready.Readable || session.Socket < 0)
            return;
        int read = Wire.Receive(session.Socket, session.Dialogue.Room);
        if (read == -1)
            return;
        if (read <= 0)
        {
            Close(ready.Slot);
            return;
        }

        session.Heard(Stopwatch.GetTimestamp());
        switch (session.Dialogue.Read(read))
        {
            case Move.Go when session.Dialogue.HasOutput:
                Write(ready.Slot);
                break;
            case Move.Park:
                _parked.Push(ready.Slot);
                session.Parked();
                break;
            case Move.Close:
                Close(ready.Slot);
                break;
        }
    }

    private void Write(int slot)
    {
        Session session = _sessions[slot];
        while (session.Dialogue.HasOutput)
        {
            session.Dialogue.Rest(out ReadOnlySpan<byte> first, out ReadOnlySpan<byte> second, out ReadOnlySpan<byte> third);
            int sent = Wire.Send(session.Socket, first, second, third);
            if (sent == -2)
            {
                Close(slot);
                return;
            }

            if (sent == -1)
                break;
            session.Dialogue.Wrote(sent);
        }

        if (session.Dialogue.HasOutput != session.IsWaitingToWrite)
        {
            session.IsWaitingToWrite = session.Dialogue.HasOutput;
            _poller.Watch(session.Socket, slot, session.IsWaitingToWrite);
        }
    }

    private void Close(int slot)
    {
        if (!_sessions[slot].WasHeard)
            _notBefore = Stopwatch.GetTimestamp() + _afterRefusal;
        Drop(_sessions[slot]);
        _free.Push(slot);
    }

    private static void Drop(Session session)
    {
        session.Dialogue.Lost();
        if (session.Socket >= 0)
            Wire.Close(session.Socket);
        session.Closed();
    }

    private void Sweep(long now)
    {
        _nextSweep = now + (Stopwatch.Frequency / 4);
        bool areBroken = breaks() != _broken;
        _broken = breaks();
        long deadline = now - (long)(plan.ReplyTime.TotalSeconds * Stopwatch.Frequency);
        for (int slot = 0; slot < _sessions.Length; slot++)
        {
            Session session = _sessions[slot];
            if (session.Socket >= 0 && (areBroken || (session.LastHeard < deadline && !session.IsParked)))
                Close(slot);
        }
    }
}
