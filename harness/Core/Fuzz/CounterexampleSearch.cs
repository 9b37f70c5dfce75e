using Harness.Core.Smtp;

namespace Harness.Core.Fuzz;

/// <summary>Plays again what broke an invariant, and makes it small: one counterexample for each invariant and kind of transaction.</summary>
internal sealed class CounterexampleSearch(IFuzzTarget target, MailLedger ledger, Deadlines deadlines, TimeProvider clock, string client, int most)
{
    private const int MostSessions = 400;
    private static readonly TimeSpan _longest = TimeSpan.FromSeconds(10);

    private const int MostAgain = 3;

    // A candidate for which a server waits has to be cheap; an answer that is taken for late only leaves more of the example.
    private readonly Deadlines _short = deadlines with { Reply = TimeSpan.FromTicks(deadlines.Reply.Ticks / 10) };
    private readonly Deadlines _long = deadlines with { Reply = deadlines.Reply * 2 };

    /// <summary>Tells the answers that were late once, and came when the same was said again, from those that never come.</summary>
    /// <returns>The breaches that stand, and the late ones.</returns>
    public async Task<(Breach[] Standing, Breach[] Late)> ConfirmedAsync(IReadOnlyList<Breach> breaches, IReadOnlyList<ConnectionSeen> connections)
    {
        var again = new Trial(target, ledger, _long, clock);
        List<Breach> late = [];
        int confirmed = 0;
        foreach (Breach breach in breaches.Where(b => b.IsLate))
        {
            // A server that hung three times hangs; each time more costs as long as the longest wait.
            if (confirmed == MostAgain)
            {
                break;
            }

            ConnectionSeen? seen = Of(breach, connections);
            bool isSo = seen is null || await again.PlayAsync([.. seen.Played.Select(p => p.Transaction)], BreachKind.NotAlive, client, CancellationToken.None) is not null;
            if (isSo)
            {
                confirmed++;
            }
            else
            {
                late.Add(breach);
            }
        }

        return ([.. breaches.Except(late)], [.. late]);
    }

    /// <summary>Finds them.</summary>
    /// <param name="breaches">What was found.</param>
    /// <param name="connections">The connections of the run.</param>
    /// <param name="seed">Its seed.</param>
    /// <param name="told">Told which one is made small.</param>
    /// <param name="stop">Makes nothing smaller any more.</param>
    public async Task<IReadOnlyList<Counterexample>> FindAsync(
        IReadOnlyList<Breach> breaches, IReadOnlyList<ConnectionSeen> connections, ulong seed, Action<int> told, CancellationToken stop)
    {
        List<Counterexample> found = [];
        HashSet<(BreachKind, string)> known = [];
        foreach (Breach breach in breaches)
        {
            if (found.Count < most && Of(breach, connections) is { } seen
                && known.Add((breach.Kind, seen.Played.First(p => p.Transaction.Number == breach.Transaction).Transaction.Kind)))
            {
                told(breach.Transaction);
                Counterexample example = await OfAsync(breach, seen, seed, stop);
                if (found.All(f => Steps(f) != Steps(example)))
                {
                    found.Add(example);
                }
            }
        }

        return found;
    }

    private async Task<Counterexample> OfAsync(Breach breach, ConnectionSeen seen, ulong seed, CancellationToken stop)
    {
        var trial = new Trial(target, ledger, breach.IsLate ? deadlines : _short, clock);
        long began = clock.GetTimestamp();
        FuzzTransaction[] all = [.. seen.Played.Select(p => p.Transaction)];
        IReadOnlyList<FuzzTransaction> least = [all.First(t => t.Number == breach.Transaction)];
        bool isReproduced = !stop.IsCancellationRequested && (await BreaksAsync(least) || await BreaksAsync(least = all));
        if (isReproduced)
        {
            least = await new Shrinking(BreaksAsync, GoesOn).ShrinkAsync(least);
            await BreaksAsync(least);
        }

        ConnectionSeen shown = isReproduced ? trial.Last! : seen;
        int arrivals = isReproduced && breach.Kind is BreachKind.Appeared or BreachKind.Lost ? await trial.ArrivalsAsync(CancellationToken.None) : 1;
        return new Counterexample(breach, least, isReproduced, trial.Sessions, Dialogue(shown), CounterexampleScenario.Of(breach, least, seed, shown, arrivals));

        async Task<bool> BreaksAsync(IReadOnlyList<FuzzTransaction> transactions)
            => await trial.PlayAsync(transactions, breach.Kind, client, CancellationToken.None) is not null;

        bool GoesOn() => !stop.IsCancellationRequested && trial.Sessions < MostSessions && clock.GetElapsedTime(began) < _longest;
    }

    private static ConnectionSeen? Of(Breach breach, IReadOnlyList<ConnectionSeen> connections)
        => connections.FirstOrDefault(c => c.Played.Any(p => p.Transaction.Number == breach.Transaction));

    private static string Steps(Counterexample example)
        => string.Join('\n', example.Transactions.SelectMany(t => t.Writes.Select(w => w.Text.Replace(MessageToken.Of(t.Number), "", StringComparison.Ordinal))));

    // What was sent stands as it is; the answers come behind it, since several writes may have been answered at once.
    private static string[] Dialogue(ConnectionSeen seen) =>
    [
        .. seen.Sent.Split('\n').Where(l => l.Length > 0).Select(l => $"C: {Visible.Escape(Cut(l.TrimEnd('\r') is var text && l.EndsWith('\r') ? text : text + "␊"))}"),
        .. seen.Replies.Select(r => $"S: {r.Code} {Visible.Escape(Cut(r.Lines.Count > 0 ? r.Lines[^1] : ""))}"),
    ];

    private static string Cut(string text) => text.Length <= 160 ? text : $"{text[..160]}…";
}
