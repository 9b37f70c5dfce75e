using Harness.Core.Postfix.Configuration;

namespace Harness.Core.Postfix.Tables;

/// <summary>
/// Opens the tables that a configuration names (DATABASE_README, dict_open(3)). A table is opened once; the same word
/// gives the same table. Safe for use by many threads.
/// </summary>
/// <param name="files">Where files are read.</param>
/// <param name="release">Whose rules hold.</param>
/// <param name="users">The accounts of unix:passwd.byname; null where nobody knows them.</param>
public sealed class TableOpener(ITableFiles files, PostfixRelease release, IReadOnlyCollection<string>? users = null)
{
    // A table within a table within a table: more than anybody writes.
    private const int DeepestNesting = 20;

    private readonly Dictionary<(string Word, bool FoldsKeys), LookupTable> _open = [];

    /// <summary>Where files are read.</summary>
    public ITableFiles Files { get; } = files;

    /// <summary>Whose rules hold.</summary>
    public PostfixRelease Release { get; } = release;

    /// <summary>
    /// Opens a table. Never throws: what Postfix cannot open fails each lookup and has a problem that says why; what cannot
    /// be read here answers <see cref="LookupStatus.Unknown"/>.
    /// </summary>
    /// <param name="word">The <c>type:name</c> with its <c>$</c> expanded, and its line.</param>
    /// <param name="foldsKeys">Whether the asker has keys folded: everything does but match lists, which fold the text themselves.</param>
    public LookupTable Open(PlacedWord word, bool foldsKeys = true)
    {
        lock (_open)
            return Open(word.Word, word.Place, foldsKeys, 0);
    }

    private LookupTable Open(string word, SettingLine place, bool foldsKeys, int depth)
    {
        if (!_open.TryGetValue((word, foldsKeys), out var table))
            _open.Add((word, foldsKeys), table = Make(word, place, foldsKeys, depth));
        return table;
    }

    private LookupTable Make(string word, SettingLine place, bool foldsKeys, int depth)
    {
        string bare = word;
        while (bare.StartsWith("proxy:", StringComparison.Ordinal))
            bare = bare["proxy:".Length..];
        int colon = bare.IndexOf(':', StringComparison.Ordinal);
        if (colon < 1 || colon == bare.Length - 1)
            return ConstantTable.Failing(word, place, $"open dictionary: expecting \"type:name\" form instead of \"{bare}\"");
        if (depth > DeepestNesting)
            return ConstantTable.Failing(word, place, $"tables within tables, more than {DeepestNesting} deep");
        string type = bare[..colon];
        string name = bare[(colon + 1)..];
        return TableTypes.KindOf(type) switch
        {
            TableKind.Source when place.Parameter is "alias_maps" or "alias_database" => FromFile(word, name, place, AliasTable.Read),
            TableKind.Source => FromFile(word, name, place, s => IndexedTable.Read(s, isTextHash: false, foldsKeys)),
            TableKind.TextHash => FromFile(word, name, place, s => IndexedTable.Read(s, isTextHash: true, foldsKeys)),
            TableKind.Cidr => FromRules(word, name, place, CidrTable.Read),
            TableKind.Regexp => FromRules(word, name, place, s => PatternTable.Read(s, PatternFlavour.Posix, Release)),
            TableKind.Pcre => FromRules(word, name, place, s => PatternTable.Read(s, PatternFlavour.Perl, Release)),
            TableKind.Inline => Inline(word, name, place, foldsKeys),
            TableKind.Static => Static(word, name, place),
            TableKind.Random => Random(word, name, place),
            TableKind.Union => Members(word, type, name, place, foldsKeys, depth, m => new UnionTable(word, m, foldsKeys)),
            TableKind.Pipe => Members(word, type, name, place, foldsKeys, depth, m => new PipeTable(word, m, foldsKeys)),
            TableKind.Fail => ConstantTable.Failing(word, []),
            TableKind.Unix => Unix(word, name, place, foldsKeys),
            TableKind.Internal => new KnownNames(word, [], foldsKeys),
            TableKind.Unreadable => ConstantTable.Unreadable(word),
            TableKind.UnreadablePatterns => ConstantTable.Unreadable(word, isFixed: false),
            _ => ConstantTable.Failing(word, place, $"unsupported dictionary type: {type}"),
        };
    }

