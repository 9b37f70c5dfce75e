namespace Harness.Lab;

/// <summary>
/// The addresses of the lab's own internet. They are the documentation networks of RFC 5737 and RFC 3849, so that reports of
/// two runs compare, and no packet with them leaves the lab.
/// </summary>
internal static class LabInternet
{
    /// <summary>The server under test.</summary>
    public const string Mx = "203.0.113.25";

    /// <summary>The server under test, IPv6.</summary>
    public const string Mx6 = "2001:db8:25::25";

    /// <summary>The resolver.</summary>
    public const string Dns = "203.0.113.53";

    /// <summary>The client that may say XCLIENT, and no attack speaks from.</summary>
    public const string Driver = "203.0.113.200";

    /// <summary>Networks of the clients, for smtpd's debug_peer_list; the driver and the crowd are not in them.</summary>
    public const string ClientNetworks = "192.0.2.0/25 203.0.113.64/26 [2001:db8:c::]/64";

    /// <summary>The first mail exchanger of the world: offers STARTTLS.</summary>
    public static readonly WorldHost Tls = new("tls.example", "mx.tls.example", "198.51.100.25", "tls");

    /// <summary>Does not offer STARTTLS.</summary>
    public static readonly WorldHost Plain = new("plain.example", "mx.plain.example", "198.51.100.26", "plain");

    /// <summary>Answers every recipient with 451.</summary>
    public static readonly WorldHost Defer = new("defer.example", "mx.defer.example", "198.51.100.27", "defer");

    /// <summary>All mail exchangers of the world.</summary>
    public static readonly IReadOnlyList<WorldHost> World = [Tls, Plain, Defer];
}

/// <summary>A mail exchanger outside.</summary>
/// <param name="Domain">The domain whose MX it is.</param>
/// <param name="Name">Its host name.</param>
/// <param name="Address">Its address.</param>
/// <param name="Manner">How it behaves, as <c>containers/world</c> spells it.</param>
internal sealed record WorldHost(string Domain, string Name, string Address, string Manner);
