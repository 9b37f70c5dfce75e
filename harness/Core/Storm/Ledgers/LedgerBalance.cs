using Harness.Core.Storm.Faults;

namespace Harness.Core.Storm.Ledgers;

/// <summary>What the ledger comes to. A copy is one message to one recipient.</summary>
/// <param name="Copies">All of them.</param>
/// <param name="Accepted">250 at end of data.</param>
/// <param name="RefusedForNow">4xx to the last.</param>
/// <param name="Refused">5xx.</param>
/// <param name="Unknown">The connection died after the dot.</param>
/// <param name="NotOffered">Its end of data was never sent.</param>
/// <param name="Delivered">Of the accepted: the next hop said 250 to it, once or more often.</param>
/// <param name="Bounced">Of the accepted, and not delivered: given back to the sender.</param>
/// <param name="Queued">Of the accepted, neither delivered nor bounced: still in the queue.</param>
/// <param name="Missing">Of the accepted: none of these. They are lost.</param>
/// <param name="UnknownDelivered">Of the unknown: arrived, or are in the queue.</param>
/// <param name="Ghosts">Not accepted and not unknown, and arrived all the same.</param>
/// <param name="Mangled">Arrived with other octets than were sent.</param>
/// <param name="Doubled">The next hop said 250 more than once, or had it more than once.</param>
/// <param name="DoubledByDrop">Of the doubled: the next hop was gone after the dot, so the server had to come again (RFC 5321 §4.5.5, RFC 1047).</param>
/// <param name="DoubledByCut">Of the doubled: the first one came just before the server was killed, or its connection cut, so that it could not note the 250.</param>
/// <param name="Unexplained">Of the doubled: neither.</param>
public sealed record LedgerBalance(
    int Copies,
    int Accepted,
    int RefusedForNow,
    int Refused,
    int Unknown,
    int NotOffered,
    int Delivered,
    int Bounced,
    int Queued,
    CopyNames Missing,
    int UnknownDelivered,
    CopyNames Ghosts,
    CopyNames Mangled,
    CopyNames Doubled,
    int DoubledByDrop,
    int DoubledByCut,
    CopyNames Unexplained)
{
    /// <summary>Whether every copy is accounted for: what was accepted arrived whole, or bounced, or is queued, and nothing else arrived.</summary>
    public bool IsBalanced => Missing.Count == 0 && Ghosts.Count == 0 && Mangled.Count == 0
        && Accepted + RefusedForNow + Refused + Unknown + NotOffered == Copies
        && Delivered + Bounced + Queued == Accepted;

    /// <summary>Adds everything up.</summary>
    /// <param name="ledger">The ledger, when nobody writes to it any more.</param>
    /// <param name="cuts">When the server was killed or its connections to the next hop were cut.</param>
    public static LedgerBalance Of(Ledger ledger, IReadOnlyList<CutSpan> cuts)
    {
        int[] states = new int[5];
        int delivered = 0, bounced = 0, queued = 0, unknownDelivered = 0, byDrop = 0, byCut = 0;
        CopyNames.Builder missing = new(ledger), ghosts = new(ledger), mangled = new(ledger), doubled = new(ledger), unexplained = new(ledger);
        for (int copy = 0; copy < ledger.Copies; copy++)
        {
            SentState sent = ledger.SentOf(copy);
            states[(int)sent]++;
            int taken = ledger.TakenOf(copy), unacknowledged = ledger.UnacknowledgedOf(copy);
            if (sent == SentState.Accepted)
            {
                if (taken > 0)
                    delivered++;
                else if (ledger.IsBounced(copy))
                    bounced++;
                else if (ledger.IsQueued(copy))
                    queued++;
                else
                    missing.Add(copy);
            }
            else if (taken + unacknowledged > 0 || ledger.IsQueued(copy))
            {
                if (sent == SentState.Unknown)
                    unknownDelivered++;
                else
                    ghosts.Add(copy);
            }

            if (ledger.IsMangled(copy))
                mangled.Add(copy);
            if (taken + unacknowledged > 1)
            {
                doubled.Add(copy);
                if (unacknowledged > 0 && taken <= 1)
                    byDrop++;
                else if (cuts.Any(c => c.Explains(ledger.ArrivedAt(copy))))
                    byCut++;
                else
                    unexplained.Add(copy);
            }
        }

        return new LedgerBalance(
            ledger.Copies, states[1], states[2], states[3], states[4], states[0], delivered, bounced, queued, missing.Build(),
            unknownDelivered, ghosts.Build(), mangled.Build(), doubled.Build(), byDrop, byCut, unexplained.Build());
    }
}
