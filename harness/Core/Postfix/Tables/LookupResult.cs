using Harness.Core.Postfix.Configuration;

namespace Harness.Core.Postfix.Tables;

/// <summary>A table's answer to one key.</summary>
/// <param name="Status">What the lookup came to.</param>
/// <param name="Value">The right-hand side; empty unless found.</param>
/// <param name="Place">The line of the table's source that answered, or of main.cf for inline: and static:; null unless found.</param>
public sealed record LookupResult(LookupStatus Status, string Value, SettingLine? Place)
{
    /// <summary>No such key.</summary>
    public static readonly LookupResult Missing = new(LookupStatus.Missing, "", null);

    /// <summary>A lookup error.</summary>
    public static readonly LookupResult Failed = new(LookupStatus.Failed, "", null);

    /// <summary>A table that cannot be read here.</summary>
    public static readonly LookupResult Unknown = new(LookupStatus.Unknown, "", null);
}
