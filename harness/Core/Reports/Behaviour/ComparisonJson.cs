using Harness.Core.Postfix.Configuration;
using Harness.Core.Verdicts.Behaviour;

namespace Harness.Core.Reports.Behaviour;

/// <summary>A comparison for programs; its form is <c>fixtures/schema/diff.schema.json</c>.</summary>
public static class ComparisonJson
{
    /// <summary>An object, and a final line feed.</summary>
    public static string Write(Comparison comparison) => JsonForm.Write(new
    {
        Schema = "harness-diff-1",
        Compared = comparison.IsOfAttacks ? "attacks" : comparison.IsOfLog ? "log" : "configurations",
        Before = Side(comparison.Before),
        After = Side(comparison.After),
        comparison.Sessions,
        comparison.Differing,
        ExitStatus = (int)comparison.ExitStatus,
        Differences = comparison.Differences.Select(d => new
        {
            Kind = BehaviourWords.Of(d.Kind),
            Statement = d.Headline,
            Expected = d.IsExpected,
            d.Sessions,
            d.Whose,
            d.For,
            d.Except,
            d.Example,
            Before = Answer(d.Before),
            After = Answer(d.After),
            Replay = new { d.Replay.Before, d.Replay.After },
        }),
        Disagreements = comparison.Disagreements.Select(d => new
        {
            Configuration = d.Side.Name,
            Postfix = Number(d.Side),
            Model = Answer(d.Model),
            Server = d.Server is { } seen ? Answer(seen) : null,
            d.Fault,
            d.Replay,
        }),
        comparison.Settings,
        comparison.Remarks,
        OnlyBefore = comparison.Alone.Before,
        OnlyAfter = comparison.Alone.After,
    });

    private static object Side(ComparedSide side) => new { Configuration = side.Name, Postfix = Number(side), side.Software, side.Played, Recorded = side.IsRecorded };

    private static string? Number(ComparedSide side) => side.Software.StartsWith("Postfix ", StringComparison.Ordinal) ? side.Software["Postfix ".Length..] : null;

    private static object Answer(ComparedAnswer answer) => new
    {
        answer.Stage,
        answer.Code,
        answer.Enhanced,
        answer.Text,
        answer.Restriction,
        Place = Place(answer.Place),
        Entry = Place(answer.Entry),
        answer.Unknown,
        answer.Fatal,
        answer.Ending,
        answer.Arrived,
        answer.Verdict,
    };

    private static object? Place(SettingLine? place) => place is null ? null : new { place.File, place.Line, place.Parameter, place.Text };
}
