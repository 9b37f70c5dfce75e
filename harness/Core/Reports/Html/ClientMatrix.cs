using Harness.Core.Evidence;
using Harness.Core.Verdicts;

namespace Harness.Core.Reports.Html;

/// <summary>Who asked for what: the kinds of client beside the families of attacks, and what was held of their claims.</summary>
internal static class ClientMatrix
{
    private const int MostKinds = 60;
    private const int MostFamilies = 40;

    /// <summary>The table; null where there is nothing to tell apart.</summary>
    public static HeatMap? Of(Judgement judgement, Fragments places)
    {
        string[] families = [.. judgement.Findings.Select(Room).Distinct().Take(MostFamilies)];
        if (families.Length == 0)
            return null;
        var rows = judgement.Findings.GroupBy(f => f.Attack.From).Take(MostKinds).Select(kind => new HeatRow(
            Shown.Of(kind.Key, 60),
            Address(judgement.Record.Target, kind.Key),
            [.. families.Select(family => Cell(kind.Key, family, [.. kind.Where(f => Room(f) == family)], places))])).ToArray();
        return new HeatMap(
            "clients", "Who tried what",
            "A row for each kind of client, a column for each family of attacks, and in the cell how many claims were tried; where some did not hold or stayed open, how many of them. A cell leads to its claims.",
            "client", [.. families.Select(f => Shown.Of(f, 40))], rows);
    }

    /// <summary>The first level of an id: <c>helo</c> for <c>helo/bad/underscore</c>.</summary>
    public static string Room(Finding finding) => finding.Attack.Id.Split('/')[0];

    private static HeatCell? Cell(string kind, string family, Finding[] findings, Fragments places)
    {
        if (findings.Length == 0)
            return null;
        var worst = Mark.Worst(findings);
        int open = findings.Count(f => Mark.Of(f).IsOpen);
        return new HeatCell(
            worst,
            open == 0 ? $"{findings.Length}" : $"{open}/{findings.Length}",
            $"{Shown.Of(kind, 60)}, {Shown.Of(family, 40)}: {Mark.Counts(findings)}",
            places.Of(findings.First(f => Mark.Of(f) == worst)),
            Shown.Of(kind, 60),
            Shown.Of(family, 40));
    }

    private static string Address(TargetRecord target, string kind)
    {
        ClientSeen[] clients = [.. target.Clients.Where(c => c.Kind == kind)];
        return clients.Length == 0 ? "" : Shown.Of(clients[0].Address, 60) + (clients.Length > 1 ? $" +{clients.Length - 1}" : "");
    }
}
