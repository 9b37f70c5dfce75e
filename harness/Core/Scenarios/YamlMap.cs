using System.Diagnostics.CodeAnalysis;

namespace Harness.Core.Scenarios;

/// <summary>A key with its value.</summary>
internal sealed record YamlEntry(string Key, YamlPlace Place, YamlNode Value);

/// <summary>A mapping; no key stands in it twice.</summary>
internal sealed record YamlMap(string Name, YamlPlace Place, IReadOnlyList<YamlEntry> Entries) : YamlNode(Name, Place)
{
    public override string Kind => "a mapping";

    /// <summary>The value of a key, or null where the key is absent.</summary>
    public YamlNode? Find(string key) => Entries.FirstOrDefault(e => e.Key == key)?.Value;

    /// <summary>Looks for a value that need not be there.</summary>
    public bool TryFind(string key, [NotNullWhen(true)] out YamlNode? value) => (value = Find(key)) is not null;

    /// <summary>The value of a key that must be there.</summary>
    public YamlNode Need(string key, string example)
        => Find(key) ?? throw Wrong($"lacks '{key}'; add it as in {example}");

    /// <summary>Refuses keys that mean nothing here, and names the one that was probably meant.</summary>
    public void OnlyKeys(params string[] known)
    {
        if (Entries.FirstOrDefault(e => !known.Contains(e.Key)) is { } stranger)
        {
            throw stranger.Place.Wrong($"{Name} has an unknown key {Spelling.Quote(stranger.Key)}; {Spelling.DidYouMean(stranger.Key, known)}");
        }
    }
}
