using System.Buffers.Text;
using Harness.Core.MailLogs.Counting;
using Harness.Core.MailLogs.Reading;

namespace Harness.Core.MailLogs.Digesting;

/// <summary>The lines of qmgr(8), pickup(8), cleanup(8) and of the delivery agents.</summary>
internal sealed class QueueLines(Totals totals, Tables tables, MessageQueue queue)
{
    private const int MostAgents = 8_192;

    // The peer with which an smtp process last had TLS, by its hash.
    private readonly Dictionary<int, int> _secured = [];

    public void Manager(in LoggedLine line)
    {
        if (!QueueKey.TryRead(line.Text, out QueueKey key, out int length))
            return;
        ReadOnlySpan<byte> text = line.Text[(length + 2)..];
        if (text.SequenceEqual("removed"u8))
            queue.Remove(key, line.Time);
        else if (text.TryAfter("from=<"u8, out ReadOnlySpan<byte> rest))
            Active(line, key, rest);
    }

    public void Picked(in LoggedLine line)
    {
        if (!QueueKey.TryRead(line.Text, out QueueKey key, out int length))
            return;
        ReadOnlySpan<byte> text = line.Text[(length + 2)..];
        if (!text.StartsWith("uid="u8) && !text.StartsWith("sender="u8))
            return;
        totals.FromMachine++;
        Hours.Add(totals.ReceivedByHour, line.Time);
        queue.Begin(key, line.Time);
    }

    // "ID: reject: header Subject: … from …; from=<…>" (header_checks(5)), and the end of a message as milters see it.
    public void Cleanup(in LoggedLine line)
    {
        if (!QueueKey.TryRead(line.Text, out _, out int length))
            return;
        ReadOnlySpan<byte> text = line.Text[(length + 2)..];
        int colon = text[..Math.Min(text.Length, 24)].IndexOf(": "u8);
        if (colon < 0)
            return;
        ReadOnlySpan<byte> kind = text[..colon], rest = text[(colon + 2)..];
        int space = rest.IndexOf((byte)' ');
        ReadOnlySpan<byte> where = space < 0 ? rest : rest[..space];
        if (!where.SequenceEqual("header"u8) && !where.SequenceEqual("body"u8) && !where.SequenceEqual("END-OF-MESSAGE"u8))
            return;
        bool isMilter = kind.SequenceEqual("milter-reject"u8);
        if (isMilter || kind.SequenceEqual("reject"u8))
        {
            totals.Rejected++;
            totals.MilterRejected += isMilter ? 1 : 0;
            Hours.Add(totals.RejectedByHour, line.Time);
            ReadOnlySpan<byte> reason = isMilter ? "milter: message"u8 : where.SequenceEqual("body"u8) ? "body_checks"u8 : "header_checks"u8;
            ReasonCount count = tables.Reasons.Of(reason);
            count.Value++;
            count.Reason = count.Reason.Length == 0 ? reason.ToArray() : count.Reason;
        }
        totals.Warned += kind.SequenceEqual("warning"u8) ? 1 : 0;
        totals.Held += kind.SequenceEqual("hold"u8) ? 1 : 0;
        totals.Discarded += kind.SequenceEqual("discard"u8) ? 1 : 0;
    }

    // "ID: to=<r>, orig_to=<o>, relay=mx[1.2.3.4]:25, conn_use=2, delay=1, delays=0/0/0/0, dsn=2.0.0, status=sent (250 …)"
    public void Agent(in LoggedLine line, bool isSmtp)
    {
        ReadOnlySpan<byte> text = line.Text;
        if (!QueueKey.TryRead(text, out QueueKey key, out int length))
        {
            if (isSmtp)
                Secured(line);
            return;
        }
        if (!text[(length + 2)..].TryAfter("to=<"u8, out ReadOnlySpan<byte> rest) || rest.AddressEnd() is < 0)
            return;
        rest = rest[(rest.AddressEnd() + 1)..];
        if (rest.TryAfter(", orig_to=<"u8, out ReadOnlySpan<byte> original) && original.AddressEnd() is >= 0 and var end)
            rest = original[(end + 1)..];
        int status = rest.IndexOf(", status="u8);
        if (!rest.StartsWith(", relay="u8) || status < 0)
            return;
        ReadOnlySpan<byte> facts = rest[..status], word = rest[(status + 9)..], why = default;
        int blank = word.IndexOf((byte)' ');
        if (blank >= 0)
        {
            why = word[(blank + 1)..];
            word = word[..blank];
        }
        if (word.SequenceEqual("sent"u8))
            Sent(line, key, facts, why, isSmtp);
        else if (word.SequenceEqual("deferred"u8))
            Deferred(line, key, why);
        else if (word.SequenceEqual("bounced"u8))
            Bounced(why);
    }

