using Harness.Core.Evidence;
using Harness.Core.Postfix.Trace;
using Harness.Core.Verdicts;

namespace Harness.Core.Reports.Html;

/// <summary>Lines of evidence with a heading.</summary>
/// <param name="Title">The heading.</param>
/// <param name="Lines">The lines.</param>
internal sealed record LinesView(string Title, IReadOnlyList<string> Lines);

/// <summary>One session of a claim.</summary>
/// <param name="Title">What it is.</param>
/// <param name="Lines">Its lines; null where the page has grown too long for them.</param>
internal sealed record SessionView(string Title, IReadOnlyList<SessionLine>? Lines);

/// <summary>A claim with its evidence, as a page shows it: in full where somebody has to look at it, an excerpt elsewhere.</summary>
internal sealed record ClaimView
{
    private const int MostLog = 40;
    private const int MostAsked = 60;

    /// <summary>Its place in the page.</summary>
    public required string Place { get; init; }

    /// <summary>The attack's id.</summary>
    public required string Id { get; init; }

    /// <summary>The verdict.</summary>
    public required Mark Mark { get; init; }

    /// <summary><c>must</c>, <c>should</c> or <c>may</c>.</summary>
    public required string Level { get; init; }

    /// <summary>The attack's family.</summary>
    public required string Family { get; init; }

    /// <summary>The kind of client that spoke.</summary>
    public required string Client { get; init; }

    /// <summary>What was claimed.</summary>
    public required string Claim { get; init; }

    /// <summary>Why it is as it is, where claim and verdict do not say it all; else null.</summary>
    public string? Why { get; init; }

    /// <summary>What is known about it.</summary>
    public required IReadOnlyList<FactView> Facts { get; init; }

    /// <summary>The session that decided, and its control.</summary>
    public required IReadOnlyList<SessionView> Sessions { get; init; }

    /// <summary>The restrictions that were asked, and the mail log.</summary>
    public required IReadOnlyList<LinesView> Lists { get; init; }

    /// <summary>The lines to paste, as one text; null where there are none.</summary>
    public string? Paste { get; init; }

    /// <summary>A finding as a page shows it.</summary>
    /// <param name="finding">The finding.</param>
    /// <param name="record">The run.</param>
    /// <param name="place">Its place in the page.</param>
    /// <param name="sessions">All sessions of the attack itself.</param>
    /// <param name="allowance">How much evidence the page still has room for.</param>
    public static ClaimView Of(Finding finding, RunRecord record, string place, IReadOnlyList<Observation> sessions, Allowance allowance)
    {
        var mark = Mark.Of(finding);
        string? why = mark.Key == "pass" ? null : Shown.Of(finding.Expected ?? finding.Reason, 300);
        return new ClaimView
        {
            Place = place,
            Id = Shown.Of(finding.Attack.Id, 120),
            Mark = mark,
            Level = Words.Of(finding.Level),
            Family = Shown.Of(Words.Family(finding.Attack.Id), 120),
            Client = Shown.Of(finding.Attack.From, 60),
            Claim = Shown.Of(finding.Attack.Claim),
            Why = why,
            Facts = [.. ClaimFacts.Of(finding, record, sessions, mark, why)],
            Sessions = [.. SessionsOf(finding, mark.IsOpen, allowance)],
            Lists = [.. ListsOf(finding, mark.IsOpen, allowance)],
            Paste = PasteText.Of(PasteLines.Of(finding, record)),
        };
    }

    private static IEnumerable<SessionView> SessionsOf(Finding finding, bool isOpen, Allowance allowance)
    {
        if (finding.Observation is { Transcript.Count: > 0 } seen)
            yield return new SessionView(seen.Variant is { } variant ? $"Session, variant {Shown.Of(variant, 60)}" : "Session", allowance.Take(SessionLine.Of(seen, isOpen), l => l.Text));
        if (isOpen && finding.Control is { Transcript.Count: > 0 } control)
            yield return new SessionView("Control: the same session made harmless", allowance.Take(SessionLine.Of(control, false), l => l.Text));
    }

    private static IEnumerable<LinesView> ListsOf(Finding finding, bool isOpen, Allowance allowance)
    {
        if (!isOpen || finding.Observation is not { } seen)
            yield break;
        if (seen.Trace is { Count: > 0 } trace && allowance.Take(trace.Take(MostAsked).Select(Asked), l => l) is { } asked)
            yield return new LinesView("Restrictions asked", asked);
        if (seen.Log is { Count: > 0 } log && allowance.Take(log.TakeLast(MostLog).Select(l => Shown.Of(l, 500)), l => l) is { } lines)
            yield return new LinesView("Mail log", lines);
    }

    private static string Asked(RestrictionStep step) => Shown.Of(
        $"{step.Parameter ?? step.List}: {step.Restriction}{(step.Argument is { } argument ? $" {argument}" : "")}: {(step.Warned ? "would have refused" : step.Status.ToString().ToLowerInvariant())}", 200);
}
