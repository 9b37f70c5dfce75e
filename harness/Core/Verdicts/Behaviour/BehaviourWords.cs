using Harness.Core.Postfix.Access;

namespace Harness.Core.Verdicts.Behaviour;

/// <summary>A statement in one line; what comes from configurations and servers is to be escaped where it is shown.</summary>
public static class BehaviourWords
{
    private const int MostWords = 3;

    /// <summary>Whose sessions, and what becomes of them: <c>outsiders listed on bl.spamcop.net: 554 → accepted</c>.</summary>
    public static string Headline(BehaviourStatement statement)
    {
        (string before, string after) = Answers(statement);
        string change = before == after ? $"{before}, in other words" : $"{before} → {after}";
        return $"{Whose(statement)}: {change}";
    }

    /// <summary>Whose sessions.</summary>
    public static string Whose(BehaviourStatement statement)
        => statement.Whose.Count == 0 ? "everybody" : string.Join(", ", statement.Whose.Select(Some));

    /// <summary>The word for a kind of change.</summary>
    public static string Of(ChangeKind kind) => kind.ToString().ToLowerInvariant();

    /// <summary>What decided, with its line: <c>main.cf:12 reject_rbl_client</c>.</summary>
    public static string Decider(AccessOutcome outcome)
    {
        if (outcome.UnknownBecause is { } unknown)
            return $"{unknown} decides";
        if (outcome.Fatal is { } fatal)
            return fatal;
        if (outcome.Restriction.Length == 0)
            return outcome.IsAccepted ? "nothing refuses it" : "smtpd itself, no restriction";
        string place = outcome.Place is null ? "" : outcome.Place.Line == 0 ? "default  " : $"{Path.GetFileName(outcome.Place.File)}:{outcome.Place.Line}  ";
        string text = outcome.Place is { Line: > 0, Text: { } line } && line.Contains(outcome.Restriction, StringComparison.OrdinalIgnoreCase) ? line.TrimEnd(',') : outcome.Restriction;
        string entry = outcome.Entry is { } at ? $", by {Path.GetFileName(at.File)}:{at.Line}" : "";
        string remembered = outcome.Remembered.Length == 0 ? "" : $", in the words of {outcome.Remembered}";
        return $"{place}{(text.Length > 120 ? outcome.Restriction : text)}{entry}{remembered}";
    }

    private static string Some(IReadOnlyList<string> words) => words.Count switch
    {
        1 => words[0],
        <= MostWords => $"{string.Join(", ", words.SkipLast(1))} or {words[^1]}",
        _ => $"{string.Join(", ", words.Take(MostWords - 1))} or {words.Count - MostWords + 1} others",
    };

    private static (string Before, string After) Answers(BehaviourStatement statement)
    {
        (AccessOutcome before, AccessOutcome after) = (statement.Before, statement.After);
        if (statement.Codes.Count > 1)
        {
            string codes = $"{string.Join(", ", statement.Codes.SkipLast(1))} or {statement.Codes[^1]}";
            return statement.Kind == ChangeKind.Opens ? (codes, "accepted") : ("accepted", codes);
        }
        if (statement.IsStageOnly)
            return ($"refused {At(before)}", $"refused {At(after)}");
        bool stages = before.Stage != after.Stage && statement.Kind == ChangeKind.Answers;
        (string one, string other) = (Answer(before, stages), Answer(after, stages));
        if (one == other)
            (one, other) = ($"{one} {before.Enhanced}".TrimEnd(), $"{other} {after.Enhanced}".TrimEnd());
        if (one == other && statement.Kind != ChangeKind.Words && before.Restriction != after.Restriction)
            (one, other) = ($"{one} by {By(before)}", $"{other} by {By(after)}");
        return (one, other);
    }

    private static string By(AccessOutcome outcome) => outcome.Restriction.Length > 0 ? outcome.Restriction : "smtpd itself";

    private static string Answer(AccessOutcome outcome, bool withStage) => outcome switch
    {
        { UnknownBecause: not null } => "cannot be told",
        { Fatal: not null } => "no answer, smtpd dies",
        { IsAccepted: true } => "accepted",
        { Code: 0 } => "hung up on",
        _ => withStage || outcome.Stage is not (AccessCommand.Rcpt or AccessCommand.Vrfy or AccessCommand.Etrn) ? $"{outcome.Code} {At(outcome)}" : $"{outcome.Code}",
    };

    private static string At(AccessOutcome outcome) => outcome.Stage switch
    {
        AccessCommand.Connect => "at connect",
        AccessCommand.EndOfData => "at the end of data",
        _ => $"at {outcome.Stage.ToString().ToUpperInvariant()}",
    };
}
