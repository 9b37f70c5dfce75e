using System.Text.RegularExpressions;

namespace Harness.Core.Postfix.Intake;

/// <summary>A lookup table as a word of a list names it: <c>type:name</c>, perhaps behind <c>proxy:</c> or inside a pipemap (DATABASE_README).</summary>
internal static partial class TableName
{
    private static readonly string[] _remote =
        ["mysql", "pgsql", "ldap", "sqlite", "mongodb", "socketmap", "tcp", "nis", "nisplus", "netinfo", "memcache"];

    /// <summary>What may follow a table's name where its file ends: text, and what postmap(1) makes of it.</summary>
    public static readonly IReadOnlyList<string> Endings = ["", ".db", ".lmdb", ".cdb"];

    /// <summary>Types that are asked over a connection or through another program's files.</summary>
    public static bool IsRemote(string type) => _remote.Contains(type);

    /// <summary>The tables a word names.</summary>
    public static IEnumerable<(string Type, string Name)> In(string word)
        => Table().Matches(word).Select(m => (m.Groups["type"].Value, m.Groups["name"].Value));

    /// <summary>Puts something in the place of each table; null leaves it.</summary>
    public static string Replace(string word, Func<string, string, string?> by)
        => Table().Replace(word, m => by(m.Groups["type"].Value, m.Groups["name"].Value) ?? m.Value);

    /// <summary>Whether a word names a table or a file of patterns that is not here.</summary>
    public static bool IsMissing(IntakeDraft draft, Word word)
    {
        var text = draft.Expansion.Of(word.Text);
        return text.StartsWith('/')
            ? !Exists(draft, text)
            : In(text).Any(t => IsRemote(t.Type) || !Exists(draft, t.Name));
    }

    /// <summary>Whether a file is given, as text or compiled, or stands in the lab anyway.</summary>
    public static bool Exists(IntakeDraft draft, string path)
        => draft.Machine.Paths.Contains(path) || Endings.Any(e => draft.Given.Find(path + e) is not null);

    [GeneratedRegex(@"(?<![\w/.])(?<type>mysql|pgsql|ldap|sqlite|mongodb|socketmap|tcp|nisplus|nis|netinfo|memcache|hash|btree|lmdb|cdb|dbm|sdbm|texthash|cidr|pcre|regexp):(?<name>[^\s,{}]+)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Table();
}
