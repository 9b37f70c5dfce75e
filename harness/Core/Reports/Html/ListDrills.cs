using Harness.Core.Dns;
using Harness.Core.Evidence;
using Harness.Core.Verdicts;

namespace Harness.Core.Reports.Html;

/// <summary>What became of mail while a blocking list failed: what the list did, beside the list.</summary>
internal static class ListDrills
{
    private const int MostRows = 60;
    private const int MostLists = 12;
    private const string ToTake = ": mail to be taken";
    private const string ToRefuse = ": client to be refused";

    private static readonly string[] _modes = [.. ListModeWords.All];

    private static readonly Dictionary<string, string> _meanings = new()
    {
        ["clean"] = "lists nobody",
        ["refuse-252"] = "answers that its name is mistyped",
        ["refuse-254"] = "refuses a public resolver",
        ["refuse-255"] = "refuses after too many queries",
        ["wildcard"] = "is a parking page",
        ["code-everyone"] = "lists the world, being shut down",
        ["servfail"] = "answers SERVFAIL",
        ["timeout"] = "does not answer",
        ["slow"] = "answers late",
        ["txt-missing"] = "gives no reason",
        ["outside-127"] = "answers outside 127.0.0.0/8",
        ["cname"] = "answers through a CNAME",
        ["large-txt"] = "gives a reason that needs TCP",
    };

    /// <summary>The table; null where no list was made to misbehave.</summary>
    public static HeatMap? Of(Judgement judgement, Fragments places)
    {
        Finding[] drills = [.. judgement.Findings.Where(f => f.Attack.When.Count > 0)];
        if (drills.Length == 0)
            return null;
        string[] lists = [.. drills.Select(Lists).Distinct().Take(MostLists)];
        // Mail that has to get through, and clients that have to be kept out, are two questions.
        string[] columns = [.. new[] { ToTake, ToRefuse }.SelectMany(q => lists.Select(l => $"{l}{q}")).Where(c => drills.Any(d => Column(d) == c))];
        var rows = drills.GroupBy(Does).OrderBy(g => Array.IndexOf(_modes, g.Key)).Take(MostRows).Select(mode => new HeatRow(
            Shown.Of(mode.Key, 80), _meanings.GetValueOrDefault(mode.Key, ""), [.. columns.Select(c => mode.Where(d => Column(d) == c).ToArray() is { Length: > 0 } here ? Cell(here, places) : null)])).ToArray();
        return new HeatMap(
            "drills", "What a failing blocking list does to mail",
            "A row for what a list does, a column for each list, and in the cell what became of the session. Where ordinary mail is refused, a list that fails takes the mail with it.",
            "the list", [.. columns.Select(c => Shown.Of(c, 120))], rows);
    }

    private static string Lists(Finding finding) => string.Join(" and ", finding.Attack.When.Keys.Order(StringComparer.Ordinal));

    private static string Does(Finding finding) => string.Join(", ", finding.Attack.When.Values.Distinct());

    private static string Column(Finding finding)
        => $"{Lists(finding)}{(finding.Attack.Pass.Any(p => p.Reply.Count > 0 && p.Reply.All(r => r.IsPositive)) ? ToTake : ToRefuse)}";

    private static HeatCell Cell(Finding[] findings, Fragments places)
    {
        var worst = Mark.Worst(findings);
        Finding first = findings.First(f => Mark.Of(f) == worst);
        string fate = Fate(first.Observation);
        return new HeatCell(worst, Shown.Of($"{worst.Sign} {fate}", 80), $"{Shown.Of(first.Attack.Id, 120)}, from {Shown.Of(first.Attack.From, 60)}: {Shown.Of(fate, 80)}: {Mark.Counts(findings)}", places.Of(first));
    }

    private static string Fate(Observation? seen) => seen?.Outcome switch
    {
        { IsAccepted: true, Code: { } code } => $"taken, {code}",
        { IsRefused: true, Code: { } code } => $"refused, {code}",
        { } outcome => outcome.Ending.ToString().ToLowerInvariant(),
        null => "not played",
    };
}
