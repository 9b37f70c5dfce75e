using System.Globalization;
using Harness.Core.Evidence;
using Harness.Core.Verdicts;

namespace Harness.Core.Reports.Html;

/// <summary>How many claims have a verdict.</summary>
/// <param name="Mark">The verdict.</param>
/// <param name="Count">How many.</param>
/// <param name="From">Where its part of the bar begins, in thousandths of the bar.</param>
/// <param name="Width">How long that part is, in thousandths.</param>
internal sealed record CountView(Mark Mark, int Count, int From, int Width);

/// <summary>A chapter of the guide.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Counts">Its claims by verdict, in words.</param>
/// <param name="Claims">Its claims.</param>
internal sealed record ChapterView(string Title, string Counts, IReadOnlyList<ClaimView> Claims);

/// <summary>A family of attacks and those below it, to choose by.</summary>
internal sealed record FamilyView(string Name, IReadOnlyList<string> Families);

/// <summary>A judgement as the page shows it.</summary>
internal sealed record JudgementView
{
    // Five thousand claims need six megabytes besides, and shall stay below ten.
    private const int Evidence = 2_500_000;
    private const int MostLines = 400;
    private const int MostOpen = 60;

    /// <summary>The judgement in one line, as in the other reports.</summary>
    public required string Closing { get; init; }

    /// <summary>What came of it, for styles: <c>conforms</c>, <c>findings</c>, <c>notestablished</c>.</summary>
    public required string Status { get; init; }

    /// <summary>What the run was: software, policy, time, program.</summary>
    public required IReadOnlyList<string> Run { get; init; }

    /// <summary>The number of claims.</summary>
    public required int Claims { get; init; }

    /// <summary>The claims by verdict.</summary>
    public required IReadOnlyList<CountView> Counts { get; init; }

    /// <summary>How many of the failures decide; null where all do.</summary>
    public string? Deciding { get; init; }

    /// <summary>What is to be mended before anything else can be judged; null where there is nothing of the kind.</summary>
    public string? Notice { get; init; }

    /// <summary>What somebody has to look at, what decides first.</summary>
    public required IReadOnlyList<OpenView> Open { get; init; }

    /// <summary>How many of them the list leaves out.</summary>
    public required int OpenLeftOut { get; init; }

    /// <summary>What mends everything that decided, as one text, and how much that is; null where there is no such block.</summary>
    public LinesView? Paste { get; init; }

    /// <summary>The tables coloured by verdict.</summary>
    public required IReadOnlyList<HeatMap> Maps { get; init; }

    /// <summary>The claims by chapter.</summary>
    public required IReadOnlyList<ChapterView> Chapters { get; init; }

    /// <summary>The levels there are.</summary>
    public required IReadOnlyList<string> Levels { get; init; }

    /// <summary>The families there are.</summary>
    public required IReadOnlyList<FamilyView> Families { get; init; }

    /// <summary>The kinds of client there are.</summary>
    public required IReadOnlyList<string> Clients { get; init; }

    /// <summary>The server's TLS, a line a fact.</summary>
    public required IReadOnlyList<FactView> Tls { get; init; }

    /// <summary>main.cf line by line; null for a server whose main.cf nobody has.</summary>
    public required MainCfView? MainCf { get; init; }

    /// <summary>What is to be known about the run besides.</summary>
    public required IReadOnlyList<LinesView> Lists { get; init; }

    /// <summary>A judgement as the page shows it.</summary>
    public static JudgementView Of(Judgement judgement)
    {
        RunRecord record = judgement.Record;
        var places = new Fragments(judgement.Findings);
        Dictionary<Finding, ClaimView> claims = ClaimsOf(judgement, places);
        OpenView[] open = [.. OpenView.Of(judgement, places)];
        return new JudgementView
        {
            Closing = ClosingLine.Of(judgement).Replace(Wrapping.TiedBlank, ' '),
            Status = judgement.ExitStatus.ToString().ToLowerInvariant(),
            Run = [.. RunOf(judgement)],
            Claims = judgement.Findings.Count,
            Counts = [.. CountsOf(judgement)],
            Deciding = DecidingOf(judgement),
            Notice = record.Bracket.FirstOrDefault(b => !b.Accepted) is { } broken
                ? $"Ordinary mail was not taken {Shown.Of(broken.When, 20)} the attacks, so that a refusal proves nothing. Mend this first: {Shown.Of(broken.Detail, 200)}" : null,
            Open = [.. open.Take(MostOpen)],
            OpenLeftOut = Math.Max(0, open.Length - MostOpen),
            Paste = PasteLines.Of(judgement) is { } block ? new LinesView($"It mends {block.Mended.Count} of the {Words.Count(block.Attacks.Count, "refuted claim")} that decide.", [PasteText.Of(block)]) : null,
            Maps = [.. new[] { ClientMatrix.Of(judgement, places), ListDrills.Of(judgement, places) }.OfType<HeatMap>(), .. CaseMatrices.Of(judgement, places)],
            Chapters = [.. judgement.Findings.GroupBy(Words.Chapter).OrderBy(c => c.Key == Words.BeyondTheGuide)
                .Select(c => new ChapterView(Shown.Of(c.Key, 200), Mark.Counts(c), [.. c.Select(f => claims[f])]))],
            Levels = [.. judgement.Findings.Select(f => f.Level).Distinct().OrderDescending().Select(Words.Of)],
            Families = [.. judgement.Findings.GroupBy(ClientMatrix.Room).Select(r => new FamilyView(
                Shown.Of(r.Key, 40), [.. r.Select(f => Shown.Of(Words.Family(f.Attack.Id), 120)).Distinct().Where(f => f != Shown.Of(r.Key, 40))]))],
            Clients = [.. judgement.Findings.Select(f => Shown.Of(f.Attack.From, 60)).Distinct()],
            Tls = [.. ClaimFacts.Grouped(TlsBlock.Of(record)).Select(f => new FactView(f.Label, f.Label == "SHA-256", f.Lines))],
            MainCf = MainCfView.Of(judgement, places),
            Lists = [.. ListsOf(judgement).Where(l => l.Lines.Count > 0)],
        };
    }

