using System.Text;
using Harness.Core.Evidence;
using Harness.Core.Scenarios;
using Harness.Core.Smtp;

namespace Harness.Core.Verdicts;

/// <summary>Holds what arrived against one expectation. Pure.</summary>
internal static class ArrivalCheck
{
    /// <summary>What an expectation asks of arrivals and this observation cannot show; or null.</summary>
    public static string? Unseen(Expectation want, Observation seen)
        => (want.Delivered is not null || want.Encrypted is not null) && seen.Arrivals is null ? "where the message went cannot be seen from here"
        : (want.Carries.Count > 0 || want.Without.Count > 0 || want.EarlyEnd is not null) && Texts(seen).Length == 0 ? "what arrived cannot be read from here"
        : null;

    /// <summary>Whether all that an expectation asks of arrivals was looked at, or nothing is asked.</summary>
    public static bool IsSeen(Expectation want, Observation seen)
        => (want.Arrivals is null || seen.Arrivals is not null)
        && ((want.Within.Count == 0 && want.Stray is null) || Texts(seen).Length > 0);

    /// <summary>What of the arrivals contradicts the expectation, in one phrase, or null where nothing does.</summary>
    public static string? Mismatch(Expectation want, Observation seen)
        => WrongPlace(want, seen)
        ?? MissingLine(want, seen)
        ?? UnwantedText(want, seen)
        ?? WrongEnd(want, seen)
        ?? WrongOctets(want, seen);

    private static string? WrongPlace(Expectation want, Observation seen)
    {
        if (seen.Arrivals is not { } arrivals)
        {
            return null;
        }

        string where = arrivals.Count == 0 ? "nowhere" : string.Join(", ", arrivals.Select(a => a.Host).Distinct());
        bool arrived = want.Delivered is null
            || (want.Delivered == "nowhere" ? arrivals.Count == 0 : arrivals.Any(a => Glob.Matches(want.Delivered, a.Host)));
        return want.Arrivals is { } count && arrivals.Count != count ? $"{arrivals.Count} deliveries came of it, not {count}"
            : !arrived ? $"the message arrived {(arrivals.Count == 0 ? "" : "at ")}{where}, not {want.Delivered}"
            : want.Encrypted is { } encrypted && arrivals.Any(a => a.Tls is not null != encrypted)
                ? $"the message reached {where} {(encrypted ? "in clear" : "encrypted")}"
            : null;
    }

    private static string? MissingLine(Expectation want, Observation seen)
    {
        string[] messages = [.. Texts(seen).Select(a => $@"\r\n{Lines(a)}\r\n")];
        return messages.Length > 0 && want.Carries.Concat(want.Within).FirstOrDefault(l => !messages.All(m => m.Contains(Line(l), StringComparison.Ordinal))) is { } missing
            ? $"the message arrived without the line \"{missing}\""
            : null;

        static string Line(string text) => $@"\r\n{Visible.Escape(Encoding.UTF8.GetBytes(text))}\r\n";
    }

    private static string? UnwantedText(Expectation want, Observation seen)
        => want.Without.FirstOrDefault(t => Texts(seen).Any(a => a.Message!.Contains(Visible.Escape(Encoding.UTF8.GetBytes(t)), StringComparison.Ordinal))) is { } unwanted
            ? $"the message arrived with \"{unwanted}\" in it"
            : null;

    private static string? WrongOctets(Expectation want, Observation seen)
        => want.Stray is { } stray && Texts(seen) is [_, ..] texts && texts.Any(a => EndOfData.HasStray(Octets(a))) != stray
            ? $"what arrived has {(stray ? "no" : "a")} CR or LF that stands alone{(stray ? " and" : ", or a")} NUL"
            : null;

    private static string? WrongEnd(Expectation want, Observation seen)
    {
        (Arrival Arrival, string? Early)[] ends = [.. Texts(seen).Select(a => (a, EndOfData.Early(Octets(a))))];
        return want.EarlyEnd == false && ends.FirstOrDefault(e => e.Early is not null) is { Early: { } early } found
                ? $"what {found.Arrival.Host} received has {early} before its end, which some servers take for the end"
            : want.EarlyEnd == true && ends.Length > 0 && ends.All(e => e.Early is null) ? "what arrived has nothing in it that could be taken for its end"
            : null;
    }

    // RFC 5321 §4.5.2: the dot that was put before a line that begins with one is no part of it.
    private static string Lines(Arrival arrival)
        => arrival.Host == Arrival.Mailbox ? arrival.Message! : Visible.Escape(EndOfData.Unstuffed(Octets(arrival)));

    private static Arrival[] Texts(Observation seen) => [.. (seen.Arrivals ?? []).Where(a => a.Message is not null)];

    // A record may come from a stranger: what is no escape stands for itself.
    private static byte[] Octets(Arrival arrival)
    {
        try
        {
            return Visible.Unescape(arrival.Message!);
        }
        catch (FormatException)
        {
            return Encoding.UTF8.GetBytes(arrival.Message!);
        }
    }
}
