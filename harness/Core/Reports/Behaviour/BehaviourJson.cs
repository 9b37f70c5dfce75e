using System.Text.Json;
using Harness.Core.Postfix.Access;
using Harness.Core.Postfix.Configuration;
using Harness.Core.Verdicts.Behaviour;

namespace Harness.Core.Reports.Behaviour;

/// <summary>A comparison for programs.</summary>
public static class BehaviourJson
{
    /// <summary>An object, and a final line feed.</summary>
    public static string Write(BehaviourReport report) => JsonSerializer.Serialize(new
    {
        Schema = "harness-diff-1",
        Before = Side(report.Before),
        After = Side(report.After),
        report.Diff.Sessions,
        report.Diff.Differing,
        ExitStatus = (int)report.ExitStatus,
        Differences = report.Diff.Statements.Select(s => new
        {
            Kind = BehaviourWords.Of(s.Kind),
            Statement = BehaviourWords.Headline(s),
            Expected = report.Allowed.Covers(s),
            s.Sessions,
            Whose = s.Whose,
            s.For,
            s.Except,
            Before = Outcome(s.Before),
            After = Outcome(s.After),
            Replay = new { Before = report.Replay(s.Example, report.Before), After = report.Replay(s.Example, report.After) },
        }),
        Disagreements = report.Disagreements.Select(d => new
        {
            Configuration = d.Side.Name,
            d.Side.Postfix,
            Model = Outcome(d.Predicted),
            Server = d.Observed is { } seen ? Outcome(seen) : null,
            d.Fault,
            Replay = report.Replay(d.Session, d.Side),
        }),
        report.Settings,
    }, JsonForm.Options) + "\n";

    private static object Side(BehaviourSide side) => new { Configuration = side.Name, side.Postfix, side.Played };

    private static object Outcome(AccessOutcome outcome) => new
    {
        Stage = outcome.Stage == AccessCommand.EndOfData ? "end-of-data" : outcome.Stage.ToString().ToLowerInvariant(),
        outcome.Code,
        Enhanced = Given(outcome.Enhanced),
        Text = Given(outcome.Text),
        Restriction = Given(outcome.Restriction),
        Place = Place(outcome.Place),
        Entry = Place(outcome.Entry),
        Unknown = outcome.UnknownBecause,
        outcome.Fatal,
    };

    private static object? Place(SettingLine? place) => place is null ? null : new { place.File, place.Line, place.Parameter, place.Text };

    private static string? Given(string text) => text.Length == 0 ? null : text;
}
