using HdrHistogram;

namespace Harness.Core.Storm;

/// <summary>A distribution of times, in milliseconds.</summary>
/// <param name="Count">How many were measured.</param>
/// <param name="P50">The median.</param>
/// <param name="P90">Nine in ten are no longer.</param>
/// <param name="P99">99 in a hundred are no longer.</param>
/// <param name="P999">999 in a thousand are no longer.</param>
/// <param name="Max">The longest.</param>
/// <param name="Curve">Share of all (0 to 1) and the time that so many do not exceed, for drawing.</param>
public sealed record LatencyProfile(
    long Count, double P50, double P90, double P99, double P999, double Max, IReadOnlyList<LatencyPoint> Curve)
{
    private static readonly double[] _shares =
        [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.925, 0.95, 0.96, 0.97, 0.98, 0.99, 0.992, 0.995, 0.997, 0.999, 0.9995, 0.9999, 1];

    /// <summary>Of a histogram of microseconds.</summary>
    public static LatencyProfile Of(HistogramBase histogram)
    {
        if (histogram.TotalCount == 0)
            return new LatencyProfile(0, 0, 0, 0, 0, 0, []);
        return new LatencyProfile(
            histogram.TotalCount, At(0.5), At(0.9), At(0.99), At(0.999), At(1), [.. _shares.Select(s => new LatencyPoint(s, At(s)))]);

        double At(double share) => histogram.GetValueAtPercentile(share * 100) / 1000.0;
    }
}

/// <summary>A point of a distribution.</summary>
/// <param name="Share">The share of all, 0 to 1.</param>
/// <param name="Milliseconds">The time that so many do not exceed.</param>
public sealed record LatencyPoint(double Share, double Milliseconds);
