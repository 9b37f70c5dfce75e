using System.Globalization;

namespace Harness.Core.Residency.Checks;

/// <summary>For how long logs keep who wrote to whom.</summary>
internal static class RetentionChecks
{
    public static IReadOnlyList<ResidencyClaim> All { get; } =
    [
        ResidencyClaim.Of("log-retention", "logs of mail are kept no longer than declared", null,
            "lower rotate or set maxage in logrotate's file, and MaxRetentionSec= in journald.conf: every line names sender, recipient and client", RetentionAsync),
    ];

    private static Task RetentionAsync(ResidencySubject subject, Finder finder)
    {
        LogRetention[] kept = [.. subject.Files.OrderBy(f => f.Key, StringComparer.Ordinal).SelectMany(f => Of(f.Key, f.Value))];
        foreach (LogRetention one in kept)
        {
            finder.Saw($"{one.File}{(one.Line > 0 ? $":{one.Line}" : "")}  {one.Text}");
            string days = one.Days is { } d ? string.Create(CultureInfo.InvariantCulture, $"{d:0.#} days") : "without a bound";
            if (subject.Area.Declared.LogDays is not { } most)
            {
                finder.Beside("no log-days are declared");
            }
            else if (one.Days is null || one.Days > most)
            {
                finder.Broken($"{one.What} is kept {days}, of which {most} are declared ({one.File})");
            }
            else
            {
                finder.Holds($"{one.What}: {days}");
            }
        }

        if (kept.Length == 0)
        {
            finder.Beside("neither logrotate's files nor journald.conf stand beside the configuration");
        }

        return Task.CompletedTask;
    }

    private static IEnumerable<LogRetention> Of(string file, string text)
        => file.Contains("logrotate", StringComparison.Ordinal) ? LogRetention.OfLogrotate(file, text)
        : file.Contains("journald", StringComparison.Ordinal) ? LogRetention.OfJournald(file, text)
        : [];
}
