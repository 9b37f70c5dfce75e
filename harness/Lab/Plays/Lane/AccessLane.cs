using Harness.Core.Postfix.Access;
using Harness.Lab.Clients;

namespace Harness.Lab.Plays.Lane;

/// <summary>
/// Plays sessions of the access model at speed: through XCLIENT, several connections side by side, without trace. It tells what was
/// answered, not which restriction decided; for that there is <see cref="AccessPlayer"/>.
/// </summary>
public sealed class AccessLane
{
    /// <summary>How many connections are open side by side.</summary>
    public const int SideBySide = 8;

    // A server that dies of its configuration is not asked for hours.
    private const int MostDead = 8;

    private readonly Gate _gate;
    private readonly LaneLimits _limits;

    internal AccessLane(Gate gate, LaneLimits limits) => (_gate, _limits) = (gate, limits);

    /// <summary>Plays all of them, as they are drawn: no more of them is held than a few connections' worth.</summary>
    /// <param name="sessions">Those of one client should come one after another; they then share connections.</param>
    /// <param name="listener">Is told of each, once.</param>
    /// <param name="cancel">Gives up.</param>
    /// <param name="sideBySide">How many connections are open at the same time.</param>
    /// <exception cref="LabException">The lab cannot be spoken to at all.</exception>
    public async Task PlayAsync(IEnumerable<AccessSession> sessions, ILaneListener listener, CancellationToken cancel, int sideBySide = SideBySide)
    {
        using IEnumerator<AccessSession[]> lots = LaneLots.Of(sessions).GetEnumerator();
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        int dead = 0;
        await Task.WhenAll(Enumerable.Range(0, sideBySide).Select(_ => Task.Run(() => WorkAsync(gone.Token), gone.Token)));

        async Task WorkAsync(CancellationToken ct)
        {
            await using var connection = new LaneConnection(ConnectAsync, KnownClients.Driver.Name!, _limits, listener);
            try
            {
                while (Next() is { } lot)
                {
                    ct.ThrowIfCancellationRequested();
                    if (Volatile.Read(ref dead) >= MostDead)
                    {
                        Array.ForEach(lot, s => listener.Failed(s, $"given up after {MostDead} connections that the server did not answer"));
                    }
                    else if (!await connection.PlayAsync(lot, ct))
                    {
                        Interlocked.Increment(ref dead);
                    }
                }
            }
            catch
            {
                await gone.CancelAsync();
                throw;
            }
        }

        AccessSession[]? Next()
        {
            lock (lots)
            {
                return lots.MoveNext() ? lots.Current : null;
            }
        }
    }

    private async Task<Stream> ConnectAsync(CancellationToken cancel)
    {
        (Stream? stream, string detail) = await _gate.ConnectAsync(KnownClients.Driver, cancel);
        return stream ?? throw new LabException($"the lab's server does not take a connection from {KnownClients.Driver.Address}: {detail}");
    }
}
