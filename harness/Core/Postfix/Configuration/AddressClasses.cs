namespace Harness.Core.Postfix.Configuration;

/// <summary>The address classes of Postfix (ADDRESS_CLASS_README).</summary>
internal static class AddressClasses
{
    /// <summary>The parameters that list the domains of a class, in the order in which trivial-rewrite(8) asks them.</summary>
    public static IReadOnlyList<string> DomainLists { get; } = ["mydestination", "virtual_alias_domains", "virtual_mailbox_domains", "relay_domains"];
}
