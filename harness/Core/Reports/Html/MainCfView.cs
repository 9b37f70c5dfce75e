using Harness.Core.Verdicts;

namespace Harness.Core.Reports.Html;

/// <summary>main.cf line by line, with what each line decided.</summary>
/// <param name="File">The file's path.</param>
/// <param name="Lines">The lines.</param>
internal sealed record MainCfView(string File, IReadOnlyList<MainCfLine> Lines)
{
    private const int MostLines = 2000;

    /// <summary>The file of a run; null where nobody has it.</summary>
    public static MainCfView? Of(Judgement judgement, Fragments places)
    {
        if (judgement.Record.Target is not { MainCf: { } text } target)
            return null;
        var decided = judgement.Findings
            .Select(f => (Finding: f, DecidingLine.Of(f.Observation)?.Line))
            .Where(d => d.Line is { } line && line.Line > 0 && line.File == target.MainCfFile)
            .ToLookup(d => d.Line!.Line, d => d.Finding);
        string[] lines = text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
        MainCfLine[] shown = [.. lines.Take(MostLines).Select((line, at) => Line(at + 1, line, [.. decided[at + 1]], places))];
        return new MainCfView(Shown.Of(target.MainCfFile ?? "main.cf", 200), lines.Length <= MostLines ? shown : [.. shown, new MainCfLine(0, $"… and {lines.Length - MostLines} more lines", null, "", "")]);
    }

    private static MainCfLine Line(int number, string text, Finding[] decided, Fragments places)
    {
        // A tab is an ordinary blank here, and would be shown as \t.
        string shown = Shown.Of(text.Replace("\t", "    ", StringComparison.Ordinal), 400);
        if (decided.Length == 0)
            return new MainCfLine(number, shown, null, "", "");
        var worst = Mark.Worst(decided);
        return new MainCfLine(number, shown, worst, $"decided {Mark.Counts(decided)}", places.Of(decided.First(f => Mark.Of(f) == worst)));
    }
}

/// <summary>A line of it.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Text">Its text.</param>
/// <param name="Mark">The worst verdict that it decided; null where it decided none.</param>
/// <param name="Decided">The verdicts that it decided, in words.</param>
/// <param name="Place">The place of the worst of those claims.</param>
internal sealed record MainCfLine(int Number, string Text, Mark? Mark, string Decided, string Place);
