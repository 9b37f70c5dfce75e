using FluentAssertions;
using FluentAssertions.Execution;
using FluentAssertions.Primitives;

namespace Harness.Testing;

/// <summary>Brings <c>outcome.Should()</c>.</summary>
public static class SessionOutcomeExtensions
{
    /// <summary>Begins an assertion about a session.</summary>
    public static SessionOutcomeAssertions Should(this SessionOutcome? outcome) => new(outcome);
}

/// <summary>What can be said of a session. The text of a failure has the session, the mail log and smtpd's trace in it.</summary>
/// <param name="outcome">The session.</param>
public sealed class SessionOutcomeAssertions(SessionOutcome? outcome) : ReferenceTypeAssertions<SessionOutcome?, SessionOutcomeAssertions>(outcome)
{
    /// <inheritdoc/>
    protected override string Identifier => "session";

    /// <summary>The server answered the last command with 4xx or 5xx. What it says and who decided, the verbs after it ask.</summary>
    /// <param name="because">Why it should, as FluentAssertions formats it.</param>
    /// <param name="becauseArgs">What is filled into it.</param>
    public AnswerAssertions BeRefused(string because = "", params object[] becauseArgs)
    {
        Require(Subject is { IsRefused: true }, "to be refused", because, becauseArgs);
        return new AnswerAssertions(this, "to be refused");
    }

    /// <summary>The server accepted every command.</summary>
    /// <param name="because">Why it should, as FluentAssertions formats it.</param>
    /// <param name="becauseArgs">What is filled into it.</param>
    public AnswerAssertions BeAccepted(string because = "", params object[] becauseArgs)
    {
        Require(Subject is { IsAccepted: true }, "to be accepted", because, becauseArgs);
        return new AnswerAssertions(this, "to be accepted");
    }

    /// <summary>A message of the session arrived somewhere: in a mailbox of the server, or at a host outside.</summary>
    /// <param name="because">Why it should, as FluentAssertions formats it.</param>
    /// <param name="becauseArgs">What is filled into it.</param>
    public DeliveryAssertions BeDelivered(string because = "", params object[] becauseArgs)
    {
        Require(Subject?.Arrivals.Count > 0, "to lead to a delivery", because, becauseArgs, Arrived);
        return new DeliveryAssertions(this);
    }

    /// <summary>No message of the session arrived anywhere.</summary>
    /// <param name="because">Why it should not, as FluentAssertions formats it.</param>
    /// <param name="becauseArgs">What is filled into it.</param>
    public AndConstraint<SessionOutcomeAssertions> NotBeDelivered(string because = "", params object[] becauseArgs)
    {
        Require(Subject is { Arrivals.Count: 0, Observation.Missing: null }, "to lead to no delivery", because, becauseArgs, Arrived);
        return new AndConstraint<SessionOutcomeAssertions>(this);
    }

    /// <summary>Where the session's messages arrived, in a clause.</summary>
    internal string Arrived => Subject switch
    {
        null => "there is none",
        { Observation.Missing: { } missing } => $"evidence is missing: {missing}",
        { Arrivals.Count: 0 } => $"nothing arrived, and {SessionEvidence.Answer(Subject.Observation, Subject.Last)}",
        _ => $"it arrived at {string.Join(", ", Subject.Arrivals.Select(a => $"{a.Host} {(a.Tls is null ? "in clear" : "encrypted")}"))}",
    };

    /// <summary>Fails with what was expected, what was seen, and the evidence.</summary>
    internal void Require(bool holds, string expected, string because, object[] becauseArgs, string? instead = null)
    {
        string seen = instead ?? (Subject is null ? "there is none" : SessionEvidence.Answer(Subject.Observation, Subject.Last));
        string evidence = Subject is null ? "" : $"\n{SessionEvidence.Of(Subject.Observation)}\n";
        Execute.Assertion.ForCondition(holds).BecauseOf(because, becauseArgs)
            .FailWith($"Expected {{context:session}} {Braced(expected)}{{reason}}, but {Braced(seen)}.{Braced(evidence)}");
    }

    // What comes from a server is no format.
    private static string Braced(string text)
        => text.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal);
}
