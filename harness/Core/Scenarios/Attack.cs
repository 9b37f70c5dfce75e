namespace Harness.Core.Scenarios;

/// <summary>One claim with the session that tries to break it.</summary>
/// <remarks>Ids are <c>family/case</c>, hierarchical, and never renumbered.</remarks>
public sealed record Attack
{
    /// <summary>Hierarchical name, unique in the catalogue: lower-case words joined by <c>-</c>, levels by <c>/</c>.</summary>
    public required string Id { get; init; }

    /// <summary>What the server is said to do, as a sentence that can be true or false.</summary>
    public required string Claim { get; init; }

    /// <summary>Where the claim comes from.</summary>
    public required Source Source { get; init; }

    /// <summary>The kind of client that speaks, as the target names them: <c>outsider</c>, <c>inside</c>, <c>zen-sbl</c>.</summary>
    public required string From { get; init; }

    /// <summary>The session.</summary>
    public required IReadOnlyList<Step> Steps { get; init; }

    /// <summary>Values for placeholders, before those of the target.</summary>
    public IReadOnlyDictionary<string, string> Let { get; init; } = new Dictionary<string, string>();

    /// <summary>The outcomes that keep the claim; one suffices.</summary>
    public required IReadOnlyList<Expectation> Pass { get; init; }

    /// <summary>Outcomes in which the claim says nothing about this server.</summary>
    public IReadOnlyList<Expectation> NotApplicable { get; init; } = [];

    /// <summary>The same session made harmless, whose outcome proves that the attack was judged for the right reason.</summary>
    public Control? Control { get; init; }

    /// <summary>What to change when the claim does not hold.</summary>
    public required string Remedy { get; init; }

    /// <summary>
    /// The remedy for programs: parameters of main.cf with their values. One whose name ends in <c>_restrictions</c> names a restriction
    /// that has to have a place in that list; the list's other restrictions stay.
    /// </summary>
    public IReadOnlyDictionary<string, string> Paste { get; init; } = new Dictionary<string, string>();

    /// <summary>The main.cf parameter that decides where no restriction list does (<c>smtpd_helo_required</c>).</summary>
    public string? Parameter { get; init; }

    /// <summary>May be played against a server that is not the lab without <c>--intrusive</c>.</summary>
    public bool Safe { get; init; } = true;

    /// <summary>
    /// Whether the server may be stuck by it: ordinary mail is tried while a slow client is connected, and after the session.
    /// </summary>
    public bool MayWedge { get; init; }

    /// <summary>
    /// The values the attack is played with, one session each; empty: it is one session. The claim holds where it holds for
    /// all of them.
    /// </summary>
    public IReadOnlyList<Variant> Each { get; init; } = [];

    /// <summary>
    /// Parameters of main.cf and the value without which the claim says nothing about a configuration; where main.cf cannot be seen, it says nothing
    /// either.
    /// </summary>
    public IReadOnlyDictionary<string, string> AppliesWhen { get; init; } = new Dictionary<string, string>();

    /// <summary>What each blocking list does while the attack is played, by zone: a word of <see cref="Dns.ListModeWords"/>.</summary>
    public IReadOnlyDictionary<string, string> When { get; init; } = new Dictionary<string, string>();
}

/// <summary>One set of values that an attack is played with.</summary>
/// <param name="Name">Its name among the attack's variants: lower-case words joined by <c>-</c>.</param>
/// <param name="Let">Values for placeholders, over those of the attack.</param>
public sealed record Variant(string Name, IReadOnlyDictionary<string, string> Let);

/// <summary>
/// The negative control of an attack: its steps with other values or from another client, and what must come of it.
/// </summary>
public sealed record Control
{
    /// <summary>The kind of client that speaks; null: the attack's own.</summary>
    public string? From { get; init; }

    /// <summary>Values that make the session harmless, over those of the attack.</summary>
    public IReadOnlyDictionary<string, string> Let { get; init; } = new Dictionary<string, string>();

    /// <summary>What must come of it.</summary>
    public required IReadOnlyList<Expectation> Pass { get; init; }
}
