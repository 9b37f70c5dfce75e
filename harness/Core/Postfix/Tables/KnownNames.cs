using System.Collections.Frozen;

namespace Harness.Core.Postfix.Tables;

/// <summary>unix:passwd.byname with the accounts that the caller knows of.</summary>
internal sealed class KnownNames(string name, IEnumerable<string> names, bool foldsKeys) : LookupTable(name)
{
    private readonly FrozenDictionary<string, LookupResult> _answers = names
        .Distinct(foldsKeys ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal)
        .ToFrozenDictionary(n => n, n => new LookupResult(LookupStatus.Found, n, null), foldsKeys ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);

    public override LookupResult Find(string key) => _answers.GetValueOrDefault(key, LookupResult.Missing);

    public override LookupResult Find(ReadOnlySpan<char> key) =>
        _answers.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(key, out var answer) ? answer : LookupResult.Missing;
}
