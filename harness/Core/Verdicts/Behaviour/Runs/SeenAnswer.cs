using Harness.Core.Evidence;
using Harness.Core.Smtp;

namespace Harness.Core.Verdicts.Behaviour.Runs;

/// <summary>What of an attack's session counts when two runs are compared.</summary>
/// <param name="Seen">What the session left behind.</param>
internal sealed record SeenAnswer(Observation Seen)
{
    /// <summary>The session, whoever played it.</summary>
    public (string Attack, string? Variant, bool IsControl) Key => (Seen.Attack, Seen.Variant, Seen.IsControl);

    /// <summary>Whether the target could be asked at all.</summary>
    public bool IsPlayed => Seen.Lacking is null && (Seen.Outcome is not null || Why is not null);

    /// <summary>Why nobody knows what the server makes of it; null where it is known.</summary>
    public string? Why => Seen.Fault ?? (Seen.Outcome is null ? Seen.Missing : null);

    public bool IsAccepted => Seen.Outcome is { Ending: Ending.Completed or Ending.Turned or Ending.Withheld, Code: >= 200 and < 400 };

    /// <summary>Where its message went beyond the server's own mailboxes.</summary>
    public IReadOnlyList<string> Relayed => [.. Arrived.Where(h => h != Arrival.Mailbox)];

    public IReadOnlyList<string> Arrived => [.. (Seen.Arrivals ?? []).Select(a => a.Host).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>What a change from one to the other is; null where they are the same.</summary>
    public static ChangeKind? Change(SeenAnswer before, SeenAnswer after)
    {
        if (before.Why is not null || after.Why is not null)
            return before.Why is not null && after.Why is not null ? null : ChangeKind.Untold;
        // Where arrivals are seen on one side only, they say nothing.
        bool areSeen = before.Seen.Arrivals is not null && after.Seen.Arrivals is not null;
        if (areSeen && after.Relayed.Except(before.Relayed).Any())
            return ChangeKind.Opens;
        if (areSeen && before.Relayed.Except(after.Relayed).Any())
            return ChangeKind.Closes;
        if (before.IsAccepted != after.IsAccepted)
            return after.IsAccepted ? ChangeKind.Opens : ChangeKind.Closes;
        Outcome old = before.Seen.Outcome!, now = after.Seen.Outcome!;
        bool same = old.Code == now.Code && old.Stage == now.Stage && Closing(old) == Closing(now) && (before.IsAccepted || old.Enhanced == now.Enhanced);
        return same ? null : ChangeKind.Answers;
    }

    // Completed and turned are the attack's own words for what the reply says.
    private static Ending Closing(Outcome outcome) => outcome.Ending is Ending.Completed or Ending.Turned or Ending.Withheld ? Ending.Completed : outcome.Ending;

    /// <summary>In the words of a statement.</summary>
    public string Words(SeenAnswer other)
    {
        if (Why is not null)
            return "cannot be told";
        Outcome outcome = Seen.Outcome!;
        if (Seen.Arrivals is not null && other.Seen.Arrivals is not null && !Relayed.SequenceEqual(other.Relayed) && Relayed.Count > 0)
            return $"relayed to {string.Join(" and ", Relayed)}";
        string stage = IsAccepted == other.IsAccepted ? (other.Seen.Outcome?.Stage == outcome.Stage ? "" : $" at {outcome.Stage.ToWord()}")
            : IsAccepted || outcome.Stage == Stage.Rcpt ? "" : $" at {outcome.Stage.ToWord()}";
        string ending = Closing(outcome) switch
        {
            Ending.Completed => "",
            Ending.Closed => "connection closed",
            Ending.TimedOut => "no answer in time",
            Ending.Unreachable => "no connection",
            Ending.TlsFailed => "no TLS",
            _ => "no proper answer",
        };
        bool alike = other.Seen.Outcome?.Code == outcome.Code && other.IsAccepted == IsAccepted;
        string code = IsAccepted && !other.IsAccepted ? "accepted" : outcome.Code is null ? "" : alike && outcome.Enhanced is not null && !IsAccepted ? $"{outcome.Code} {outcome.Enhanced}" : $"{outcome.Code}";
        return $"{code}{(code.Length > 0 && ending.Length > 0 ? ", " : "")}{ending}{stage}";
    }

    /// <summary>In full.</summary>
    public ComparedAnswer Full(string? verdict)
    {
        Outcome? outcome = Seen.Outcome;
        return new(outcome?.Stage.ToWord() ?? "connect", outcome?.Code ?? 0, Decider())
        {
            Enhanced = outcome?.Enhanced,
            Text = outcome?.Text,
            Restriction = Seen.Decided?.Restriction,
            Place = Seen.DecidedAt,
            Unknown = Why,
            Ending = outcome is null ? null : System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(outcome.Ending.ToString()),
            Arrived = Seen.Arrivals is null ? null : Arrived,
            Verdict = verdict,
        };
    }

    private string Decider()
    {
        if (Why is { } why)
            return why;
        string line = Seen.DecidedAt is { Line: > 0 } place ? $"{Path.GetFileName(place.File)}:{place.Line}  " : "";
        return $"{line}{Seen.Decided?.Restriction}{(line.Length > 0 || Seen.Decided is not null ? ": " : "")}{Seen.Outcome}";
    }
}
