using Harness.Core.Smtp;

namespace Harness.Core.Scenarios;

/// <summary>Reads <c>let</c>, and the bindings of a case.</summary>
internal static class Bindings
{
    /// <summary>Reads a mapping of names to values.</summary>
    public static Dictionary<string, string> Read(YamlNode node)
        => node.Map("let: { name: value }").Entries.ToDictionary(e => Name(e), e => e.Value.Text(), StringComparer.Ordinal);

    /// <summary>Values with others laid over them.</summary>
    public static Dictionary<string, string> Over(IReadOnlyDictionary<string, string> below, IEnumerable<KeyValuePair<string, string>> above)
    {
        Dictionary<string, string> all = new(below, StringComparer.Ordinal);
        foreach ((string name, string value) in above)
        {
            all[name] = value;
        }

        return all;
    }

    /// <summary>The names that a text refers to, directly or through bindings, each once.</summary>
    /// <exception cref="FormatException">A brace stands alone, or what it encloses is no name.</exception>
    public static IEnumerable<string> Reached(string text, IReadOnlyDictionary<string, string> bindings)
    {
        Stack<string> waiting = new(PlaceholderText.Names(text));
        HashSet<string> seen = [];
        while (waiting.TryPop(out string? name))
        {
            if (!seen.Add(name))
            {
                continue;
            }

            yield return name;
            foreach (string inner in bindings.TryGetValue(name, out string? value) ? PlaceholderText.Names(value) : [])
            {
                waiting.Push(inner);
            }
        }
    }

    /// <summary>The key of a binding, which placeholders must be able to spell.</summary>
    public static string Name(YamlEntry entry) => PlaceholderText.IsName(entry.Key)
        ? entry.Key
        : throw entry.Place.Wrong($"{Spelling.Quote(entry.Key)} cannot be the name of a binding; use a lower-case letter, then such letters, digits and '-'");

    /// <summary>Refuses a binding that nothing refers to: most often its placeholder is mistyped or was forgotten.</summary>
    public static void MustBeUsed(IEnumerable<YamlEntry> entries, IReadOnlySet<string> used, string by)
    {
        if (entries.FirstOrDefault(e => !used.Contains(e.Key)) is { } idle)
        {
            throw idle.Place.Wrong($"nothing uses the binding {Spelling.Quote(idle.Key)}; write {{{Visible.Escape(idle.Key)}}} in {by}, or remove it");
        }
    }
}
