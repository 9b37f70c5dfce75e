using Harness.Core.MailLogs.Counting;

namespace Harness.Core.MailLogs.Digesting;

/// <summary>Everything that is counted by a key. Each has a bound; the largest are some 20 MB when they are full.</summary>
internal sealed class Tables
{
    private const int Many = 65_536;
    private const int Few = 8_192;

    public BoundedTable<ClientCounts> Clients { get; } = new(Many, c => c.Weight);

    public BoundedTable<ReasonCount> Reasons { get; } = new(Few, r => r.Value);

    public BoundedTable<Count> Lists { get; } = new(Few, c => c.Value);

    public BoundedTable<Count> HeloNames { get; } = new(Many, c => c.Value);

    public BoundedTable<UserRefusals> Users { get; } = new(Few, u => u.Value);

    public BoundedTable<Count> Deferred { get; } = new(Few, c => c.Value);

    public BoundedTable<Count> Bounced { get; } = new(Few, c => c.Value);

    public BoundedTable<Count> Warnings { get; } = new(Few, c => c.Value);

    public BoundedTable<Count> Grave { get; } = new(Few, c => c.Value);

    public BoundedTable<Count> TlsIn { get; } = new(Few, c => c.Value);

    public BoundedTable<Count> TlsOut { get; } = new(Few, c => c.Value);

    public BoundedTable<Count> Others { get; } = new(Few, c => c.Value);
}
