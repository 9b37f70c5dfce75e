using Harness.Core.Postfix.Access;
using Harness.Core.Postfix.Access.Explaining;
using Harness.Core.Postfix.Configuration;
using Harness.Core.Reports;

namespace Harness.Cli.Verbs.Explaining;

/// <summary>An explanation for programs.</summary>
internal static class ExplainJson
{
    /// <summary>An object, and a final line feed.</summary>
    public static string Write(Explained explained)
    {
        AccessOutcome outcome = explained.Explanation.Outcome;
        return JsonForm.Write(new
        {
            Postfix = explained.Request.Version.Number,
            Configuration = explained.Request.Files.Given,
            Stage = outcome.Stage.ToWord(),
            Code = outcome.Code == 0 ? (int?)null : outcome.Code,
            Enhanced = Given(outcome.Enhanced),
            Text = Given(outcome.Text),
            Restriction = Given(outcome.Restriction),
            Place = Place(outcome.Place),
            Entry = Place(outcome.Entry),
            Remembered = Given(outcome.Remembered),
            Unknown = outcome.UnknownBecause,
            outcome.Fatal,
            explained.Explanation.Remarks,
            Lists = explained.Explanation.Lists.Select(List),
            Assumed = explained.Assumptions,
        });
    }

    private static object List(ExplainedList list) => new
    {
        list.Name,
        At = list.At.ToWord(),
        Result = ExplainWords.Of(list.Result),
        Findings = list.Findings.Select(Found),
        Restrictions = list.Steps.Select(s => new
        {
            Name = s.Restriction,
            s.Argument,
            Place = Place(s.Place),
            Result = ExplainWords.Of(s.Result),
            Findings = s.Findings.Select(Found),
            Lists = s.Inner.Select(List),
        }),
        NotAsked = list.Unasked,
    };

    private static object Found(Finding finding) => new { finding.Text, Place = Place(finding.Place) };

    private static object? Place(SettingLine? place) => place is null ? null : new { place.File, place.Line, place.Parameter, place.Text };

    private static string? Given(string text) => text.Length == 0 ? null : text;
}
