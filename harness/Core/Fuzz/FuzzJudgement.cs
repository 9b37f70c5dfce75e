namespace Harness.Core.Fuzz;

/// <summary>The connections of a run, each read strictly, once what became of their messages is known.</summary>
internal sealed class FuzzJudgement
{
    private readonly (ConnectionSeen Seen, StrictReading Strict)[] _connections;
    private readonly HashSet<string> _told;

    private FuzzJudgement(IReadOnlyList<ConnectionSeen> connections)
    {
        _connections = [.. connections.Select(c => (c, StrictReading.Of(c.Sent, c.Replies)))];
        _told = [.. connections.SelectMany(c => c.Replies).SelectMany(QueueIds.In)];
    }

    /// <summary>Waits until every message that was taken is delivered, returned or put off, for as long as the server goes on.</summary>
    /// <param name="connections">The connections of the run.</param>
    /// <param name="ledger">What is known of messages.</param>
    /// <param name="quiet">How long the server may do nothing before it is not waited for any more.</param>
    public static async Task<FuzzJudgement> OfAsync(IReadOnlyList<ConnectionSeen> connections, MailLedger ledger, TimeSpan quiet)
    {
        var judgement = new FuzzJudgement(connections);
        var open = new HashSet<string>(judgement._told);
        await ledger.UntilAsync(
            () =>
            {
                open.RemoveWhere(id => ledger.Of(id)?.IsComplete == true);
                return open.Count == 0;
            },
            quiet,
            CancellationToken.None);
        return judgement;
    }

    /// <summary>The invariants that did not hold: of a connection what came first, since nothing is sure after it.</summary>
    /// <param name="ledger">What is known of messages.</param>
    /// <param name="ordinary">The sender of ordinary mail before and after the run.</param>
    public IEnumerable<Breach> Breaches(MailLedger ledger, string ordinary)
    {
        HashSet<int> untold = [];
        List<Breach> breaches = [];
        foreach ((ConnectionSeen seen, StrictReading strict) in _connections)
        {
            untold.UnionWith(strict.Messages.Where(m => m.Reply is null).Select(m => seen.TransactionAt(m.Start)));
            Breach? first = WireOracle.Judge(seen, strict).Concat(MailOracle.Judge(seen, strict, ledger)).OrderBy(b => b.Transaction).ThenBy(b => b.Kind).FirstOrDefault();
            breaches.AddRange(first is null ? [] : [first]);
        }

        HashSet<string> clients = [.. _connections.Select(c => c.Seen.Client.Address)];
        breaches.AddRange(MailOracle.Untold(ledger, _told, untold, clients, ordinary).Where(u => u.Transaction == 0 || breaches.All(b => b.Transaction != u.Transaction)).ToArray());
        breaches.AddRange(ledger.Deaths.Select(d => new Breach(BreachKind.NotAlive, 0, d)));
        return breaches.OrderBy(b => b.Kind).ThenBy(b => b.Transaction);
    }

    /// <summary>The record with what can be counted.</summary>
    public FuzzRecord Into(FuzzRecord record, MailLedger ledger) => record with
    {
        Connections = _connections.Length,
        Kinds = _connections.SelectMany(c => c.Seen.Played).CountBy(p => p.Transaction.Kind).OrderBy(k => k.Key, StringComparer.Ordinal).ToDictionary(),
        Replies = _connections.SelectMany(c => c.Seen.Replies).CountBy(r => $"{r.Code / 100}xx").OrderBy(k => k.Key, StringComparer.Ordinal).ToDictionary(),
        Sent = _connections.Sum(c => c.Strict.Messages.Count),
        Taken = _connections.Sum(c => c.Strict.Messages.Count(m => m.Reply is { Code: 250 })),
        Kept = _told.Select(ledger.Of).OfType<LedgerMessage>().Sum(m => m.Texts.Count),
    };
}
