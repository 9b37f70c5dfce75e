namespace Harness.Core.MailLogs.Digesting;

/// <summary>Counts by the hour of the day.</summary>
internal static class Hours
{
    /// <summary>One more in this hour; nothing without a time.</summary>
    public static void Add(long[] hours, long? seconds)
    {
        if (seconds is { } time)
            hours[time / 3600 % 24]++;
    }
}
