using Harness.Core.Postfix.Access;

namespace Harness.Core.Verdicts.Behaviour;

/// <summary>What two configurations do differently, as reports show it.</summary>
public static class BehaviourComparison
{
    /// <summary>The comparison.</summary>
    public static Comparison Of(BehaviourReport report) => new(Side(report.Before), Side(report.After), [.. report.Diff.Statements.Select(s => Difference(s, report))])
    {
        Sessions = report.Diff.Sessions,
        Differing = report.Diff.Differing,
        Basis = Basis(report),
        HasExpectations = !report.Allowed.IsEmpty,
        Disagreements = [.. report.Disagreements.Select(d => new ComparedDisagreement(
            Side(d.Side), Answer(d.Predicted), d.Observed is { } seen ? Answer(seen) : null, d.Fault, report.Replay(d.Session, d.Side)))],
        Settings = report.Settings,
        Remarks = report.Remarks,
    };

    /// <summary>An outcome of the access model, or of a server that played what the model decides.</summary>
    public static ComparedAnswer Answer(AccessOutcome outcome) => new(outcome.Stage.ToWord(), outcome.Code, BehaviourWords.Decider(outcome))
    {
        Enhanced = Given(outcome.Enhanced),
        Text = Given(outcome.Text),
        Restriction = Given(outcome.Restriction),
        Place = outcome.Place,
        Entry = outcome.Entry,
        Unknown = outcome.UnknownBecause,
        Fatal = outcome.Fatal,
    };

    private static ComparedSide Side(BehaviourSide side) => new(side.Name, $"Postfix {side.Postfix}", side.Played) { IsRecorded = side.IsRecorded };

    private static Difference Difference(BehaviourStatement statement, BehaviourReport report) => new(
        statement.Kind, BehaviourWords.Headline(statement), report.Allowed.Covers(statement), statement.Sessions, Answer(statement.Before), Answer(statement.After),
        (report.Replay(statement.Example, report.Before), report.Replay(statement.Example, report.After)))
    {
        Whose = statement.Whose,
        For = statement.For,
        Except = statement.Except,
    };

    private static string Basis(BehaviourReport report)
    {
        (BehaviourSide before, BehaviourSide after) = (report.Before, report.After);
        int all = before.Played + after.Played;
        if (all == 0)
            return "predicted";
        string which = before.IsRecorded || after.IsRecorded ? $"{Played(before)} before, {Played(after)} after, the others predicted"
            : before.Played != after.Played ? $"{before.Played} and {after.Played} played on both sides, the others predicted"
            : before.Played == report.Diff.Sessions ? "all played on both sides" : $"{before.Played} played on both sides, the others predicted";
        double seconds = before.Seconds + after.Seconds;
        int now = (before.Seconds > 0 ? before.Played : 0) + (after.Seconds > 0 ? after.Played : 0);
        return seconds > 0 ? $"{which}, {now / seconds:0} a second" : which;
    }

    private static string Played(BehaviourSide side) => side.Played == 0 ? "none played" : $"{side.Played} {(side.IsRecorded ? "recorded as played" : "played")}";

    private static string? Given(string text) => text.Length == 0 ? null : text;
}
