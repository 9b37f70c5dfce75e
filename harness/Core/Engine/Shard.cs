using System.Globalization;
using System.Text.RegularExpressions;

namespace Harness.Core.Engine;

/// <summary>
/// One machine's part of the attacks. They are dealt out in the order of their ids, so that those of a family, which are
/// alike in what they cost, go to different machines; all shards of the same attacks together are the attacks.
/// </summary>
public sealed partial record Shard
{
    /// <summary>The most machines that a run is split over.</summary>
    public const int Most = 1000;

    private Shard(int number, int count) => (Number, Count) = (number, count);

    /// <summary>Which part, counted from 1.</summary>
    public int Number { get; }

    /// <summary>How many parts there are.</summary>
    public int Count { get; }

    /// <summary>Reads <c>2/5</c>.</summary>
    /// <exception cref="FormatException">It is not a shard; the message says what one looks like.</exception>
    public static Shard Parse(string text)
        => Form().Match(text) is { Success: true } match ? Of(Digits(match.Groups[1]), Digits(match.Groups[2])) : throw Refused(text);

    /// <summary>A part by its number.</summary>
    /// <exception cref="FormatException">There is no such part.</exception>
    public static Shard Of(int number, int count)
        => count is >= 1 and <= Most && number >= 1 && number <= count ? new Shard(number, count) : throw Refused($"{number}/{count}");

    /// <summary>What of a list falls to this part, in the list's order.</summary>
    /// <param name="all">The whole list, the same on every machine.</param>
    /// <param name="id">What tells one from another.</param>
    public IReadOnlyList<T> Select<T>(IReadOnlyList<T> all, Func<T, string> id)
        => [.. all.Select((value, at) => (value, at)).OrderBy(v => id(v.value), StringComparer.Ordinal)
            .Where((_, dealt) => dealt % Count == Number - 1).OrderBy(v => v.at).Select(v => v.value)];

    /// <summary>As it is written: <c>2/5</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Number}/{Count}");

    private static int Digits(Group digits) => int.Parse(digits.ValueSpan, CultureInfo.InvariantCulture);

    private static FormatException Refused(string text)
        => new($"no shard {text}: give NUMBER/COUNT, counted from 1, such as 2/5 (at most {Most} of them)");

    [GeneratedRegex(@"\A([0-9]{1,4})/([0-9]{1,4})\z")]
    private static partial Regex Form();
}
