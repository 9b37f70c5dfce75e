using Harness.Core.Postfix.MailLog;
using Harness.Core.Smtp;

namespace Harness.Core.Fuzz;

/// <summary>Judges what became of the messages of a run: holds what was sent against what was taken, and that against what arrived.</summary>
/// <remarks>
/// What is harmless is so by rule: a message of the server's own (a bounce has no client), one that is returned to its sender or
/// put off, one of which the client was gone before it could be told.
/// </remarks>
internal static class MailOracle
{
    /// <summary>The invariants that did not hold for the messages of a connection.</summary>
    public static IEnumerable<Breach> Judge(ConnectionSeen seen, StrictReading strict, MailLedger ledger)
    {
        foreach (StrictMessage message in strict.Messages)
        {
            int transaction = seen.TransactionAt(message.Start);
            foreach (string id in message.Reply is { } reply ? QueueIds.In(reply) : [])
            {
                if (Lost(message, id, ledger.Of(id), transaction) is { } lost)
                {
                    yield return new Breach(BreachKind.Lost, transaction, lost);
                }
            }
        }

        foreach (string id in seen.Replies.SelectMany(QueueIds.In))
        {
            if (ledger.Of(id) is { } taken && Relayed(taken) is { } relayed)
            {
                yield return new Breach(BreachKind.Relayed, seen.TransactionAt(seen.Sent.Length), relayed);
            }
        }
    }

    /// <summary>Messages in the queue that came from a client and of which no client was told.</summary>
    /// <param name="ledger">What is known.</param>
    /// <param name="told">The queue ids that stood in answers.</param>
    /// <param name="untold">The transactions of messages that were sent whole and never answered: these may be taken.</param>
    /// <param name="clients">The addresses that spoke.</param>
    /// <param name="ordinary">The sender of ordinary mail before and after a run, which no transaction has.</param>
    public static IEnumerable<Breach> Untold(MailLedger ledger, IReadOnlySet<string> told, IReadOnlySet<int> untold, IReadOnlySet<string> clients, string ordinary)
    {
        foreach (LedgerMessage message in ledger.Taken.Where(m => !told.Contains(m.QueueId) && clients.Contains(m.Client!) && m.Sender != ordinary))
        {
            int transaction = MessageToken.In(message.Sender + string.Concat(message.Texts)).FirstOrDefault();
            if (!untold.Contains(transaction))
            {
                yield return new Breach(BreachKind.Appeared, transaction, $"message {message.QueueId} is in the queue, from <{Visible.Escape(message.Sender)}>, and no client sent it whole");
            }

            if (Relayed(message) is { } relayed)
            {
                yield return new Breach(BreachKind.Relayed, transaction, relayed);
            }
        }
    }

    private static string? Lost(StrictMessage sent, string id, LedgerMessage? taken, int transaction)
    {
        if (taken is null || !taken.IsSettled)
        {
            return $"message {id} was taken, and the server says nothing of what became of it";
        }

        if (taken.Deliveries.Count == 0 && taken.Texts.Count == 0 && taken.Outside.Count == 0)
        {
            return $"message {id} was taken, and is gone without a delivery";
        }

        if (taken.Texts.Count < taken.Mailboxes)
        {
            return $"message {id} is said to be in a mailbox, and none shows it";
        }

        string end = MessageToken.LastLine(transaction);
        bool isWhole = sent.Content.Contains(end, StringComparison.Ordinal) && sent.Content.Length < Evidence.Arrival.MostOctets / 2;
        foreach (string text in taken.Texts.OfType<string>())
        {
            if (isWhole && !text.Contains(end, StringComparison.Ordinal))
            {
                return $"message {id} arrived without its last line";
            }

            if (MessageToken.In(text).FirstOrDefault(t => t != transaction) is var other and not 0)
            {
                return $"message {id} of transaction {transaction} arrived with something of transaction {other} in it";
            }
        }

        return null;
    }

    private static string? Relayed(LedgerMessage message)
    {
        if (message.Outside.Count > 0)
        {
            return $"message {message.QueueId} from {message.Client} arrived at {message.Outside[0].Host} for <{message.Outside[0].Recipient}>";
        }

        // Without a next hop nothing was handed on: a domain that does not exist, a message that would come back here.
        Delivery? tried = message.Deliveries.Where(d => d.Agent == "smtp" && d.Delivery.Relay != "none").Select(d => d.Delivery).FirstOrDefault();
        return tried is null ? null : $"message {message.QueueId} from {message.Client} was handed on to {Visible.Escape(tried.Relay)} for <{Visible.Escape(tried.Recipient)}>";
    }
}
