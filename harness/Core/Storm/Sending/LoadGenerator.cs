using System.Net;
using Harness.Core.Storm.Ledgers;

namespace Harness.Core.Storm.Sending;

/// <summary>Sends a storm: bounded in messages and in time, and stopped by the caller whenever it likes.</summary>
public sealed class LoadGenerator
{
    // After the end of a storm the messages whose dot is out are waited for so long.
    private static readonly TimeSpan _lastWords = TimeSpan.FromSeconds(10);

    private readonly StormPlan _plan;
    private readonly Message _messages;
    private readonly Addresses _addresses;
    private readonly Dispatcher _dispatcher;
    private readonly IReadOnlyList<IPEndPoint> _doors;
    private volatile int _breaks;

    /// <summary>For a plan.</summary>
    /// <param name="plan">What is sent.</param>
    /// <param name="messages">Its messages.</param>
    /// <param name="ledger">Where it is written down.</param>
    /// <param name="doors">Where to; each connection takes the next one.</param>
    /// <exception cref="ArgumentException">The plan cannot be.</exception>
    /// <exception cref="PlatformNotSupportedException">This is not Linux.</exception>
    public LoadGenerator(StormPlan plan, Message messages, Ledger ledger, IReadOnlyList<IPEndPoint> doors)
    {
        plan.Check();
        if (!OperatingSystem.IsLinux())
            throw new PlatformNotSupportedException("a storm needs Linux: its loops stand on epoll(7)");
        (_plan, _messages, _doors) = (plan, messages, doors);
        _addresses = new Addresses(plan);
        _dispatcher = new Dispatcher(plan, ledger);
    }

    /// <summary>What happened so far.</summary>
    public SendingCounts Counts => _dispatcher.Counts;

    /// <summary>Why messages were not taken; to be read at the end.</summary>
    public IReadOnlyList<(string Reply, int Count)> Refusals => _dispatcher.Refusals.All;

    /// <summary>The latencies of what was accepted; to be read at the end.</summary>
    public LatencyProfile Latencies => LatencyProfile.Of(_dispatcher.Latencies);

    /// <summary>Sends, on threads of its own.</summary>
    /// <param name="cancel">Ends the storm early: nothing new is offered, and what is in flight gets a moment.</param>
    public async Task RunAsync(CancellationToken cancel)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        over.CancelAfter(_plan.Limit);
        _dispatcher.Begin();
        using CancellationTokenRegistration end = over.Token.UnsafeRegister(static d => ((Dispatcher)d!).End(), _dispatcher);
        using var gone = new CancellationTokenSource();
        using CancellationTokenRegistration last = over.Token.UnsafeRegister(static g => ((CancellationTokenSource)g!).CancelAfter(_lastWords), gone);
        if (_plan.StartTls)
            await new TlsSessions(_plan, NewDialogue, _dispatcher, _doors, () => _breaks).RunAsync(gone.Token);
        else
            await Task.Factory.StartNew(
                () => RunLoop(gone.Token),
                CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>The server is known to be gone without a word: every connection is given up at once, not after the time for a reply.</summary>
    public void BreakConnections() => Interlocked.Increment(ref _breaks);

    private void RunLoop(CancellationToken gone)
    {
        using var loop = new SessionLoop(_plan, NewDialogue, _dispatcher, _doors, () => _breaks);
        loop.Run(gone);
    }

    private Dialogue NewDialogue() => new(_plan, _messages, _addresses, _dispatcher);
}