    private LookupTable FromFile(string word, string path, SettingLine place, Func<TableSource, LookupTable> read)
    {
        var file = Files.Read(path);
        return file.Status switch
        {
            TableFileStatus.Present => read(new(word, file.Text, path, place)),
            TableFileStatus.Absent => ConstantTable.Failing(word, place, $"open database {path}: No such file or directory"),
            _ => ConstantTable.Unreadable(word),
        };
    }

    // From 3.7 on rules may stand in main.cf itself: cidr:{ {10.0.0.0/8 OK}, … } (dict_stream.c).
    private LookupTable FromRules(string word, string name, SettingLine place, Func<TableSource, LookupTable> read)
    {
        if (!name.StartsWith('{') || !Release.AtLeast(3, 7))
            return FromFile(word, name, place, read);
        string?[] rules = QuotedText.Braced(name) is { } inner ? [.. ListWords.Of(inner).Select(r => QuotedText.Braced(r))] : [null];
        if (rules.Contains(null))
            return ConstantTable.Failing(word, place, $"bad syntax: \"{word}\"; need {{ {{rule}}, … }}");
        return read(new(word, string.Join('\n', rules.Select(r => r!.Trim(Blanks.All))), null, place));
    }

    private static LookupTable Inline(string word, string name, SettingLine place, bool foldsKeys)
    {
        string[]? items = QuotedText.Braced(name) is { } inner ? [.. ListWords.Of(inner)] : null;
        if (items is null or [])
            return ConstantTable.Failing(word, place, $"bad syntax: \"{word}\"; need \"inline:{{name=value...}}\"");
        var pairs = new List<(string, string)>();
        foreach (string item in items)
        {
            if ((item.StartsWith('{') ? QuotedText.Braced(item) : item) is not { } bare || QuotedText.Pair(bare) is not { } pair)
                return ConstantTable.Failing(word, place, $"\"{item}\" is no name=value: \"{word}\"; need \"inline:{{name=value...}}\"");
            pairs.Add(pair);
        }
        return IndexedTable.Of(word, pairs, place, foldsKeys);
    }

    private static ConstantTable Static(string word, string name, SettingLine place)
    {
        string? value = name.StartsWith('{') ? QuotedText.Braced(name)?.Trim(Blanks.All) : name;
        return value is null ? ConstantTable.Failing(word, place, $"bad static:name syntax: \"{name}\"") : ConstantTable.Of(word, value, place, isFixed: true);
    }

    private static ConstantTable Random(string word, string name, SettingLine place)
    {
        string[] values = QuotedText.Braced(name) is { } inner ? [.. ListWords.Of(inner).Distinct()] : [];
        return values switch
        {
            [] => ConstantTable.Failing(word, place, $"bad syntax: \"{word}\"; need \"randmap:{{value...}}\""),
            [var only] => ConstantTable.Of(word, only, place, isFixed: false),
            _ => ConstantTable.Unreadable(word, isFixed: false),
        };
    }

    private LookupTable Members(
        string word, string type, string name, SettingLine place, bool foldsKeys, int depth, Func<IReadOnlyList<LookupTable>, LookupTable> join)
    {
        string[] members = QuotedText.Braced(name) is { } inner ? [.. ListWords.Of(inner)] : [];
        return members.Length == 0 || !Array.TrueForAll(members, m => m.Contains(':', StringComparison.Ordinal))
            ? ConstantTable.Failing(word, place, $"bad syntax: \"{word}\"; need \"{type}:{{type:name...}}\"")
            : join([.. members.Select(m => Open(m, place, foldsKeys, depth + 1))]);
    }

    private LookupTable Unix(string word, string name, SettingLine place, bool foldsKeys) => name switch
    {
        "passwd.byname" when users is not null => new KnownNames(word, users, foldsKeys),
        "passwd.byname" or "group.byname" => ConstantTable.Unreadable(word),
        _ => ConstantTable.Failing(word, place, $"unknown table: unix:{name}"),
    };
}
