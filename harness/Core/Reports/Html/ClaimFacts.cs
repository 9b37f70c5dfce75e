using Harness.Core.Evidence;
using Harness.Core.Smtp;
using Harness.Core.Verdicts;

namespace Harness.Core.Reports.Html;

/// <summary>What is known about a claim under one label.</summary>
/// <param name="Label">The label, as in the text report.</param>
/// <param name="IsCode">Whether it is text of a machine.</param>
/// <param name="Lines">Its lines.</param>
internal sealed record FactView(string Label, bool IsCode, IReadOnlyList<string> Lines);

/// <summary>The facts of the text report about a finding, and what a page has room for besides.</summary>
internal static class ClaimFacts
{
    private const int MostKinds = 12;

    // A page shows these in a form of their own.
    private static readonly string[] _elsewhere = ["claim", "session", "paste"];

    private static readonly string[] _code = ["observed", "mail log", "decided", "line", "control", "arrived", "model", "sessions"];

    /// <summary>The facts, label by label.</summary>
    /// <param name="finding">The finding.</param>
    /// <param name="record">The run.</param>
    /// <param name="sessions">All sessions of the attack itself.</param>
    /// <param name="mark">The finding's mark.</param>
    /// <param name="why">The reason where the page tells it already; else null.</param>
    public static IEnumerable<FactView> Of(Finding finding, RunRecord record, IReadOnlyList<Observation> sessions, Mark mark, string? why)
    {
        // What to change is of no use where nothing is wrong; the whole log stands below where something is.
        string[] left = mark.IsOpen ? [.. _elsewhere, "mail log"] : mark.Key == "expected-fail" ? _elsewhere : [.. _elsewhere, "remedy"];
        return Grouped([.. Facts.Of(finding, record), .. Sessions(sessions), .. Foretold(finding)])
            .Where(f => !left.Contains(f.Label) && !(f.Label == "because" && f.Lines is [var reason] && reason == why))
            .Select(f => new FactView(f.Label, _code.Contains(f.Label), f.Lines));
    }

    /// <summary>Facts by label: one without a label goes on with the one before.</summary>
    public static List<(string Label, List<string> Lines)> Grouped(IEnumerable<Fact> facts)
    {
        List<(string Label, List<string> Lines)> groups = [];
        foreach (Fact fact in facts)
        {
            if (fact.Label.Length > 0 || groups.Count == 0)
                groups.Add((fact.Label, []));
            groups[^1].Lines.Add(fact.Text);
        }

        return groups;
    }

    private static IEnumerable<Fact> Sessions(IReadOnlyList<Observation> sessions)
    {
        if (sessions.Count < 2)
            yield break;
        var ends = sessions.CountBy(End).OrderByDescending(e => e.Value).ToArray();
        foreach ((int at, (string end, int count)) in ends.Take(MostKinds).Index())
            yield return new(at == 0 ? "sessions" : "", Shown.Of($"{count} of {sessions.Count}: {end}", 120));
        if (ends.Length > MostKinds)
            yield return new("", $"… and {ends.Length - MostKinds} other ends");
    }

    private static string End(Observation seen) => seen.Outcome switch
    {
        { Code: { } code } outcome => $"{code} {outcome.Enhanced}".TrimEnd() + $" at {outcome.Stage.ToWord()}",
        { } outcome => $"{outcome.Ending.ToString().ToLowerInvariant()} at {outcome.Stage.ToWord()}",
        null => "not played",
    };

    // Where model and server disagree the text report says so already.
    private static IEnumerable<Fact> Foretold(Finding finding)
        => finding.Observation is { Predicted: { } predicted } seen && predicted.Contradiction(seen) is null ? [new("model", Shown.Of($"foretold {predicted}", 300))] : [];
}
