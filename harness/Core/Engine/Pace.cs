namespace Harness.Core.Engine;

/// <summary>Lets sessions begin no faster than a server may be asked.</summary>
/// <param name="rate">Sessions a second; null: as fast as they come.</param>
/// <param name="clock">The time.</param>
internal sealed class Pace(double? rate, TimeProvider clock)
{
    private readonly Lock _gate = new();
    private DateTimeOffset _next = DateTimeOffset.MinValue;

    /// <summary>Waits for its turn.</summary>
    public Task WaitAsync(CancellationToken cancel)
    {
        if (rate is not { } perSecond)
        {
            return Task.CompletedTask;
        }

        lock (_gate)
        {
            DateTimeOffset now = clock.GetUtcNow(), mine = _next > now ? _next : now;
            _next = mine + TimeSpan.FromSeconds(1 / perSecond);
            return mine > now ? Task.Delay(mine - now, clock, cancel) : Task.CompletedTask;
        }
    }
}
