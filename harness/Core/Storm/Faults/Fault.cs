using System.Globalization;

namespace Harness.Core.Storm.Faults;

/// <summary>A fault and its time.</summary>
/// <param name="Kind">What goes wrong.</param>
/// <param name="AtShare">When so much of all messages has been accepted, from 0 to 1; null where it goes by the clock.</param>
/// <param name="At">When, since the beginning; used where <paramref name="AtShare"/> is null.</param>
/// <param name="Lasts">How long, for what lasts.</param>
public sealed record Fault(FaultKind Kind, double? AtShare, TimeSpan At, TimeSpan Lasts)
{
    private static readonly TimeSpan _usual = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan _longest = TimeSpan.FromHours(1);

    private static readonly (string Word, FaultKind Kind)[] _words =
    [
        ("down", FaultKind.Down), ("slow", FaultKind.Slow), ("4xx", FaultKind.Defer), ("5xx", FaultKind.Refuse), ("drop", FaultKind.Drop),
        ("kill", FaultKind.Kill), ("kill-container", FaultKind.KillContainer), ("disk-full", FaultKind.DiskFull), ("dns-gone", FaultKind.DnsGone),
        ("restart", FaultKind.Restart), ("reload", FaultKind.Reload),
    ];

    /// <summary>The words for them.</summary>
    public static IReadOnlyList<string> Words { get; } = [.. _words.Select(w => w.Word)];

    /// <summary>Its word.</summary>
    public string Word => _words.First(w => w.Kind == Kind).Word;

    /// <summary>Whether it is over at once.</summary>
    public bool IsMomentary => Kind is FaultKind.Kill or FaultKind.KillContainer or FaultKind.Restart or FaultKind.Reload;

    /// <summary>
    /// Whether Postfix cannot note what the next hop has just said, and so hands it over again. A stopped master takes its
    /// children with it (master(8), SIGTERM); a reloaded one lets them finish.
    /// </summary>
    public bool IsCut => Kind is FaultKind.Kill or FaultKind.KillContainer or FaultKind.Restart or FaultKind.Down or FaultKind.DiskFull;

    /// <summary>Reads <c>kill@50%</c>, <c>down@20%+30s</c>, <c>slow@5s+10s</c>; without a time a fault lasts ten seconds.</summary>
    /// <exception cref="FormatException">It is none; the message says what is wrong.</exception>
    public static Fault Parse(string text)
    {
        string[] parts = text.Split('@');
        if (parts.Length != 2 || !_words.Any(w => w.Word == parts[0]))
            throw new FormatException($"\"{text}\" is no fault: give one of {string.Join(", ", Words)}, and when, as in down@20%+30s or kill@5s");
        FaultKind kind = _words.First(w => w.Word == parts[0]).Kind;
        string[] times = parts[1].Split('+');
        TimeSpan lasts = times.Length == 2 ? Seconds(times[1], text) : _usual;
        if (times.Length > 2)
            throw new FormatException($"\"{text}\" has more than one duration");
        if (times[0].EndsWith('%'))
        {
            return double.TryParse(times[0][..^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double percent) && percent is >= 0 and < 100
                ? new Fault(kind, percent / 100, default, lasts)
                : throw new FormatException($"\"{text}\": give a share from 0% to below 100%");
        }

        return new Fault(kind, null, Seconds(times[0], text), lasts);
    }

    private static TimeSpan Seconds(string text, string whole)
        => text.EndsWith('s') && double.TryParse(text[..^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double seconds)
            && seconds <= _longest.TotalSeconds
            ? TimeSpan.FromSeconds(seconds)
            : throw new FormatException($"\"{whole}\": give times in seconds, as in 30s, of at most an hour");
}
