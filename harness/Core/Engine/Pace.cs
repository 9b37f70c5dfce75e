using System.Threading.RateLimiting;

namespace Harness.Core.Engine;

/// <summary>Lets sessions begin no faster than a server may be asked.</summary>
internal sealed class Pace(RateLimiter? limiter) : IAsyncDisposable
{
    /// <summary>Lets every session begin at once.</summary>
    public static Pace Unbounded { get; } = new(null);

    /// <summary>A pace of so many sessions a second; null: unbounded.</summary>
    public static Pace Of(double? rate) => rate is not { } perSecond ? Unbounded : new Pace(new TokenBucketRateLimiter(new TokenBucketRateLimiterOptions
    {
        TokenLimit = 1,
        TokensPerPeriod = 1,
        ReplenishmentPeriod = TimeSpan.FromSeconds(1 / perSecond),
        QueueLimit = int.MaxValue,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    }));

    /// <summary>Waits for its turn.</summary>
    public async Task WaitAsync(CancellationToken cancel)
    {
        if (limiter is not null)
        {
            using RateLimitLease lease = await limiter.AcquireAsync(1, cancel);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => limiter?.DisposeAsync() ?? ValueTask.CompletedTask;
}
