using System.Text;
using Harness.Core.Storm;
using Harness.Core.Storm.Ledgers;
using static Harness.Core.Reports.Storm.StormFigures;

namespace Harness.Core.Reports.Storm;

/// <summary>Storms for a person at a terminal, the judgement in the last line.</summary>
internal static class StormText
{
    public static string Write(IReadOnlyList<StormRecord> storms, bool quiet)
    {
        var text = new StringBuilder();
        foreach (StormRecord storm in quiet ? [] : storms)
            Body(text, storm);
        if (storms.Count > 1 && !quiet)
            StorageTable.Write(text, storms);
        foreach (StormRecord storm in storms)
            text.Append(storms.Count > 1 ? $"{storm.Storage.Split(':')[0]}: " : "").Append(Verdict(storm)).Append('\n');
        return text.ToString();
    }

    private static void Body(StringBuilder text, StormRecord storm)
    {
        text.Append($"{Shown.Of(storm.Configuration, 120)}, {storm.Software}, {storm.Started.UtcDateTime:yyyy-MM-dd HH:mm} UTC\n");
        Line(text, "sent", storm.Sending);
        Line(text, "queue on", storm.Storage);
        text.Append('\n');
        Ledger(text, storm.Balance);
        text.Append("\nSpeed\n");
        Line(text, "accepted", $"{Number(storm.AcceptRate)} messages a second for {Number(storm.SendSeconds)} s");
        LatencyProfile latency = storm.AcceptLatency;
        Line(text, "latency", $"from due to 250: half within {Time(latency.P50)}, 99 % {Time(latency.P99)}, 99.9 % {Time(latency.P999)}, longest {Time(latency.Max)}");
        Line(text, "delivered", $"{Number(storm.DeliveryRate)} copies a second");
        Line(text, "drained", storm.DrainSeconds is { } drained ? $"{Number(drained)} s after the last message was offered" : "no");
        Line(text, "queue", $"at most {Whole(Highest(storm, s => s.Queue?.Total))} files (incoming {Whole(Highest(storm, s => s.Queue?.Incoming))}, "
            + $"active {Whole(Highest(storm, s => s.Queue?.Active))}, deferred {Whole(Highest(storm, s => s.Queue?.Deferred))}), the oldest {Number(Highest(storm, s => s.OldestSeconds))} s old");
        Line(text, "disk", $"{Number(Mean(storm, s => s.Disk?.Writes))} writes a second, {Number(Mean(storm, s => s.Disk?.WriteMegabytes))} MB/s, busy {Percent(Mean(storm, s => s.Disk?.Utilisation))}; "
            + $"fsync {Number(Median(storm, s => s.FsyncMilliseconds))} ms, at worst {Number(Highest(storm, s => s.FsyncMilliseconds))} ms");
        Line(text, "processors", $"busy {Percent(Mean(storm, s => s.Busy))}, iowait {Percent(Mean(storm, s => s.Iowait))}, something waits for a disk {Percent(Mean(storm, s => s.IoStalled))} of the time; Postfix {Number(Mean(storm, s => s.PostfixBusy))} of a processor, the harness {Number(Mean(storm, s => s.ClientBusy))}");
        Line(text, "harness", $"{Number(storm.CpuMicrosecondsPerMessage)} µs a message for clients, next hop and ledger; at most {Number(storm.PeakMegabytes)} MB");
        if (storm.Refusals.Count > 0)
        {
            text.Append("\nNot taken at once\n");
            foreach (RefusalCount refusal in storm.Refusals)
                text.Append($"  {refusal.Count,9}  {Shown.Of(refusal.Reply, 140)}\n");
        }

        if (storm.Faults.Count > 0)
            text.Append("\nWhat went wrong\n");
        foreach (Core.Storm.Faults.FaultRecord fault in storm.Faults)
            Line(text, fault.Fault, $"from {Number(fault.Began)} s to {Number(fault.Ended)} s{(fault.Trouble is { } trouble ? $"; {Shown.Of(trouble)}" : "")}");
        text.Append('\n');
    }

    private static void Ledger(StringBuilder text, LedgerBalance balance)
    {
        text.Append($"Ledger ({balance.Copies} copies: a message to a recipient)\n");
        Count(text, "accepted", balance.Accepted, "250 at end of data");
        Count(text, "  delivered", balance.Delivered, "the next hop said 250");
        Count(text, "  bounced", balance.Bounced, "given back to the sender");
        Count(text, "  queued", balance.Queued, "still in the queue");
        Count(text, "  missing", balance.Missing.Count, balance.Missing.Count > 0 ? Names(balance.Missing) : "");
        Count(text, "unknown", balance.Unknown, $"the connection died after the dot; {balance.UnknownDelivered} of them arrived or are queued");
        Count(text, "refused", balance.Refused, "5xx");
        Count(text, "deferred", balance.RefusedForNow, "4xx to the last");
        Count(text, "not offered", balance.NotOffered, "their end of data was never sent");
        Count(text, "doubled", balance.Doubled.Count, balance.Doubled.Count == 0 ? ""
            : $"{balance.DoubledByDrop} because the next hop was gone after the dot, {balance.DoubledByCut} because Postfix or its connection was cut, {balance.Unexplained.Count} unexplained: {Names(balance.Doubled)}");
        if (balance.Ghosts.Count > 0)
            Count(text, "ghosts", balance.Ghosts.Count, $"refused, and arrived all the same: {Names(balance.Ghosts)}");
        if (balance.Mangled.Count > 0)
            Count(text, "mangled", balance.Mangled.Count, $"arrived with other octets: {Names(balance.Mangled)}");
    }

    private static void Count(StringBuilder text, string what, int count, string remark) => text.Append($"  {what,-14}{count,9}  {remark}".TrimEnd()).Append('\n');

    private static void Line(StringBuilder text, string what, string figures) => text.Append($"  {what,-16}{figures}\n");
}
