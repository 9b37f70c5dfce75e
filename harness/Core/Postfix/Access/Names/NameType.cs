namespace Harness.Core.Postfix.Access.Names;

/// <summary>The types of records that access restrictions ask for.</summary>
public enum NameType
{
    /// <summary>IPv4 address.</summary>
    A,

    /// <summary>IPv6 address.</summary>
    Aaaa,

    /// <summary>Mail exchanger.</summary>
    Mx,

    /// <summary>Name server.</summary>
    Ns,

    /// <summary>Text: the reason of a DNS list.</summary>
    Txt,
}
