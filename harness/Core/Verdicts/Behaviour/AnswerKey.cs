using Harness.Core.Postfix.Access;

namespace Harness.Core.Verdicts.Behaviour;

/// <summary>What of an outcome counts: two outcomes with the same key are the same behaviour.</summary>
/// <param name="Stage">Where it was refused; RCPT for what VRFY and ETRN refuse for the same lists. RCPT where it was not.</param>
/// <param name="Class">The first digit of the reply; 2 for every yes, 0 for a connection that is closed without a word.</param>
/// <param name="Enhanced">The enhanced status code of a refusal.</param>
/// <param name="Restriction">The restriction that refused.</param>
/// <param name="Special">Why there is no answer, or none is known; empty for an answer.</param>
public sealed record AnswerKey(AccessCommand Stage, int Class, string Enhanced, string Restriction, string Special)
{
    private static readonly AnswerKey _accepted = new(AccessCommand.Rcpt, 2, "", "", "");

    /// <summary>Whether it is a yes.</summary>
    public bool IsAccepted => Class is 2 or 3;

    /// <summary>Whether nobody knows.</summary>
    public bool IsUntold => Class < 0;

    /// <summary>What counts of an outcome.</summary>
    public static AnswerKey Of(AccessOutcome outcome) => outcome switch
    {
        { UnknownBecause: { } what } => new(AccessCommand.Rcpt, -1, "", "", what),
        { Fatal: { } why } => new(AccessCommand.Connect, 0, "", "", why),
        { IsAccepted: true } => _accepted,
        _ => new(outcome.Stage is AccessCommand.Vrfy or AccessCommand.Etrn ? AccessCommand.Rcpt : outcome.Stage, outcome.Code / 100, outcome.Enhanced,
            outcome.Restriction.ToLowerInvariant(), ""),
    };

    /// <summary>What a change from one to the other is; null where they are the same.</summary>
    public static ChangeKind? Change(AnswerKey before, AnswerKey after) => (before, after) switch
    {
        _ when before == after => null,
        _ when before.IsUntold || after.IsUntold => ChangeKind.Untold,
        _ when after.IsAccepted => ChangeKind.Opens,
        _ when before.IsAccepted => ChangeKind.Closes,
        _ => ChangeKind.Answers,
    };
}
