using Harness.Core.Scenarios;
using Harness.Core.Smtp;

namespace Harness.Testing;

/// <summary>What can be said of the answer that ended a session; the verbs can follow one another.</summary>
public sealed class AnswerAssertions
{
    private readonly SessionOutcomeAssertions _session;
    private readonly string _expected;

    internal AnswerAssertions(SessionOutcomeAssertions session, string expected) => (_session, _expected) = (session, expected);

    /// <summary>Goes on with something else about the session.</summary>
    public SessionOutcomeAssertions And => _session;

    /// <summary>The session.</summary>
    public SessionOutcome? Which => _session.Subject;

    /// <summary>The answer was to a command of this stage.</summary>
    /// <param name="stage">The stage; with <c>smtpd_delay_reject = yes</c>, Postfix's default, a refusal over client, HELO and sender comes at <see cref="Stage.Rcpt"/>.</param>
    /// <param name="because">Why it should, as FluentAssertions formats it.</param>
    /// <param name="becauseArgs">What is filled into it.</param>
    public AnswerAssertions At(Stage stage, string because = "", params object[] becauseArgs)
        => Require(Which?.Stage == stage, $"at {stage.ToWord()}", because, becauseArgs);

    /// <summary>The answer has this code and, if one is named, this enhanced status code.</summary>
    /// <param name="reply">As in <c>554 5.7.1</c>; <c>x</c> stands for any digit, or any number between dots: <c>5xx</c>, <c>4xx 4.7.x</c>.</param>
    /// <param name="because">Why it should, as FluentAssertions formats it.</param>
    /// <param name="becauseArgs">What is filled into it.</param>
    /// <exception cref="ArgumentException">No reply has such a code.</exception>
    public AnswerAssertions With(string reply, string because = "", params object[] becauseArgs)
        => ReplyPattern.TryParse(reply, out ReplyPattern? pattern)
            ? Require(Which?.Code is { } code && pattern!.Matches(code, Which.Enhanced), $"with {reply}", because, becauseArgs)
            : throw new ArgumentException($"no reply is like '{reply}': write a code and perhaps an enhanced status code, as in 554 5.7.1 or 5xx", nameof(reply));

    /// <summary>The text of the answer has this in it, in any case.</summary>
    /// <param name="text">Part of it, as it is escaped in transcripts.</param>
    /// <param name="because">Why it should, as FluentAssertions formats it.</param>
    /// <param name="becauseArgs">What is filled into it.</param>
    public AnswerAssertions Saying(string text, string because = "", params object[] becauseArgs)
        => Require(Which?.Text.Contains(text, StringComparison.OrdinalIgnoreCase) == true, $"saying \"{text}\"", because, becauseArgs);

    /// <summary>This restriction decided, by smtpd's own trace.</summary>
    /// <param name="restriction">Its name, alone or with its table or zone: <c>reject_rbl_client</c>, <c>reject_rbl_client zen.spamhaus.org</c>; <c>*</c> stands for anything.</param>
    /// <param name="because">Why it should, as FluentAssertions formats it.</param>
    /// <param name="becauseArgs">What is filled into it.</param>
    public AnswerAssertions By(string restriction, string because = "", params object[] becauseArgs)
    {
        string? decided = Which?.DecidedBy;
        bool holds = decided is not null && (Glob.Matches(restriction, decided) || Glob.Matches(restriction, decided.Split(' ')[0]));
        return Require(holds, $"by {restriction}", because, becauseArgs, decided is null ? "no restriction decided" : $"{decided} decided");
    }

    /// <summary>The deciding restriction stands on this line.</summary>
    /// <param name="line">File and line, as in <c>main.cf:8</c>; of the file the end of its path is enough.</param>
    /// <param name="because">Why it should, as FluentAssertions formats it.</param>
    /// <param name="becauseArgs">What is filled into it.</param>
    public AnswerAssertions AtLine(string line, string because = "", params object[] becauseArgs)
    {
        string? decided = Which?.Line is { } at ? $"{at.File}:{at.Line}" : null;
        bool holds = decided is not null && (decided == line || decided.EndsWith($"/{line}", StringComparison.Ordinal));
        return Require(holds, $"at the line {line}", because, becauseArgs, decided is null ? "no line is known to have decided" : $"{decided} decided");
    }

    private AnswerAssertions Require(bool holds, string expected, string because, object[] becauseArgs, string? instead = null)
    {
        _session.Require(holds, $"{_expected} {expected}", because, becauseArgs, instead);
        return this;
    }
}
