using System.Net;

namespace Harness.Core.MailLogs.Sessions;

/// <summary>A message that was taken from a client, while the log tells its sender and its recipients.</summary>
internal sealed class OpenMessage
{
    public required IPAddress Client { get; init; }

    public required string ClientName { get; init; }

    public required string ReverseName { get; init; }

    public required string QueueId { get; init; }

    public string? Login { get; init; }

    public bool Tls { get; init; }

    public DateTime? Time { get; init; }

    /// <summary>The sender, once qmgr told it.</summary>
    public string? Sender { get; set; }

    /// <summary>The recipients that were told.</summary>
    public HashSet<string> Recipients { get; } = new(StringComparer.Ordinal);
}
