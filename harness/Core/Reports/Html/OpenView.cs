using Harness.Core.Verdicts;

namespace Harness.Core.Reports.Html;

/// <summary>What somebody has to look at, as an entry of a list: a claim, or the claims of one family that came out alike.</summary>
/// <param name="Mark">What came of them.</param>
/// <param name="Name">The attack's id, or the family's.</param>
/// <param name="Note">How many there are, and how much the policy asks for them where that is not all.</param>
/// <param name="Claim">The first one's claim.</param>
/// <param name="Place">The first one's place.</param>
/// <param name="Family">The family to show the claims of; empty for a claim by itself.</param>
internal sealed record OpenView(Mark Mark, string Name, string Note, string Claim, string Place, string Family)
{
    /// <summary>The entries, what decides first and the worst of it first.</summary>
    public static IEnumerable<OpenView> Of(Judgement judgement, Fragments places) => judgement.Findings
        .Where(f => Mark.Of(f).IsOpen)
        .OrderByDescending(f => f.Level).ThenByDescending(f => f.Verdict)
        .GroupBy(f => (f.Level, f.Verdict, Family: Words.Family(f.Attack.Id)))
        .Select(same => Entry(same.Key.Family, [.. same], places));

    private static OpenView Entry(string family, Finding[] same, Fragments places)
    {
        Finding first = same[0];
        string level = first.Level == Level.Must ? "" : Words.Of(first.Level);
        bool alone = same.Length == 1;
        return new OpenView(
            Mark.Of(first),
            Shown.Of(alone ? first.Attack.Id : family, 120),
            string.Join(", ", new[] { alone ? "" : Words.Count(same.Length, "claim"), level }.Where(w => w.Length > 0)),
            Shown.Of(first.Attack.Claim, 200),
            places.Of(first),
            alone ? "" : Shown.Of(family, 120));
    }
}
