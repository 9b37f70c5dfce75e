using Harness.Core.Scenarios;

namespace Harness.Core.Verdicts;

/// <summary>Which attacks count, how much, and which failures are expected.</summary>
/// <param name="Name">Its name: <c>guide</c>, or the file's.</param>
/// <param name="Title">What it stands for, in a line.</param>
/// <param name="Rules">The first rule whose pattern matches an attack's id decides its level; none: the attack is left out.</param>
/// <param name="Exceptions">Failures that are expected, each with its reason.</param>
public sealed record Policy(
    string Name,
    string Title,
    IReadOnlyList<PolicyRule> Rules,
    IReadOnlyList<ExpectedFailure> Exceptions)
{
    /// <summary>The text it was read from; a run record carries it.</summary>
    public string Text { get; init; } = "";

    /// <summary>A policy that includes this one: its own rules and exceptions come first, its last rules after all others.</summary>
    internal Policy Under(
        string name, string title, IReadOnlyList<PolicyRule> rules, IReadOnlyList<PolicyRule> last, IReadOnlyList<ExpectedFailure> exceptions)
    {
        // What an earlier glob matches with its stars never decides.
        PolicyRule[] own = [.. rules, .. Rules.Where(r => !rules.Any(o => Glob.Matches(o.Attacks, r.Attacks)))];
        PolicyRule[] all = [.. own, .. last.Where(r => !own.Any(o => Glob.Matches(o.Attacks, r.Attacks)))];
        ExpectedFailure[] excepted = [.. exceptions, .. Exceptions.Where(e => !exceptions.Any(o => Glob.Matches(o.Attacks, e.Attacks)))];
        return new Policy(name, title, all, excepted) { Text = Spell(title, all, excepted) };
    }

    // The record of a run is judged again where the included file is not: it carries the whole.
    private static string Spell(string title, PolicyRule[] rules, ExpectedFailure[] exceptions) => string.Join('\n',
    [
        $"title: {Quoted(title)}",
        "rules:",
        .. rules.Select(r => $"  - {{ attacks: {Quoted(r.Attacks)}, level: {r.Level.ToString().ToLowerInvariant()} }}"),
        .. exceptions.Length > 0 ? ["exceptions:"] : Array.Empty<string>(),
        .. exceptions.Select(e => $"  - {{ attacks: {Quoted(e.Attacks)}, reason: {Quoted(e.Reason)} }}"),
        "",
    ]);

    // A YAML text in single quotes has no escapes but the quote itself (YAML 1.2 §7.3.2).
    private static string Quoted(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    /// <summary>How much this policy asks for an attack; null: it does not count.</summary>
    public Level? LevelOf(string attack) => Rules.FirstOrDefault(r => Glob.Matches(r.Attacks, attack))?.Level;

    /// <summary>The exception that expects this attack to fail, or null.</summary>
    public ExpectedFailure? ExceptionFor(string attack) => Exceptions.FirstOrDefault(e => Glob.Matches(e.Attacks, attack));
}

/// <summary>A level for the attacks of a pattern.</summary>
/// <param name="Attacks">Glob over attack ids.</param>
/// <param name="Level">How much they count.</param>
public sealed record PolicyRule(string Attacks, Level Level);

/// <summary>An expected failure.</summary>
/// <param name="Attacks">Glob over attack ids.</param>
/// <param name="Reason">Why it is accepted.</param>
public sealed record ExpectedFailure(string Attacks, string Reason);
