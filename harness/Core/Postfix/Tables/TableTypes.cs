using System.Collections.Frozen;

namespace Harness.Core.Postfix.Tables;

/// <summary>The types of lookup tables that Postfix has or had (DATABASE_README, postconf -m).</summary>
public static class TableTypes
{
    private static readonly FrozenDictionary<string, TableKind> Kinds = new Dictionary<string, TableKind>(StringComparer.Ordinal)
    {
        ["hash"] = TableKind.Source,
        ["btree"] = TableKind.Source,
        ["lmdb"] = TableKind.Source,
        ["cdb"] = TableKind.Source,
        ["dbm"] = TableKind.Source,
        ["sdbm"] = TableKind.Source,
        ["texthash"] = TableKind.TextHash,
        ["cidr"] = TableKind.Cidr,
        ["regexp"] = TableKind.Regexp,
        ["pcre"] = TableKind.Pcre,
        ["inline"] = TableKind.Inline,
        ["static"] = TableKind.Static,
        ["randmap"] = TableKind.Random,
        ["unionmap"] = TableKind.Union,
        ["pipemap"] = TableKind.Pipe,
        ["fail"] = TableKind.Fail,
        ["unix"] = TableKind.Unix,
        ["internal"] = TableKind.Internal,
        ["environ"] = TableKind.Unreadable,
        ["ldap"] = TableKind.Unreadable,
        ["memcache"] = TableKind.Unreadable,
        ["mongodb"] = TableKind.Unreadable,
        ["mysql"] = TableKind.Unreadable,
        ["netinfo"] = TableKind.Unreadable,
        ["nis"] = TableKind.Internal,
        ["nisplus"] = TableKind.Unreadable,
        ["pgsql"] = TableKind.Unreadable,
        ["sqlite"] = TableKind.Unreadable,
        ["tcp"] = TableKind.Unreadable,
        ["socketmap"] = TableKind.UnreadablePatterns,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>All names of types, <c>proxy</c> included.</summary>
    public static IEnumerable<string> Names => Kinds.Keys.Append("proxy");

    /// <summary>Whether Postfix knows the type, with whatever it may have been built.</summary>
    public static bool IsKnown(string type) => type == "proxy" || Kinds.ContainsKey(type);

    internal static TableKind KindOf(string type) => Kinds.GetValueOrDefault(type);
}
