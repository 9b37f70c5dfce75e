using Harness.Core.Postfix.Tables;

namespace Harness.Core.Postfix.Access.Tables;

/// <summary>The tables of one parameter or restriction, asked in order until one answers (maps_find(3)).</summary>
internal sealed class TableRow(IReadOnlyList<LookupTable> tables)
{
    private static readonly string[] s_patterns = ["regexp", "pcre", "cidr"];

    private readonly LookupTable[] _tables = [.. tables];
    private readonly bool[] _patterns = [.. tables.Select(t => IsPattern(t.Name))];

    /// <summary>No table at all.</summary>
    public bool IsEmpty => _tables.Length == 0;

    /// <summary>The first answer; the table that gave it comes back in <paramref name="table"/>.</summary>
    /// <param name="key">An empty key is in no table.</param>
    /// <param name="partial">A shortened key: tables of patterns see whole ones only (access(5), REGULAR EXPRESSION TABLES).</param>
    /// <param name="table">The table that answered, failed or is unknown; empty where the key is missing.</param>
    public LookupResult Find(string key, bool partial, out string table)
    {
        table = "";
        if (key.Length == 0)
            return LookupResult.Missing;
        for (int i = 0; i < _tables.Length; i++)
        {
            if (partial && _patterns[i])
                continue;
            LookupResult answer = _tables[i].Find(key);
            if (answer.Status == LookupStatus.Missing)
                continue;
            table = _tables[i].Name;
            // An empty value is a configuration error (dict(3), DICT_ERR_CONFIG).
            return answer.Status == LookupStatus.Found && answer.Value.Length == 0 ? LookupResult.Failed : answer;
        }
        return LookupResult.Missing;
    }

    /// <summary>The first answer to any of the keys, in their order.</summary>
    public LookupResult Find(IReadOnlyList<TableKey> keys, out string table)
    {
        table = "";
        for (int i = 0; i < keys.Count; i++)
        {
            LookupResult answer = Find(keys[i].Text, keys[i].Partial, out table);
            if (answer.Status != LookupStatus.Missing)
                return answer;
        }
        return LookupResult.Missing;
    }

    private static bool IsPattern(string name)
    {
        string bare = name.StartsWith("proxy:", StringComparison.Ordinal) ? name[6..] : name;
        string type = bare.Split(':')[0];
        return s_patterns.Contains(type, StringComparer.Ordinal)
            || (type is "pipemap" or "unionmap" && s_patterns.Any(p => bare.Contains(p + ":", StringComparison.Ordinal)));
    }
}
