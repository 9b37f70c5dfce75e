using System.Text.RegularExpressions;

namespace Harness.Core.Scenarios;

/// <summary>Reads attacks from their YAML spelling: one file is one attack, or a family with a row a case.</summary>
/// <remarks>
/// What is read has been checked: every placeholder has a value, every pattern is sound. Claims, remedies and the texts an
/// expectation looks for are filled; commands are filled when they are played (<see cref="Placeholders"/>).
/// </remarks>
public static partial class ScenarioReader
{
    /// <summary>Reads the attacks of one file's text, in the order of its cases.</summary>
    /// <param name="text">YAML, at most 1 MiB of it.</param>
    /// <param name="file">The file's name, for messages.</param>
    /// <exception cref="FixtureException">The text is not a scenario; the message says where and what to write instead.</exception>
    public static IReadOnlyList<Attack> Read(string text, string file) => [.. Locate(text, file).Select(a => a.Attack)];

    /// <summary>Reads the attacks of one file, in the order of its cases.</summary>
    /// <param name="path">The file; messages name it this way.</param>
    /// <exception cref="FixtureException">The file is not a scenario; the message says where and what to write instead.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static IReadOnlyList<Attack> ReadFile(string path) => Read(FixtureText.ReadFile(path), path);

    /// <summary>The attacks of a file, each with the place where it is defined.</summary>
    internal static IReadOnlyList<LocatedAttack> Locate(string text, string file)
    {
        YamlMap family = StrictYaml.Read(text, file, "the scenario");
        family.OnlyKeys(AttackFields.Keys);
        string id = Id(family);
        Dictionary<string, string> let = family.TryFind("let", out YamlNode? letNode) ? Bindings.Read(letNode) : [];
        HashSet<string> used = [];
        List<LocatedAttack> attacks = [];
        foreach (YamlEntry? row in Rows(family))
        {
            AttackFields fields = new(family, row);
            Dictionary<string, string> bindings = Bindings.Over(let, fields.RowBindings.Select(e => KeyValuePair.Create(Bindings.Name(e), e.Value.Text())));
            (Attack attack, IReadOnlySet<string> usedHere) = AttackReader.Read(row is null ? id : $"{id}/{row.Key}", fields, bindings);
            Bindings.MustBeUsed(fields.RowBindings, usedHere, "a step or a text of this case");
            used.UnionWith(usedHere);
            attacks.Add(new LocatedAttack(attack, fields.Place));
        }

        Bindings.MustBeUsed((letNode as YamlMap)?.Entries ?? [], used, "a step or a text");
        return attacks;
    }

    private static IReadOnlyList<YamlEntry?> Rows(YamlMap family)
    {
        if (!family.TryFind("cases", out YamlNode? node))
        {
            return [null];
        }

        YamlMap cases = node.Map("cases: { bare-word: { name: pc } }");
        if (cases.Entries.Count == 0)
        {
            throw cases.Wrong("is empty; add a case, or remove the key for a file that is one attack");
        }

        return cases.Entries.FirstOrDefault(e => !Level().IsMatch(e.Key)) is { } odd
            ? throw odd.Place.Wrong($"{Spelling.Quote(odd.Key)} cannot be the name of a case; use lower-case letters, digits and '-'")
            : cases.Entries;
    }

    private static string Id(YamlMap family)
    {
        YamlNode node = family.Need("id", "id: helo/bare-word");
        string id = node.Text();
        string[] levels = id.Split('/');
        return !levels.All(l => Level().IsMatch(l)) ? throw node.Wrong($"cannot be {Spelling.Quote(id)}; use lower-case letters, digits and '-', levels separated by '/', as in helo/bare-word")
            : levels.Length == 1 && family.Find("cases") is null ? throw node.Wrong($"has one level, {Spelling.Quote(id)}; put its family before it, as in helo/{id}")
            : id;
    }

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9-]*\z")]
    private static partial Regex Level();
}

/// <summary>An attack and the line that defines it.</summary>
internal sealed record LocatedAttack(Attack Attack, YamlPlace Place);
