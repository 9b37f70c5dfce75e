namespace Harness.Core.Postfix.Trace;

/// <summary>One SMTP command as smtpd traced it: the line, what was answered, and every restriction evaluated between.</summary>
/// <param name="Command">The command line as logged, non-printables replaced by <c>?</c>; empty for the connection itself
/// (greeting, and the client list with smtpd_delay_reject = no). An AUTH command carries its secret: redact it.</param>
/// <param name="Replies">The reply lines in order; after DATA both the 354 and the final reply.</param>
/// <param name="Steps">In the order of their results: a restriction in a class comes before the class.</param>
public sealed record CommandTrace(
    string Command, IReadOnlyList<string> Replies, IReadOnlyList<RestrictionStep> Steps)
{
    /// <summary>
    /// The last step that refused; without one the last that permitted; null when no list ran to a decision. A refusal
    /// inside a class or a table's result is given as the step of main.cf's own list. When the last reply is 4xx and this
    /// is no refusal, a pending deferral (defer_if_permit) spoke, whose step has <see cref="RestrictionStatus.Dunno"/>.
    /// </summary>
    public RestrictionStep? Decided =>
        Steps.LastOrDefault(s => s.Status == RestrictionStatus.Reject)
        ?? Steps.LastOrDefault(s => s.Status == RestrictionStatus.Permit);
}
