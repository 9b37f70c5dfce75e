using Harness.Core.Verdicts.Behaviour;

namespace Harness.Core.Reports.Behaviour;

/// <summary>A comparison for people, in text or in Markdown.</summary>
/// <param name="isMarkdown">With Markdown's marks.</param>
/// <param name="isQuiet">The last line alone.</param>
public sealed class ComparisonText(bool isMarkdown, bool isQuiet)
{
    private const int MostDisagreements = 10;
    private const int MostNames = 12;

    /// <summary>Writes it.</summary>
    public void Write(Comparison comparison, TextWriter output)
    {
        if (!isQuiet)
            Body(comparison, output);
        output.Write(Closing(comparison) + "\n");
    }

    private void Body(Comparison comparison, TextWriter output)
    {
        (ComparedSide before, ComparedSide after) = (comparison.Before, comparison.After);
        string title = before.Software == after.Software
            ? $"{before.Name} → {after.Name}, {after.Software}"
            : $"{before.Name} on {before.Software} → {after.Name} on {after.Software}";
        output.Write($"{(isMarkdown ? $"## Behaviour: {Prose(title)}" : Shown.DisarmLine(Text(title)))}\n\n");
        foreach (Difference difference in comparison.Differences)
            Write(difference, output);
        foreach (ComparedDisagreement one in comparison.Disagreements.Take(MostDisagreements))
            Write(one, output);
        if (comparison.Disagreements.Count > MostDisagreements)
            output.Write($"… and {comparison.Disagreements.Count - MostDisagreements} more disagreements of model and server\n\n");
        // A paragraph right behind a list would be part of its last item.
        if (isMarkdown)
            output.Write("\n");
        if (comparison.Settings.Count > 0)
            output.Write($"{(comparison.Differences.Count == 0 ? "these settings differ, and no session here shows it" : "settings that differ")}: {Prose(string.Join(", ", comparison.Settings))}\n\n");
        Alone("before", comparison.Alone.Before, output);
        Alone("after", comparison.Alone.After, output);
        foreach (string remark in comparison.Remarks)
            output.Write($"{Prose(remark)}\n\n");
    }

    private void Write(Difference difference, TextWriter output)
    {
        string kind = difference.IsExpected ? $"{BehaviourWords.Of(difference.Kind)} (expected)" : BehaviourWords.Of(difference.Kind);
        string headline = $"{Prose(difference.Headline)}, {Words.Count(difference.Sessions, "session")}";
        (string Lead, string Text)[] facts =
        [
            .. difference.For.Select(f => ("for", Text(f))),
            .. difference.Except.Select(e => ("except", Text(e))),
            .. difference.Example is { } example ? [("one is", Text(example))] : Array.Empty<(string, string)>(),
            ("before", Text(difference.Before.Decider)),
            ("after", Text(difference.After.Decider)),
            .. difference.Kind == ChangeKind.Words ? [("was", Text(difference.Before.Text ?? "")), ("is", Text(difference.After.Text ?? ""))] : Array.Empty<(string, string)>(),
            ("see", Text(difference.Replay.After)),
        ];
        if (!isMarkdown)
        {
            output.Write($"{kind,-8} {headline}\n{string.Concat(facts.Select(f => $"         {f.Lead,-7} {f.Text}\n"))}\n");
            return;
        }
        output.Write($"- **{kind}** {headline}\n");
        foreach ((string lead, string text) in facts)
            output.Write($"  - {lead} {MarkdownText.Code(text, 1000)}\n");
    }

    private void Write(ComparedDisagreement one, TextWriter output)
    {
        string observed = one.Server is { } seen ? Answer(seen) : one.Fault ?? "";
        if (isMarkdown)
        {
            output.Write($"- **model and server disagree** on {Prose(one.Side.Name)}, {Prose(one.Side.Software)}\n");
            foreach ((string lead, string text) in new[] { ("model", Answer(one.Model)), ("server", observed), ("see", one.Replay) })
                output.Write($"  - {lead} {MarkdownText.Code(text, 1000)}\n");
            return;
        }
        output.Write($"model and server disagree on {Text(one.Side.Name)}, {Text(one.Side.Software)}\n");
        output.Write($"         model   {Text(Answer(one.Model))}\n");
        output.Write($"         server  {Text(observed)}\n         see     {Text(one.Replay)}\n\n");
    }

    private void Alone(string side, IReadOnlyList<string> attacks, TextWriter output)
    {
        if (attacks.Count == 0)
            return;
        string more = attacks.Count > MostNames ? $" and {attacks.Count - MostNames} others" : "";
        output.Write($"played only {side}, and not compared: {Prose(string.Join(", ", attacks.Take(MostNames)))}{more}\n\n");
    }

    private static string Answer(ComparedAnswer answer) => $"{answer.Code} {answer.Enhanced} {answer.Text} at {answer.Stage}";

    private static string Closing(Comparison comparison)
    {
        var differences = comparison.Differences;
        string counts = comparison.Sessions == 0 ? "nothing to compare" : differences.Count == 0 ? "no difference"
            : $"{Words.Count(differences.Count, "difference")}: " + string.Join(", ", differences.GroupBy(s => s.Kind).Select(g => Tally(g.Key, g.Count())));
        string expected = comparison.HasExpectations ? $"; {differences.Count(d => d.IsExpected)} expected" : "";
        string disagreements = comparison.Disagreements.Count == 0 ? "" : $"; model and server disagree in {Words.Count(comparison.Disagreements.Count, "session")}";
        return $"{counts}{expected}{disagreements} ({comparison.Sessions} sessions, {comparison.Basis})";
    }

    private static string Tally(ChangeKind kind, int count) => kind switch
    {
        ChangeKind.Opens => $"{count} opens",
        ChangeKind.Closes => $"{count} closes",
        ChangeKind.Answers => $"{count} answered otherwise",
        ChangeKind.Words => $"{count} in other words",
        _ => $"{count} cannot be told",
    };

    private string Prose(string text) => isMarkdown ? MarkdownText.Prose(text, 1000) : Text(text);

    private static string Text(string text) => Shown.Of(text, 1000);
}
