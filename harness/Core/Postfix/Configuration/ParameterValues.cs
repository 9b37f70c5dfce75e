using System.Collections;
using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Harness.Core.Postfix.Configuration;

/// <summary>The values of a scope, each expanded when it is first asked for: a service asks for a tenth of them.</summary>
internal sealed class ParameterValues(ParameterScope scope) : IReadOnlyDictionary<string, ParameterValue>
{
    private readonly ConcurrentDictionary<string, ParameterValue?> made = new(StringComparer.Ordinal);

    public IEnumerable<string> Keys => scope.Names;

    public IEnumerable<ParameterValue> Values => Keys.Select(k => this[k]);

    public int Count => Keys.Count();

    public ParameterValue this[string key] => TryGetValue(key, out var value) ? value : throw new KeyNotFoundException(key);

    public bool ContainsKey(string key) => scope.Raw(key) is not null;

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out ParameterValue value)
        => (value = made.GetOrAdd(key, Make)) is not null;

    public IEnumerator<KeyValuePair<string, ParameterValue>> GetEnumerator()
        => Keys.Select(k => KeyValuePair.Create(k, this[k])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private ParameterValue? Make(string name)
    {
        if (scope.Raw(name) is not { } raw)
            return null;
        ExpandedText text;
        if (scope.Release.TypeOf(name).Kind == ParameterKind.Raw)
        {
            text = new ExpandedText();
            text.Append(raw, 0, raw.Text.Length);
        }
        else
        {
            text = scope.Expand(raw);
        }
        // Where it cannot be expanded, no program gets as far as to use it.
        return text.Error is null
            ? new ParameterValue(name, text.ToString(), text.Words(), raw.Head)
            : new ParameterValue(name, "", [], raw.Head);
    }
}
