namespace Harness.Core.Postfix.Tables;

/// <summary>A host or domain name against an item of a list (match_hostname in match_ops.c).</summary>
internal static class HostNames
{
    public static LookupStatus Match(ListItemPattern item, string name, bool matchesSubdomains)
    {
        if (item.Table is not null)
            return Ask(item, name, matchesSubdomains);
        string pattern = item.Pattern;
        bool isParent = matchesSubdomains
            ? name.Length > pattern.Length && name[^(pattern.Length + 1)] == '.' && name.EndsWith(pattern, StringComparison.Ordinal)
            : pattern.StartsWith('.') && name.Length > pattern.Length && name.EndsWith(pattern, StringComparison.Ordinal);
        return isParent || string.Equals(name, pattern, StringComparison.Ordinal) ? LookupStatus.Found : LookupStatus.Missing;
    }

    private static LookupStatus Ask(ListItemPattern item, string name, bool matchesSubdomains)
    {
        if (name.Length == 0)
            return LookupStatus.Missing;
        var status = item.Ask(name);
        var part = name.AsSpan();
        while (status == LookupStatus.Missing && item.Table!.IsFixed && part.Length > 1 && part[1..].IndexOf('.') is >= 0 and var dot)
        {
            part = part[(dot + (matchesSubdomains ? 2 : 1))..];
            if (part.IsEmpty)
                break;
            status = item.Ask(part);
        }
        return status;
    }
}
