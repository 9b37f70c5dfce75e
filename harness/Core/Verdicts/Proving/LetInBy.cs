using Harness.Core.Postfix.Access;
using Harness.Core.Postfix.Access.Explaining;

namespace Harness.Core.Verdicts.Proving;

/// <summary>What lets a session in.</summary>
internal static class LetInBy
{
    /// <summary>In a phrase with its line: the restriction that permits it, or that none refuses it.</summary>
    public static string Of(AccessExplanation explanation)
    {
        foreach (ExplainedList list in explanation.Lists.Where(l => l.At == AccessCommand.Rcpt).OrderBy(l => l.Name != "smtpd_relay_restrictions"))
        {
            if (Permitting(list) is { } phrase)
                return phrase;
        }
        return "nothing refuses it";
    }

    // What stands at the end of a list anyway says nothing.
    private static string? Permitting(ExplainedList list)
    {
        foreach (ExplainedStep step in list.Steps.Where(s => s.Result == StepResult.Permitted && s.Restriction != "permit"))
        {
            string place = step.Place.Line == 0 ? "default" : $"{Path.GetFileName(step.Place.File)}:{step.Place.Line}";
            string entry = step.Findings.Select(f => f.Place).FirstOrDefault(p => p is not null && (p.File, p.Line) != (step.Place.File, step.Place.Line)) is { } at ? $", by {Path.GetFileName(at.File)}:{at.Line}" : "";
            return $"{place}  {step.Restriction}{(step.Argument is null ? "" : " " + step.Argument)} in {list.Name}{entry}";
        }
        return null;
    }
}