    private void Sent(in LoggedLine line, QueueKey key, ReadOnlySpan<byte> facts, ReadOnlySpan<byte> why, bool isSmtp)
    {
        // To another address of this server: the copy has a queue id of its own.
        if (why.IndexOf("forwarded as "u8) >= 0)
        {
            totals.Forwarded++;
            return;
        }
        totals.Delivered++;
        Hours.Add(totals.DeliveredByHour, line.Time);
        totals.BytesDelivered += queue.Of(key).Size;
        if (isSmtp)
        {
            ReadOnlySpan<byte> relay = facts[8..].UpTo(","u8);
            totals.DeliveredOut++;
            totals.DeliveredOutByTls += _secured.TryGetValue(line.Pid, out int peer) && peer == ByteKeys.Comparer.GetHashCode(relay) ? 1 : 0;
        }
        int at = facts.IndexOf(", delay="u8);
        if (at < 0 || !Utf8Parser.TryParse(facts[(at + 8)..], out double delay, out _))
            return;
        int place = 0;
        while (place < Totals.Delays.Length && delay > Totals.Delays[place])
            place++;
        totals.DelayedUpTo[place]++;
    }

    private void Deferred(in LoggedLine line, QueueKey key, ReadOnlySpan<byte> why)
    {
        totals.Deferrals++;
        Hours.Add(totals.DeferredByHour, line.Time);
        Span<byte> reason = stackalloc byte[DeliveryReason.Longest];
        tables.Deferred.Of(reason[..DeliveryReason.Of(why, reason)]).Value++;
        ref MessageState message = ref queue.Of(key);
        totals.DeferredMessages += message.IsDeferred ? 0 : 1;
        message.IsDeferred = true;
    }

    private void Bounced(ReadOnlySpan<byte> why)
    {
        totals.Bounced++;
        Span<byte> reason = stackalloc byte[DeliveryReason.Longest];
        tables.Bounced.Of(reason[..DeliveryReason.Of(why, reason)]).Value++;
    }

    private void Active(in LoggedLine line, QueueKey key, ReadOnlySpan<byte> text)
    {
        int size = text.LastIndexOf(">, size="u8);
        if (size >= 0 && Utf8Parser.TryParse(text[(size + 8)..], out long octets, out _))
        {
            ref MessageState message = ref queue.Of(key);
            if (message is { HasBeginning: true, IsActive: false })
                totals.BytesReceived += octets;
            (message.Size, message.IsActive) = (octets, true);
            if (message.Began == 0)
                message.Began = line.Time ?? 0;
        }
        else if (text.IndexOf(">, status=expired"u8) >= 0)
        {
            totals.Expired++;
        }
    }

    private void Secured(in LoggedLine line)
    {
        if (TlsSummary.TryRead(line.Text, "to "u8, out ReadOnlySpan<byte> peer, out ReadOnlySpan<byte> kind))
        {
            tables.TlsOut.Of(kind).Value++;
            if (_secured.Count >= MostAgents)
                _secured.Clear();
            _secured[line.Pid] = ByteKeys.Comparer.GetHashCode(peer);
        }
        else if (line.Text.StartsWith("SSL_connect error"u8))
        {
            _secured.Remove(line.Pid);
        }
    }
}
