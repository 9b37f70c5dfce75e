using System.Collections.Frozen;
using System.Text;
using Harness.Core.Postfix.Configuration;

namespace Harness.Core.Postfix.Tables;

/// <summary>
/// Keys and values: postmap(1) source for hash, lmdb, btree, cdb, dbm and sdbm, texthash:, and inline:. Keys stay quoted
/// as they are written.
/// </summary>
internal sealed class IndexedTable : LookupTable
{
    private readonly FrozenDictionary<string, LookupResult> _answers;
    private readonly FrozenDictionary<string, LookupResult>.AlternateLookup<ReadOnlySpan<char>> _parts;

    // The comparer folds ASCII without a copy; other keys are folded before.
    private readonly bool _foldsKeys;

    private IndexedTable(string name, Dictionary<string, LookupResult> answers, bool foldsKeys, IReadOnlyList<TableProblem> problems)
        : base(name)
    {
        _foldsKeys = foldsKeys;
        _answers = answers.ToFrozenDictionary(answers.Comparer);
        _parts = _answers.GetAlternateLookup<ReadOnlySpan<char>>();
        Problems = problems;
    }

    public override IReadOnlyList<TableProblem> Problems { get; }

    public override LookupResult Find(string key) =>
        _answers.GetValueOrDefault(_foldsKeys && !Ascii.IsValid(key) ? CaseFold.Of(key) : key, LookupResult.Missing);

    public override LookupResult Find(ReadOnlySpan<char> key)
    {
        if (_foldsKeys && !Ascii.IsValid(key))
            return Find(key.ToString());
        return _parts.TryGetValue(key, out var answer) ? answer : LookupResult.Missing;
    }

    /// <summary>Reads postmap(1) source (postmap.c, dict_thash.c): the first of two equal keys counts.</summary>
    /// <param name="source">The source.</param>
    /// <param name="isTextHash">Read by the daemon itself, for which a duplicate key spoils the whole table.</param>
    /// <param name="foldsKeys">Whether the asker has the case of keys folded; postmap always folds what it stores.</param>
    public static LookupTable Read(TableSource source, bool isTextHash, bool foldsKeys)
    {
        var answers = new Dictionary<string, LookupResult>(Comparer(foldsKeys));
        foreach (var line in source.Lines())
        {
            if (KeyValue(source, line, isTextHash) is not var (key, value))
                continue;
            if (!isTextHash || foldsKeys)
                key = CaseFold.Of(key);
            if (answers.TryAdd(key, new(LookupStatus.Found, value, source.PlaceOf(line))))
                continue;
            if (isTextHash)
                source.Fail(line, $"duplicate entry: \"{key}\"");
            else
                source.Complain(line, $"duplicate entry: \"{key}\"");
        }
        return source.IsFatal ? ConstantTable.Failing(source.Name, source.Problems) : new IndexedTable(source.Name, answers, foldsKeys, source.Problems);
    }

    /// <summary>Makes inline: of its pairs: the last of two equal keys counts (dict_inline.c).</summary>
    public static LookupTable Of(string name, IEnumerable<(string Key, string Value)> pairs, SettingLine place, bool foldsKeys)
    {
        var answers = new Dictionary<string, LookupResult>(Comparer(foldsKeys));
        foreach ((string key, string value) in pairs)
            answers[foldsKeys ? CaseFold.Of(key) : key] = new(LookupStatus.Found, value, place);
        return new IndexedTable(name, answers, foldsKeys, []);
    }

    /// <summary>Makes one of entries that are read already, their keys folded.</summary>
    public static LookupTable Of(TableSource source, Dictionary<string, LookupResult> answers) =>
        new IndexedTable(source.Name, answers, foldsKeys: true, source.Problems);

    private static StringComparer Comparer(bool foldsKeys) => foldsKeys ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;

    private static (string Key, string Value)? KeyValue(TableSource source, TableLine line, bool isTextHash)
    {
        if (line.IsGarbled)
        {
            source.Complain(line, $"non-UTF-8 input \"{TableLine.Excerpt(line.Text)}\" -- ignoring this line");
            return null;
        }
        int end = QuotedText.EndOfKey(line.Text, stopsAtEquals: false);
        if (end < 0)
        {
            source.Complain(line, $"unbalanced '\"' in '{TableLine.Excerpt(line.Text)}' -- ignoring this line");
            return null;
        }
        string key = line.Text[..end];
        string value = line.Text[end..].Trim(Blanks.All);
        if (key.Length == 0 || value.Length == 0)
        {
            source.Complain(line, "expected format: key whitespace value" + (isTextHash ? " -- ignoring this line" : ""));
            return null;
        }
        if (key[^1] == ':')
            source.Complain(line, "record is in \"key: value\" format; is this an alias file?");
        return (key, value);
    }
}
