namespace Harness.Core.MailLogs.Sessions;

/// <summary>All sessions that a log tells, each once, and what else it tells of the world in which they were.</summary>
public sealed class LoggedMail
{
    /// <summary>The most different sessions that are kept.</summary>
    public const int Most = 250_000;

    // Strangers choose how long their names are.
    private const long MostCharacters = 50_000_000;

    private readonly Dictionary<LoggedSession, LoggedTimes> _sessions = [];
    private readonly Dictionary<string, long> _leftOut = new(StringComparer.Ordinal);
    private long _characters;

    /// <summary>The sessions, in the order in which they came first, with how often and where.</summary>
    public IReadOnlyDictionary<LoggedSession, LoggedTimes> Sessions => _sessions;

    /// <summary>What was not made a session of, by why.</summary>
    public IReadOnlyDictionary<string, long> LeftOut => _leftOut;

    /// <summary>What refusals tell: it held when something was refused, and not when mail was taken, since the server asked for it.</summary>
    public LoggedFacts OfRefusals { get; } = new();

    /// <summary>What refusals that were only logged tell (warn_if_reject): it held although mail was taken.</summary>
    public LoggedFacts OfWarnings { get; } = new();

    /// <summary>The lists that the log names at all.</summary>
    public HashSet<string> Zones { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Names that the server found in the DNS: those of clients it verified, and domains it asked for.</summary>
    public HashSet<string> KnownNames { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Recipients that do not exist.</summary>
    public HashSet<string> UnknownRecipients { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Adds a session.</summary>
    public void Add(LoggedSession session, DateTime? time, string queueId)
    {
        if (_sessions.TryGetValue(session, out LoggedTimes? times))
            times.Count++;
        else if (_sessions.Count < Most && (_characters += Characters(session)) < MostCharacters)
            _sessions.Add(session, new() { Count = 1, First = time, QueueId = queueId });
        else
            Leave("beyond the most different sessions that are kept");
    }

    private static int Characters(LoggedSession session) => session.ClientName.Length + session.ReverseName.Length + (session.Helo?.Length ?? 0)
        + (session.Login?.Length ?? 0) + (session.Sender?.Length ?? 0) + (session.Recipient?.Length ?? 0) + session.Answer.Reason.Length;

    /// <summary>Something was not made a session of.</summary>
    public void Leave(string why) => _leftOut[why] = _leftOut.GetValueOrDefault(why) + 1;

    internal static void Note<T>(HashSet<T> facts, T fact)
    {
        if (facts.Count < LoggedFacts.Most)
            facts.Add(fact);
    }
}

/// <summary>How often a session came.</summary>
public sealed class LoggedTimes
{
    /// <summary>How often.</summary>
    public long Count { get; set; }

    /// <summary>When first, by the log's own clock.</summary>
    public DateTime? First { get; init; }

    /// <summary>The queue id of the first message; empty where it got none.</summary>
    public string QueueId { get; init; } = "";
}
