using Harness.Core.Postfix.Configuration;

namespace Harness.Core.Mutation.Operators;

/// <summary>The domain and the filter of a DNS-based list in a restriction (postconf(5), reject_rbl_client).</summary>
internal static class DnsZone
{
    /// <summary>The domain, or null where the restriction asks no list.</summary>
    public static string? Of(RestrictionEntry entry)
        => RestrictionNames.IsDnsList(entry.Name) && entry.Argument is { } argument && !argument.Text.StartsWith('$') ? argument.Text.Split('=')[0] : null;

    /// <summary>The filter after the domain, or null.</summary>
    public static string? Filter(RestrictionEntry entry)
        => Of(entry) is { } domain && entry.Argument!.Text.Length > domain.Length ? entry.Argument.Text[(domain.Length + 1)..] : null;
}
