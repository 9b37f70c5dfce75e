using Harness.Core.Postfix.Access;
using Harness.Core.Postfix.Access.Matrix.Derived;

namespace Harness.Core.Verdicts.Behaviour.Records;

/// <summary>The answers of a behaviour record, by session.</summary>
public sealed class RecordedAnswers
{
    private readonly Dictionary<string, RecordedSession> _sessions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<string>> _files;

    /// <summary>Takes them up.</summary>
    public RecordedAnswers(BehaviourRecord record)
    {
        Record = record;
        _files = record.Files.ToDictionary(f => f.Path, f => f.Lines, StringComparer.Ordinal);
        foreach (RecordedSession session in record.Sessions)
            _sessions.TryAdd(session.Key(), session);
    }

    /// <summary>The record.</summary>
    public BehaviourRecord Record { get; }

    /// <summary>What a real server answered to the session; null where the record has it not, or as a prediction only.</summary>
    /// <param name="session">The session.</param>
    /// <param name="names">Who is on which list.</param>
    public AccessOutcome? Played(AccessSession session, MatrixNames names) => Find(session, names) is { IsPlayed: true } seen ? Outcome(seen) : null;

    /// <summary>The answers that a real server gave although the model foretold others.</summary>
    public IEnumerable<(AccessSession Session, AccessOutcome Seen, string Foretold)> Contradictions()
        => _sessions.Values.Where(s => s is { IsPlayed: true, Foretold: not null }).Select(s => (s.Session(), Outcome(s), s.Foretold!));

    /// <summary>
    /// The answers to go by: those of the model, but where a real server was seen to do otherwise than the model foretold, the server's.
    /// Where the other side's model says what this one's does, nothing tells the two apart, and the model's stands.
    /// </summary>
    /// <param name="own">What the model says of the recorded configuration.</param>
    /// <param name="other">What it says of the one it is compared with.</param>
    /// <param name="names">Who is on which list.</param>
    public Func<AccessSession, AccessOutcome> Over(Func<AccessSession, AccessOutcome> own, Func<AccessSession, AccessOutcome> other, MatrixNames names)
    {
        if (!_sessions.Values.Any(s => s is { IsPlayed: true, Foretold: not null }))
            return own;
        return session =>
        {
            AccessOutcome foretold = own(session);
            if (Find(session, names) is not { IsPlayed: true, Foretold: not null } seen)
                return foretold;
            AccessOutcome elsewhere = other(session);
            AnswerKey now = AnswerKey.Of(elsewhere);
            return now == AnswerKey.Of(foretold) ? foretold : now == AnswerKey.Of(Outcome(seen)) ? elsewhere : Outcome(seen);
        };
    }

    /// <summary>How many predicted answers are not what the model says now: they were recorded by another version of this program.</summary>
    /// <param name="decide">What the model says now, the session's own lists being those of the record.</param>
    public int Outdated(Func<RecordedSession, AccessOutcome> decide)
        => _sessions.Values.Count(s => !s.IsPlayed && AnswerKey.Of(Outcome(s)) != AnswerKey.Of(decide(s)));

    private RecordedSession? Find(AccessSession session, MatrixNames names)
        => _sessions.GetValueOrDefault(RecordedSession.Of(session, names, Nothing, isPlayed: false).Key());

    private AccessOutcome Outcome(RecordedSession session) => session.Outcome((file, line) => _files.TryGetValue(file, out IReadOnlyList<string>? lines) && line <= lines.Count ? lines[line - 1].Trim() : "");

    private static readonly AccessOutcome Nothing = new(AccessCommand.Rcpt, 0, "", "", "", null);
}
