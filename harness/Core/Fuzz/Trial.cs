using Harness.Core.Engine;
using Harness.Core.Scenarios;
using Harness.Core.Smtp;

namespace Harness.Core.Fuzz;

/// <summary>Plays a few transactions by themselves, after the run, and judges them at once.</summary>
internal sealed class Trial(IFuzzTarget target, MailLedger ledger, Deadlines deadlines, TimeProvider clock)
{
    private static readonly TimeSpan _quiet = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan _lag = TimeSpan.FromMilliseconds(300);

    /// <summary>What the last one showed.</summary>
    public ConnectionSeen? Last { get; private set; }

    /// <summary>How many were played.</summary>
    public int Sessions { get; private set; }

    /// <summary>Plays transactions on a connection of their own.</summary>
    /// <param name="transactions">Which.</param>
    /// <param name="kind">The invariant that is asked about.</param>
    /// <param name="client">The kind of client.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>The breach of that kind, or null.</returns>
    public async Task<Breach?> PlayAsync(IReadOnlyList<FuzzTransaction> transactions, BreachKind kind, string client, CancellationToken cancel)
    {
        Sessions++;
        HashSet<string> before = [.. ledger.Taken.Select(m => m.QueueId)];
        int deaths = ledger.Deaths.Count;
        await using IVantage? vantage = await target.TakeAsync(client, cancel);
        if (vantage is null)
        {
            return null;
        }

        int ended = ledger.Ended(vantage.Client.Address);
        var queue = new Queue<FuzzTransaction>(transactions);
        ConnectionSeen seen = Last = await new FuzzConnection(vantage, target.Facts, deadlines, clock).PlayAsync(_ => queue.TryDequeue(out FuzzTransaction? next) ? next : null, cancel);
        StrictReading strict = StrictReading.Of(seen.Sent, seen.Replies);
        if (WireOracle.Judge(seen, strict).FirstOrDefault(b => b.Kind == kind) is { } onTheWire)
        {
            return onTheWire;
        }

        if (kind is BreachKind.MalformedReply or BreachKind.Miscounted)
        {
            return null;
        }

        string[] told = [.. seen.Replies.SelectMany(QueueIds.In)];
        if (seen.End is ConnectionEnd.Left or ConnectionEnd.Broken && await ledger.UntilAsync(() => ledger.Ended(seen.Client.Address) > ended, _quiet, cancel))
        {
            // The queue manager says it a little later than smtpd says that the client is gone.
            await ledger.UntilAsync(() => ledger.Taken.Count > before.Count + told.Length, _lag, cancel);
        }

        await ledger.UntilAsync(() => told.All(id => ledger.Of(id)?.IsComplete == true), _quiet, cancel);
        IEnumerable<Breach> later = MailOracle.Judge(seen, strict, ledger)
            .Concat(MailOracle.Untold(ledger, before.Concat(told).ToHashSet(), strict.Messages.Where(m => m.Reply is null).Select(m => seen.TransactionAt(m.Start)).ToHashSet(), new HashSet<string> { seen.Client.Address }, target.Facts[TargetFacts.Sender]))
            .Concat(ledger.Deaths.Skip(deaths).Select(d => new Breach(BreachKind.NotAlive, transactions[0].Number, d)));
        return later.FirstOrDefault(b => b.Kind == kind);
    }

    /// <summary>How many deliveries the messages made that were sent in the last trial.</summary>
    public async Task<int> ArrivalsAsync(CancellationToken cancel)
    {
        string[] ids = [.. WireOracle.Ids(StrictReading.Of(Last!.Sent, Last.Replies))];
        await ledger.UntilAsync(() => ids.All(id => ledger.Of(id)?.IsComplete == true), _quiet, cancel);
        return ids.Select(ledger.Of).OfType<LedgerMessage>().Sum(m => Math.Max(1, m.Texts.Count + m.Outside.Count));
    }
}
