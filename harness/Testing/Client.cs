namespace Harness.Testing;

/// <summary>A kind of client that a session can be played from: a host with an address, a name or none, listed or not.</summary>
/// <param name="Kind">The kind as scenarios name it (<c>from</c>); <c>smtp-harness lab CONFIG</c> prints all that a lab has.</param>
public sealed record Client(string Kind)
{
    /// <summary>A host outside <c>mynetworks</c>, on no list, whose address and name belong together.</summary>
    public static Client Outsider { get; } = new("outsider");

    /// <summary>A host inside <c>mynetworks</c>.</summary>
    public static Client Inside { get; } = new("inside");

    /// <summary>A host inside <c>mynetworks</c> that is listed on both lists.</summary>
    public static Client InsideListed { get; } = new("inside-listed");

    /// <summary>A host that zen.spamhaus.org lists with 127.0.0.2 (SBL). The other codes are the kinds <c>zen-css</c>, <c>zen-xbl</c>, <c>zen-drop</c>, <c>zen-pbl</c> and <c>zen-pbl-isp</c>.</summary>
    public static Client ListedOnZen { get; } = new("zen-sbl");

    /// <summary>A host that bl.spamcop.net lists.</summary>
    public static Client ListedOnSpamCop { get; } = new("spamcop");

    /// <summary>A host that both lists list.</summary>
    public static Client ListedOnBoth { get; } = new("both-lists");

    /// <summary>A host whose address resolves to no name.</summary>
    public static Client WithoutName { get; } = new("no-ptr");

    /// <summary>A host outside <c>mynetworks</c>, in the server's own network.</summary>
    public static Client Neighbour { get; } = new("neighbour");

    /// <summary>An outsider with an IPv6 address.</summary>
    public static Client IPv6 { get; } = new("ipv6");

    /// <summary>A host with an IPv6 address that zen.spamhaus.org lists.</summary>
    public static Client IPv6Listed { get; } = new("ipv6-listed");

    /// <summary>The kind.</summary>
    public override string ToString() => Kind;
}
