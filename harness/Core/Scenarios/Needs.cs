namespace Harness.Core.Scenarios;

/// <summary>What an attack cannot be played, or judged, without.</summary>
/// <param name="Clients">The kinds of client that speak.</param>
/// <param name="Facts">The facts its session uses, by the names of <see cref="TargetFacts"/>.</param>
/// <param name="Lists">Blocking lists that can be made to misbehave.</param>
/// <param name="ServerSide">Sight of the mail log or of what arrived, without which no outcome keeps the claim.</param>
/// <param name="InClear">A connection that is in clear when the steps begin: the attack is about STARTTLS, or about its absence.</param>
public sealed record Needs(IReadOnlyList<string> Clients, IReadOnlyList<string> Facts, bool Lists, bool ServerSide, bool InClear)
{
    /// <summary><see cref="Lists"/> in words.</summary>
    public const string ListsInWords = "blocking lists that can be made to misbehave";

    /// <summary><see cref="ServerSide"/> in words.</summary>
    public const string ServerSideInWords = "sight of the mail log and of deliveries";

    /// <summary><see cref="InClear"/> in words.</summary>
    public const string InClearInWords = "a connection that begins in clear";

    /// <summary>What the attack, its variants and its control need.</summary>
    /// <remarks>A claim without steps is decided by look-ups and files.</remarks>
    public static Needs Of(Attack attack) => attack.Steps.Count == 0 ? new([], [], false, false, false) : new(
        [.. new[] { attack.From, attack.Control?.From }.OfType<string>().Distinct()],
        [.. FactsOf(attack).Distinct().Order(StringComparer.Ordinal)],
        attack.When.Count > 0,
        attack.Pass is [_, ..] && attack.Pass.All(SeesMore),
        IsAboutStartTls(attack));

    /// <summary>The needs in words, each a phrase that can follow "needs".</summary>
    public IReadOnlyList<string> InWords() =>
    [
        .. Clients.Select(c => $"a client of the kind {c}"),
        .. Facts.Where(f => f is not (TargetFacts.Helo or TargetFacts.Client)).Select(f => TargetFacts.Meanings[f]),
        .. Lists ? [ListsInWords] : Array.Empty<string>(),
        .. ServerSide ? [ServerSideInWords] : Array.Empty<string>(),
        .. InClear ? [InClearInWords] : Array.Empty<string>(),
    ];

    // What a deciding restriction is checked against is left out where there is no trace; these would be the claim itself.
    private static bool SeesMore(Expectation e) => e.Delivered is not null || e is { Arrivals: not null, Reply.Count: 0, Closed: null } || e.Encrypted is not null || e.Logged is not null || e.Log.Count > 0 || e.Carries.Count > 0 || e.Without.Count > 0 || e.EarlyEnd is not null;

    // RFC 3207 §4.2: after the handshake there is no STARTTLS any more.
    private static bool IsAboutStartTls(Attack attack)
        => attack.Steps.Any(s => s is StartTls or SayHello or Submit { Tls: "never" })
        || attack.Steps.SelectMany(Texts).Concat(attack.Let.Values).Concat(attack.Each.SelectMany(v => v.Let.Values))
            .Concat(attack.Pass.SelectMany(e => e.Offers.Concat(e.Withholds)))
            .Any(t => t.Contains("STARTTLS", StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<string> FactsOf(Attack attack)
    {
        IEnumerable<IReadOnlyDictionary<string, string>> over = attack.Each.Count > 0 ? attack.Each.Select(v => v.Let) : [new Dictionary<string, string>()];
        over = attack.Control is { } control ? over.Append(control.Let) : over;
        string[] texts = [.. attack.Steps.SelectMany(Texts)];
        return over.Select(let => Bindings.Over(attack.Let, let))
            .SelectMany(bound => texts.SelectMany(t => Bindings.Reached(t, bound)).Where(n => !bound.ContainsKey(n) && TargetFacts.Meanings.ContainsKey(n)));
    }

    private static IEnumerable<string> Texts(Step step) => step switch
    {
        Say say => [say.Line],
        SendOctets { Text: { } text } => [text],
        Deafen deaf => [deaf.Line],
        SendMessage message => [message.Subject, "{sender}{recipient}"],
        Authenticate auth => [auth.User, auth.Password],
        SayHello hello => [hello.Versions, hello.Suites, hello.Name ?? $"{{{TargetFacts.Mx}}}"],
        Submit submit => [submit.Sender, submit.Recipient, submit.User ?? "", submit.Password ?? ""],
        _ => [],
    };
}
