namespace Harness.Lab;

/// <summary>What a lab has to be for a storm.</summary>
/// <param name="QueueDirectory">A directory of this machine that becomes the queue's, or null for one in the container's own layer.</param>
public sealed record StormGround(string? QueueDirectory)
{
    /// <summary>The address of the storm's next hop on the lab's internet: the mail exchanger of <c>storm.example</c>.</summary>
    public const string NextHop = "198.51.100.99";

    /// <summary>The queue of every Postfix the lab runs.</summary>
    internal const string Queue = "/var/spool/postfix";
}
