namespace Harness.Core.Postfix.Access.Evaluating;

/// <summary>One restriction of a list, made once and asked for every session (smtpd_check.c, generic_checks).</summary>
/// <param name="spelling">Where and how it is written.</param>
internal abstract class Restriction(Spelling spelling)
{
    /// <summary>Where and how it is written.</summary>
    public Spelling Spelling { get; } = spelling;

    /// <summary>What it says to the session at hand.</summary>
    public abstract Verdict Evaluate(Evaluation session, in Scope scope);
}
