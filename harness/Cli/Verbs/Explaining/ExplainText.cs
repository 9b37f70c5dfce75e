using Harness.Core.Postfix.Access;
using Harness.Core.Postfix.Access.Explaining;
using Harness.Core.Reports;
using Harness.Core.Smtp;
using Spectre.Console;

namespace Harness.Cli.Verbs.Explaining;

/// <summary>An explanation for people.</summary>
internal sealed class ExplainText(IAnsiConsole console)
{
    /// <summary>Writes it.</summary>
    public void Write(Explained explained)
    {
        AccessOutcome outcome = explained.Explanation.Outcome;
        Line(Session(explained));
        Line("");
        Line($"{ExplainWords.Of(outcome.Stage)}: {ExplainWords.Of(outcome)}", outcome.IsAccepted ? Styles.Good : Styles.Bad);
        if (ExplainWords.Decider(outcome) is { Length: > 0 } decider)
        {
            Line($"  {decider}");
        }

        foreach (string remark in explained.Explanation.Remarks)
        {
            Line($"  {Visible.Escape(remark)}");
        }

        int width = explained.Explanation.Lists.Select(l => Width(l, 1)).DefaultIfEmpty(0).Max();
        foreach (ExplainedList list in explained.Explanation.Lists)
        {
            Line("");
            Write(list, 0, width);
        }

        if (explained.Assumptions.Count > 0)
        {
            Line("");
            Line("assumed");
            foreach (string assumption in explained.Assumptions)
            {
                Line($"  {Visible.Escape(assumption)}");
            }
        }
    }

    private void Write(ExplainedList list, int depth, int width)
    {
        string indent = new(' ', depth * 4);
        string result = list.Result is StepResult.Passed && list.Steps.Count > 0 ? "passed to its end" : ExplainWords.Of(list.Result);
        Line($"{indent}{Visible.Escape(list.Name)}, at {ExplainWords.Of(list.At)}: {result}");
        Write(list.Findings, indent);
        foreach (ExplainedStep step in list.Steps)
        {
            string text = $"{indent}  {ExplainWords.Of(step.Place),-14} {ExplainWords.Of(step)}";
            Line($"{text.PadRight(width)}  {ExplainWords.Of(step.Result)}", step.Result switch
            {
                StepResult.Passed => Styles.Plain,
                StepResult.Permitted => Styles.Good,
                _ => Styles.Bad,
            });
            Write(step.Findings, indent);
            foreach (ExplainedList inner in step.Inner)
            {
                Write(inner, depth + 1, width);
            }
        }

        if (list.Unasked.Count > 0)
        {
            Line($"{indent}  not asked any more: {Visible.Escape(string.Join(", ", list.Unasked))}", Styles.Quiet);
        }
    }

    private void Write(IReadOnlyList<Finding> findings, string indent)
    {
        foreach (Finding finding in findings)
        {
            string place = finding.Place is null ? "" : ExplainWords.Of(finding.Place);
            Line($"{indent}    {place,-14} {Visible.Escape(finding.Text)}", Styles.Quiet);
        }
    }

    private static int Width(ExplainedList list, int depth)
        => list.Steps.Select(s => Math.Max((depth * 4) + 13 + ExplainWords.Of(s).Length, s.Inner.Select(i => Width(i, depth + 1)).DefaultIfEmpty(0).Max()))
            .DefaultIfEmpty(0).Max();

    private static string Session(Explained explained)
    {
        AccessSession session = explained.Request.Session;
        string helo = session.Helo is null ? "no EHLO" : $"EHLO {session.Helo}";
        string from = session.Sender is null ? "" : $", MAIL FROM:<{session.Sender}>";
        string to = string.Concat(session.Recipients.Select(r => session.Asked switch
        {
            AccessCommand.Vrfy => $", VRFY {r}",
            AccessCommand.Etrn => $", ETRN {r}",
            _ => $", RCPT TO:<{r}>",
        }));
        string extra = (session.Tls ? ", encrypted" : "") + (session.Login is null ? "" : $", logged in as {session.Login}");
        return Visible.Escape(
            $"Postfix {explained.Request.Version.Number}, {explained.Request.Files.Given}: {session.ClientName}[{session.Client}]{extra}: {helo}{from}{to}");
    }

    private void Line(string text, Style? style = null) => FoldedText.Write(console, text, style);
}
