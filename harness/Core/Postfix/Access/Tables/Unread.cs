using Harness.Core.Postfix.Tables;

namespace Harness.Core.Postfix.Access.Tables;

/// <summary>Names the table that cannot be read here.</summary>
internal static class Unread
{
    /// <summary>The first such table of the row.</summary>
    public static string In(MapList tables)
        => tables.Tables.FirstOrDefault(t => t.Find("x").Status == LookupStatus.Unknown)?.Name
            ?? string.Join(", ", tables.Tables.Select(t => t.Name));
}
