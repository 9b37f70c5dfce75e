using Harness.Core.Evidence;
using Harness.Core.Postfix.MailLog;

namespace Harness.Core.Fuzz;

/// <summary>What is known of one message in the server's queue.</summary>
/// <param name="queueId">Its queue id.</param>
internal sealed class LedgerMessage(string queueId)
{
    /// <summary>Its queue id.</summary>
    public string QueueId => queueId;

    /// <summary>The address of the client that sent it; null for a message of the server's own, such as a bounce.</summary>
    public string? Client { get; private set; }

    /// <summary>The envelope sender, as logged.</summary>
    public string Sender { get; private set; } = "";

    /// <summary>Whether it is in the queue: until then it may be given up.</summary>
    public bool IsQueued { get; private set; }

    /// <summary>Whether nothing more is to be done for it now: delivered, returned, or put off.</summary>
    public bool IsSettled { get; private set; }

    /// <summary>What delivery agents said, with their names.</summary>
    public List<(string Agent, Delivery Delivery)> Deliveries { get; } = [];

    /// <summary>What arrived outside.</summary>
    public List<Arrival> Outside { get; } = [];

    /// <summary>What stands in mailboxes, escaped; null where it cannot be read.</summary>
    public List<string?> Texts { get; } = [];

    /// <summary>How many mailboxes should show it.</summary>
    public int Mailboxes => Deliveries.Count(d => d.Delivery.Reason == "delivered to mailbox");

    /// <summary>Whether everything that is told of it has been.</summary>
    public bool IsComplete => IsSettled && Texts.Count >= Mailboxes;

    /// <summary>Takes a line of the log.</summary>
    /// <param name="line">The line.</param>
    /// <param name="said">What stands behind the queue id.</param>
    public void Take(MailLogLine line, string said)
    {
        const string ClientKey = "client=", SenderKey = "from=<";
        if (line.Program == "smtpd" && said.StartsWith(ClientKey, StringComparison.Ordinal))
        {
            Client = PeerName.Read(said, ClientKey.Length)?.Address ?? "?";
        }
        else if (line.Program == "qmgr" && said.StartsWith(SenderKey, StringComparison.Ordinal))
        {
            IsQueued = true;
            Sender = said[SenderKey.Length..(said.LastIndexOf(">, size=", StringComparison.Ordinal) is var end and > 0 ? end : said.Length)];
        }
        else if (line.Program == "qmgr" && said == "removed")
        {
            IsSettled = true;
        }
        else if (Delivery.TryParse(line) is { } delivery)
        {
            Deliveries.Add((line.Program, delivery));
            IsSettled |= delivery.Status is "deferred" or "expired";
        }
    }
}