    // What decides takes of the evidence first.
    private static Dictionary<Finding, ClaimView> ClaimsOf(Judgement judgement, Fragments places)
    {
        var allowance = new Allowance(Evidence);
        ILookup<string, Observation> sessions = judgement.Record.Observations.Where(o => !o.IsControl).ToLookup(o => o.Attack);
        var views = new Dictionary<Finding, ClaimView>(ReferenceEqualityComparer.Instance);
        foreach (Finding finding in judgement.Findings.OrderByDescending(f => Mark.Of(f).IsOpen).ThenByDescending(f => f.Counts))
            views.Add(finding, ClaimView.Of(finding, judgement.Record, places.Of(finding), [.. sessions[finding.Attack.Id]], allowance));
        return views;
    }

    private static IEnumerable<string> RunOf(Judgement judgement)
    {
        RunRecord record = judgement.Record;
        yield return Shown.Of(record.Target.Software, 60);
        yield return $"policy {Shown.Of(judgement.Policy.Name, 60)}: {Shown.Of(judgement.Policy.Title, 120)}";
        yield return record.Started.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) + " UTC";
        if (double.IsFinite(record.Seconds))
            yield return string.Create(CultureInfo.InvariantCulture, $"{Words.Count(record.Observations.Count, "session")} in {record.Seconds:0} s");
        yield return Shown.Of(record.Tool, 60);
    }

    private static IEnumerable<CountView> CountsOf(Judgement judgement)
    {
        var counts = judgement.Findings.CountBy(f => Mark.Of(f).Key).ToDictionary();
        int before = 0;
        foreach (Mark mark in Mark.All)
        {
            int count = counts.GetValueOrDefault(mark.Key), from = Share(before);
            before += count;
            yield return new CountView(mark, count, from, Share(before) - from);
        }

        int Share(int claims) => (int)(1000L * claims / Math.Max(1, judgement.Findings.Count));
    }

    private static string? DecidingOf(Judgement judgement)
    {
        int fails = Tally.Of(judgement).Fail, deciding = judgement.Findings.Count(f => f.Counts && f.Verdict == Verdict.Fail);
        return fails == deciding ? null : $"Of {Words.Count(fails, "failure")} {(deciding == 1 ? "1 decides" : $"{deciding} decide")}: the policy asks of the others only that they should or may hold.";
    }

    private static IEnumerable<LinesView> ListsOf(Judgement judgement)
    {
        TargetRecord target = judgement.Record.Target;
        yield return new("Remarks", Cut(judgement.Remarks.Select(r => Shown.Of(r))));
        yield return new("Ordinary mail before and after the attacks", Cut(judgement.Record.Bracket.Select(b => $"{Shown.Of(b.When, 20)}: {(b.Accepted ? "taken" : "not taken")}: {Shown.Of(b.Detail, 200)}")));
        yield return new("Changed to run it in the lab", Cut(target.Overlay.Select(o => $"{Shown.Of(o.Change, 200)}: {Shown.Of(o.Why, 200)}")));
        yield return new("Not given, and replaced in the lab", Cut(target.StandIns.Select(StandIns.Line)));
        yield return new(target.MainCf is null ? "The server" : "The server says of its own configuration", Cut(target.Warnings.Select(w => Shown.Of(w, 300))));
        yield return new("To be seen in main.cf without running it (smtp-harness audit says more)", Cut(TextReport.AuditLines(target)));
    }

    private static string[] Cut(IEnumerable<string> lines)
    {
        string[] all = [.. lines];
        return all.Length <= MostLines ? all : [.. all.Take(MostLines), $"… and {all.Length - MostLines} more"];
    }
}
