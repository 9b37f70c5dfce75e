using System.Text;
using Harness.Core.Evidence;
using Harness.Core.Postfix.Trace;
using Harness.Core.Reports;

namespace Harness.Testing;

/// <summary>The evidence of a session as the text of a failed test shows it.</summary>
internal static class SessionEvidence
{
    private const int MostLogLines = 6;
    private const int Margin = 10;

    /// <summary>What the server did, in a clause.</summary>
    public static string Answer(Observation seen, Outcome last) => seen.Outcome is null
        ? $"no session came about: {Shown.Of(last.Text)}"
        : last.Ending is Ending.Completed or Ending.Turned ? $"the server answered {Shown.Of(Words.Of(last))}" : $"it ended otherwise: {Shown.Of(Words.Of(last))}";

    /// <summary>The restriction with its table or zone.</summary>
    public static string Name(RestrictionStep step) => step.Argument is null ? step.Restriction : $"{step.Restriction} {step.Argument}";

    /// <summary>All of it, a labelled line each.</summary>
    public static string Of(Observation seen)
    {
        var text = new StringBuilder();
        if (seen.Client is { } client)
        {
            Write(text, "client", [$"{client.Kind} {client.Address}, {client.Name ?? "without a name"}"]);
        }

        Write(text, "session", TranscriptExcerpt.Of(seen.Transcript, seen.Outcome));
        Write(text, "mail log", Log(seen));
        Write(text, "trace", Trace(seen));
        Write(text, "line", seen.DecidedAt is { } at ? [$"{at.File}{(at.Line > 0 ? $":{at.Line}" : "")}  {Shown.Of(at.Text, 200)}"] : []);
        Write(text, "arrived", Arrived(seen));
        Write(text, "missing", seen.Missing is { } missing ? [Shown.Of(missing)] : []);
        return text.ToString().TrimEnd();
    }

    // Who reads a failure wants to know why: refusals first, and else what there is.
    private static IEnumerable<string> Log(Observation seen)
    {
        if (seen.Log is not { } log)
        {
            return ["not to be seen: a kind of client whose sessions are not followed"];
        }

        string[] refusals = [.. log.Where(l => l.Contains("reject:", StringComparison.Ordinal))];
        string[] lines = refusals.Length > 0 ? refusals : [.. log];
        return lines.Length <= MostLogLines ? lines.Select(l => Shown.Of(l, 500))
            : [.. lines.TakeLast(MostLogLines - 1).Select(l => Shown.Of(l, 500)).Prepend($"… {Words.Count(lines.Length - MostLogLines + 1, "line")} left out")];
    }

    private static IEnumerable<string> Trace(Observation seen) => seen.Trace switch
    {
        null => [],
        [] => ["smtpd looked at no restriction for it"],
        var steps => steps.Select(s => $"{new string(' ', 2 * Math.Min(s.Depth, 8))}{Shown.Of($"{s.Parameter ?? s.List}: {Name(s)}", 200)} ({Said(s)}){(s == seen.Decided ? "  <- decided" : "")}"),
    };

    private static string Said(RestrictionStep step) => step switch
    {
        { Warned: true } => "would have refused, but for warn_if_reject",
        { Status: RestrictionStatus.Reject } => "refused",
        { Status: RestrictionStatus.Permit } => "permitted",
        _ => "no opinion",
    };

    private static IEnumerable<string> Arrived(Observation seen) => seen.Arrivals switch
    {
        null => [],
        [] => ["nowhere"],
        var arrivals => arrivals.Select(a => Shown.Of($"{a.Host}: {a.Recipient} from <{a.Sender}>, {a.Tls ?? "in clear"}", 200)),
    };

    private static void Write(StringBuilder text, string label, IEnumerable<string> lines)
    {
        foreach (string line in lines)
        {
            text.Append("  ").Append(label.PadRight(Margin)).Append(Shown.DisarmLine(line)).Append('\n');
            label = "";
        }
    }
}
