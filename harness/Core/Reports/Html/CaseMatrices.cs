using Harness.Core.Verdicts;

namespace Harness.Core.Reports.Html;

/// <summary>Families that try the same cases under different circumstances, as the relay matrix does: circumstances beside cases.</summary>
internal static class CaseMatrices
{
    private const int FewestRows = 3;
    private const int FewestColumns = 4;
    private const int MostColumns = 48;
    private const int MostRows = 60;

    /// <summary>A table for each group of such families.</summary>
    public static IEnumerable<HeatMap> Of(Judgement judgement, Fragments places) => judgement.Findings
        .Where(f => f.Attack.Id.Count(c => c == '/') >= 2)
        .GroupBy(f => Words.Family(Words.Family(f.Attack.Id)))
        .Select(group => Table(group.Key, [.. group], places))
        .OfType<HeatMap>();

    private static HeatMap? Table(string parent, Finding[] findings, Fragments places)
    {
        var rows = findings.GroupBy(f => Words.Family(f.Attack.Id)).Take(MostRows).ToArray();
        var cases = findings.CountBy(Case).Where(c => c.Value >= FewestRows).Select(c => c.Key).Take(MostColumns).ToArray();
        if (rows.Length < FewestRows || cases.Length < FewestColumns)
            return null;
        // Families that only happen to share a word are no table.
        HeatRow[] told = [.. rows.Where(r => r.Count(f => cases.Contains(Case(f))) >= FewestColumns).Select(r => Row(r.Key, r, cases, places))];
        return told.Length < FewestRows ? null : new HeatMap(
            "cases", $"{Shown.Of(parent, 60)}: circumstances and cases",
            "A row for each circumstance, a column for each case. A cell leads to its claim.",
            "circumstance", [.. cases.Select(c => Shown.Of(c, 40))], told);
    }

    private static HeatRow Row(string family, IEnumerable<Finding> findings, string[] cases, Fragments places)
    {
        var byCase = findings.GroupBy(Case).ToDictionary(g => g.Key, g => g.First());
        return new HeatRow(Shown.Of(Case(family), 60), "", [.. cases.Select(c => byCase.TryGetValue(c, out Finding? finding) ? Cell(finding, places) : null)]);
    }

    private static HeatCell Cell(Finding finding, Fragments places)
    {
        var mark = Mark.Of(finding);
        return new HeatCell(mark, mark.Sign, $"{Shown.Of(finding.Attack.Id, 120)}: {mark.Word}", places.Of(finding));
    }

    private static string Case(Finding finding) => Case(finding.Attack.Id);

    private static string Case(string id) => id[(id.LastIndexOf('/') + 1)..];
}
