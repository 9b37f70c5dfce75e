namespace Harness.Core.Postfix.Access.Addresses;

/// <summary>Which of the lists a recipient's domain stands in (ADDRESS_CLASS_README).</summary>
public enum DomainClass
{
    /// <summary>In none: mail for it is relayed, where that is permitted.</summary>
    Default,

    /// <summary>mydestination, or an own address in brackets.</summary>
    Local,

    /// <summary>virtual_alias_domains.</summary>
    Alias,

    /// <summary>virtual_mailbox_domains.</summary>
    Mailbox,

    /// <summary>relay_domains.</summary>
    Relay,
}
