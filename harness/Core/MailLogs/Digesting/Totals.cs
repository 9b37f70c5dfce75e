namespace Harness.Core.MailLogs.Digesting;

/// <summary>Plain numbers, while they grow.</summary>
internal sealed class Totals
{
    public long Lines, OfOthers, Unreadable;
    public long Connections, TlsConnections, Lost, TlsFailed, LoginsFailed, BareNewlines, Pipelining, NotSmtp, TooManyErrors;
    public long FromClients, FromClientsByTls, FromUsers, FromMachine;
    public long Delivered, Forwarded, Deferrals, DeferredMessages, Bounced, Expired;
    public long DeliveredOut, DeliveredOutByTls;
    public long Rejected, MilterRejected, Warned, Held, Discarded, Redirected;
    public long BytesReceived, BytesDelivered;
    public long Finished, FinishedWithBeginning, GivenUp, SecondsInQueue, LongestInQueue;
    public long Fatal, Panics, Warnings;
    public readonly long[] ReceivedByHour = new long[24], DeliveredByHour = new long[24], RejectedByHour = new long[24], DeferredByHour = new long[24];
    public readonly long[] DelayedUpTo = new long[Delays.Length + 1];

    /// <summary>The bounds of delays in seconds.</summary>
    public static ReadOnlySpan<double> Delays => [1, 10, 60, 600, 3600, 86400];
}
