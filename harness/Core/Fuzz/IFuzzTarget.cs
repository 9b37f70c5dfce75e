using Harness.Core.Engine;
using Harness.Core.Evidence;
using Harness.Core.Postfix.MailLog;

namespace Harness.Core.Fuzz;

/// <summary>A server that tells, as it happens, what it does with messages.</summary>
public interface IFuzzTarget : ITarget
{
    /// <summary>Tells a witness of everything from now on; no longer when what comes back is disposed of.</summary>
    IDisposable Watch(IMailWitness witness);
}

/// <summary>Whoever is told; on any thread, one call at a time.</summary>
public interface IMailWitness
{
    /// <summary>The server wrote a line into its mail log.</summary>
    void Logged(MailLogLine line);

    /// <summary>A message stands in a mailbox.</summary>
    /// <param name="queueId">Its queue id.</param>
    /// <param name="text">Its octets, escaped, or the first of them; null where they cannot be read.</param>
    void Kept(string queueId, string? text);

    /// <summary>A message arrived at a host outside.</summary>
    /// <param name="queueId">The queue id that the server under test gave it, or empty.</param>
    /// <param name="arrival">What arrived.</param>
    void Arrived(string queueId, Arrival arrival);
}
