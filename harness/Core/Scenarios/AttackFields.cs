using System.Diagnostics.CodeAnalysis;

namespace Harness.Core.Scenarios;

/// <summary>The keys of one attack: those of its family, some of them overridden by its row under <c>cases</c>.</summary>
/// <param name="Family">The file's mapping.</param>
/// <param name="Row">The case, or null for a file that is one attack.</param>
internal sealed record AttackFields(YamlMap Family, YamlEntry? Row)
{
    /// <summary>Every key of a scenario file.</summary>
    public static readonly string[] Keys =
        ["id", "claim", "source", "from", "let", "steps", "pass", "not-applicable", "control", "remedy", "paste", "parameter", "safe", "may-wedge", "each", "when", "applies-when", "cases"];

    private static readonly string[] RowKeys =
        ["from", "claim", "pass", "not-applicable", "control", "remedy", "paste", "source", "parameter", "safe", "may-wedge", "each", "when", "applies-when"];

    private readonly YamlMap? _row = Row?.Value.Map("bare-word: { name: pc }");

    /// <summary>Tells the rows of a family apart in messages; empty for a file that is one attack.</summary>
    public string Where => Row is null ? "" : $" in case {Spelling.Quote(Row.Key)}";

    /// <summary>The line on which the attack begins.</summary>
    public YamlPlace Place => Row?.Place ?? Family.Place;

    /// <summary>The bindings of the row, in its order.</summary>
    public IReadOnlyList<YamlEntry> RowBindings => [.. (_row?.Entries ?? []).Where(e => !RowKeys.Contains(e.Key)).Select(Bindable)];

    /// <summary>The row's value where it has one, else the family's.</summary>
    public bool TryFind(string key, [NotNullWhen(true)] out YamlNode? value)
        => (value = (RowKeys.Contains(key) ? _row?.Find(key) : null) ?? Family.Find(key)) is not null;

    /// <summary>The value of a key that the row or its family must have.</summary>
    public YamlNode Need(string key, string example) => TryFind(key, out YamlNode? value)
        ? value
        : throw Place.Wrong($"{Family.Name}{Where} lacks '{key}'; add it as in {example}");

    private static YamlEntry Bindable(YamlEntry entry) => Keys.Contains(entry.Key)
        ? throw entry.Place.Wrong($"'{entry.Key}' belongs to the whole family; put it at the top, or the case into a file of its own")
        : entry;
}
