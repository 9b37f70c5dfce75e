using Harness.Core.Postfix.Access;
using Harness.Core.Postfix.Access.Explaining;
using Harness.Core.Postfix.Configuration;
using Harness.Core.Smtp;

namespace Harness.Cli.Verbs.Explaining;

/// <summary>The words of an explanation, escaped where they come from outside.</summary>
internal static class ExplainWords
{
    public static string Of(AccessCommand stage) => stage switch
    {
        AccessCommand.Connect => "connect",
        AccessCommand.Helo => "HELO",
        AccessCommand.Mail => "MAIL",
        AccessCommand.Rcpt => "RCPT",
        AccessCommand.Data => "DATA",
        AccessCommand.EndOfData => "end of data",
        AccessCommand.Vrfy => "VRFY",
        _ => "ETRN",
    };

    public static string Of(StepResult result) => result switch
    {
        StepResult.Passed => "passed",
        StepResult.Permitted => "permitted",
        StepResult.Refused => "refused",
        StepResult.Ended => "ended",
        _ => "unknown",
    };

    /// <summary><c>main.cf:12</c>, or that Postfix's default has it.</summary>
    public static string Of(SettingLine place)
        => place.Line > 0 ? $"{Visible.Escape(Path.GetFileName(place.File))}:{place.Line}" : "default";

    /// <summary>The restriction with its argument.</summary>
    public static string Of(ExplainedStep step)
        => Visible.Escape(step.Argument is null || step.Argument == step.Restriction ? step.Restriction : $"{step.Restriction} {step.Argument}");

    /// <summary>The reply as the client sees it, or why there is none.</summary>
    public static string Of(AccessOutcome outcome) => outcome switch
    {
        { UnknownBecause: { } what } => $"cannot be told: {Visible.Escape(what)} decides",
        { Fatal: { } why } => $"no answer: smtpd dies ({Visible.Escape(why)})",
        { Code: 0 } => "no answer: the connection is closed",
        _ => Visible.Escape(string.Join(' ', ((string[])[outcome.Code.ToString(), outcome.Enhanced, outcome.Text]).Where(w => w.Length > 0))),
    };

    /// <summary>What decided, in a line.</summary>
    public static string Decider(AccessOutcome outcome)
    {
        if (outcome.Restriction.Length == 0 && outcome.Remembered.Length == 0)
        {
            return outcome.IsAccepted ? "nothing refuses it" : outcome.UnknownBecause is null ? "smtpd itself, no restriction" : "";
        }

        string where = outcome.Place is null ? "" : $" ({Of(outcome.Place)}, {Visible.Escape(outcome.Place.Parameter)})";
        string entry = outcome.Entry is null ? "" : $" by {Of(outcome.Entry)}";
        string remembered = outcome.Remembered.Length == 0 ? "" : $", in the words that {outcome.Remembered} left for later";
        return $"{Visible.Escape(outcome.Restriction)}{where}{entry}{remembered}";
    }
}
