using Harness.Core.Evidence;
using Harness.Core.Scenarios;
using Harness.Core.Smtp;

namespace Harness.Core.Engine;

/// <summary>Many connections on which nothing is said, held until it is known what became of them.</summary>
internal sealed class FloodSession(Deadlines deadlines, TimeProvider clock)
{
    private readonly TranscriptRecorder _transcript = new();
    private readonly List<SmtpWire> _open = [];
    private readonly Lock _gate = new();
    private Reply? _greeting;
    private Reply? _refusal;
    private int _greeted;
    private int _turnedAway;

    /// <summary>Plays it.</summary>
    /// <param name="flood">How many, and how long.</param>
    /// <param name="from">The clients, which connect one after the other.</param>
    /// <param name="beside">What is done while the connections stand; told to stop when they are let go. Or null.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<SessionResult> PlayAsync(Flood flood, IReadOnlyList<IVantage> from, Func<CancellationToken, Task>? beside, CancellationToken cancel)
    {
        using var hold = new CancellationTokenSource(TimeSpan.FromSeconds(flood.Seconds), clock);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(hold.Token, cancel);
        _transcript.Remark($"{flood.Connections} connections from {string.Join(", ", from.Select(v => v.Client.Address))}");
        try
        {
            // All of them stand before ordinary mail is tried: a server takes connections in the order in which they came.
            var standing = new CountdownEvent(flood.Connections);
            var stand = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            Task all = Task.WhenAll(Enumerable.Range(0, flood.Connections).Select(i => OneAsync(from[i % from.Count], () =>
            {
                if (standing.Signal())
                {
                    stand.TrySetResult();
                }
            }, limit.Token)));
            await Task.WhenAny(stand.Task, all);
            await Task.WhenAll(all, beside?.Invoke(limit.Token) ?? Task.CompletedTask);
        }
        finally
        {
            foreach (SmtpWire wire in _open)
            {
                await wire.DisposeAsync();
            }
        }

        cancel.ThrowIfCancellationRequested();
        return Result(new FloodSeen(flood.Connections, _greeted, _turnedAway));
    }

    private SessionResult Result(FloodSeen seen)
    {
        string text = $"of {seen.Tried} connections {seen.Greeted} were greeted, {seen.TurnedAway} turned away{(seen.Unanswered > 0 ? $", {seen.Unanswered} left without an answer" : "")}";
        Exchange[] exchanges = [.. new[] { _greeting, _refusal }.OfType<Reply>().Select(r => KeptReply.Exchange(Stage.Connect, "", r))];
        foreach (Exchange exchange in exchanges)
        {
            _transcript.Remark($"the first of its kind: {exchange.Code} {string.Join(' ', exchange.Lines)}");
        }

        _transcript.Remark(text);
        Ending ending = seen.Greeted + seen.TurnedAway == 0 ? Ending.TimedOut : Ending.Completed;
        return new SessionResult(new Outcome(ending, Stage.Connect, null, null, text), exchanges, _transcript.Lines, null) { Flood = seen };
    }

    private async Task OneAsync(IVantage vantage, Action stands, CancellationToken hold)
    {
        Reading reading;
        try
        {
            (Stream? stream, _) = await vantage.ConnectAsync(hold);
            stands();
            if (stream is null)
            {
                lock (_gate)
                {
                    _turnedAway++;
                }

                return;
            }

            var wire = new SmtpWire(stream, deadlines, clock);
            lock (_gate)
            {
                _open.Add(wire);
            }

            reading = await wire.ReadReplyAsync(hold, TimeSpan.FromSeconds(Hold.Most));
        }
        catch (OperationCanceledException) when (hold.IsCancellationRequested)
        {
            return;
        }

        lock (_gate)
        {
            if (reading is { End: ReadingEnd.Reply, Reply: { Code: >= 200 and < 300 } greeting } && !IsWithoutEnd(greeting))
            {
                _greeted++;
                _greeting ??= greeting;
            }
            else if (reading is { End: ReadingEnd.Closed or ReadingEnd.Reset } or { Reply.Code: >= 400 and < 600 })
            {
                _turnedAway++;
                _refusal ??= reading.Reply;
            }
        }
    }

    private static bool IsWithoutEnd(Reply reply) => reply.Defects.Contains(ReplyDefect.Flood) || reply.Defects.Contains(ReplyDefect.TooManyLines);
}
