namespace Harness.Core.Postfix.Access.Addresses;

/// <summary>The parameters by which addresses are rewritten and resolved (postconf(5), ADDRESS_REWRITING_README).</summary>
internal sealed record AddressRules
{
    /// <summary>append_at_myorigin with myorigin; null where nothing is appended.</summary>
    public string? Origin { get; init; }

    /// <summary>append_dot_mydomain with mydomain; null where nothing is appended.</summary>
    public string? Domain { get; init; }

    /// <summary>swap_bangpath.</summary>
    public bool SwapBang { get; init; }

    /// <summary>allow_percent_hack.</summary>
    public bool Percent { get; init; }

    /// <summary>resolve_dequoted_address.</summary>
    public bool Dequote { get; init; }

    /// <summary>resolve_null_domain.</summary>
    public bool NullDomain { get; init; }

    /// <summary>resolve_numeric_domain.</summary>
    public bool NumericDomain { get; init; }

    /// <summary>allow_min_user.</summary>
    public bool MinUser { get; init; }

    /// <summary>smtputf8_enable.</summary>
    public bool Utf8 { get; init; }

    /// <summary>myhostname.</summary>
    public string HostName { get; init; } = "";

    /// <summary>empty_address_recipient.</summary>
    public string Empty { get; init; } = "";
}
