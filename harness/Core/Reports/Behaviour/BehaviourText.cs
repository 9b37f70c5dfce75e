using Harness.Core.Verdicts.Behaviour;

namespace Harness.Core.Reports.Behaviour;

/// <summary>A comparison for people, in text or in Markdown.</summary>
/// <param name="isMarkdown">With Markdown's marks.</param>
/// <param name="isQuiet">The last line alone.</param>
public sealed class BehaviourText(bool isMarkdown, bool isQuiet)
{
    private const int MostDisagreements = 10;

    /// <summary>Writes it.</summary>
    public void Write(BehaviourReport report, TextWriter output)
    {
        if (!isQuiet)
            Body(report, output);
        output.Write(Closing(report) + "\n");
    }

    private void Body(BehaviourReport report, TextWriter output)
    {
        string title = report.Before.Postfix == report.After.Postfix
            ? $"{report.Before.Name} → {report.After.Name}, Postfix {report.After.Postfix}"
            : $"{report.Before.Name} on Postfix {report.Before.Postfix} → {report.After.Name} on Postfix {report.After.Postfix}";
        output.Write($"{(isMarkdown ? "## Behaviour: " : "")}{Text(title)}\n\n");
        foreach (BehaviourStatement statement in report.Diff.Statements)
            Write(statement, report, output);
        foreach (Disagreement one in report.Disagreements.Take(MostDisagreements))
            Write(one, report, output);
        if (report.Disagreements.Count > MostDisagreements)
            output.Write($"… and {report.Disagreements.Count - MostDisagreements} more disagreements of model and server\n\n");
        if (report.Settings.Count > 0)
            output.Write($"{(report.Diff.Statements.Count == 0 ? "these settings differ, and no session here shows it" : "settings that differ")}: {Text(string.Join(", ", report.Settings))}\n\n");
    }

    private void Write(BehaviourStatement statement, BehaviourReport report, TextWriter output)
    {
        string kind = report.Allowed.Covers(statement) ? $"{BehaviourWords.Of(statement.Kind)} (expected)" : BehaviourWords.Of(statement.Kind);
        string headline = $"{Text(BehaviourWords.Headline(statement))}, {Words.Count(statement.Sessions, "session")}";
        (string Lead, string Text)[] facts =
        [
            .. statement.For.Select(f => ("for", Text(f))),
            .. statement.Except.Select(e => ("except", Text(e))),
            ("before", Text(BehaviourWords.Decider(statement.Before))),
            ("after", Text(BehaviourWords.Decider(statement.After))),
            .. statement.Kind == ChangeKind.Words ? [("was", Text(statement.Before.Text)), ("is", Text(statement.After.Text))] : Array.Empty<(string, string)>(),
            ("see", Text(report.Replay(statement.Example, report.After))),
        ];
        if (!isMarkdown)
        {
            output.Write($"{kind,-8} {headline}\n{string.Concat(facts.Select(f => $"         {f.Lead,-7} {f.Text}\n"))}\n");
            return;
        }
        output.Write($"- **{kind}** {headline}\n");
        foreach ((string lead, string text) in facts)
            output.Write($"  - {lead} `{text.Replace('`', '\'')}`\n");
    }

    private void Write(Disagreement one, BehaviourReport report, TextWriter output)
    {
        string observed = one.Observed is { } seen ? $"{seen.Code} {seen.Enhanced} {seen.Text} at {seen.Stage}" : one.Fault ?? "";
        output.Write($"{(isMarkdown ? "- **" : "")}model and server disagree{(isMarkdown ? "**" : "")} on {Text(one.Side.Name)}, Postfix {one.Side.Postfix}\n");
        output.Write($"         model   {Text($"{one.Predicted.Code} {one.Predicted.Enhanced} {one.Predicted.Text} at {one.Predicted.Stage}")}\n");
        output.Write($"         server  {Text(observed)}\n         see     {Text(report.Replay(one.Session, one.Side))}\n\n");
    }

    private static string Closing(BehaviourReport report)
    {
        var statements = report.Diff.Statements;
        string counts = statements.Count == 0 ? "no difference"
            : $"{Words.Count(statements.Count, "difference")}: " + string.Join(", ", statements.GroupBy(s => s.Kind).Select(g => Tally(g.Key, g.Count())));
        string expected = report.Allowed.IsEmpty ? "" : $"; {statements.Count(report.Allowed.Covers)} expected";
        string disagreements = report.Disagreements.Count == 0 ? "" : $"; model and server disagree in {Words.Count(report.Disagreements.Count, "session")}";
        return $"{counts}{expected}{disagreements} ({report.Diff.Sessions} sessions, {Played(report)})";
    }

    private static string Played(BehaviourReport report)
    {
        (BehaviourSide before, BehaviourSide after) = (report.Before, report.After);
        int all = before.Played + after.Played;
        if (all == 0)
            return "predicted";
        string which = before.Played != after.Played ? $"{before.Played} and {after.Played} played on both sides, the others predicted"
            : before.Played == report.Diff.Sessions ? "all played on both sides" : $"{before.Played} played on both sides, the others predicted";
        double seconds = before.Seconds + after.Seconds;
        return seconds > 0 ? $"{which}, {all / seconds:0} a second" : which;
    }

    private static string Tally(ChangeKind kind, int count) => kind switch
    {
        ChangeKind.Opens => $"{count} opens",
        ChangeKind.Closes => $"{count} closes",
        ChangeKind.Answers => $"{count} refused otherwise",
        ChangeKind.Words => $"{count} in other words",
        _ => $"{count} cannot be told",
    };

    private static string Text(string text) => Shown.Of(text, 1000);
}
