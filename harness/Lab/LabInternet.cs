using Harness.Core.Scenarios;

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

    /// <summary>
    /// The drivers that may say XCLIENT and are traced: eight side by side play sessions for the access model, of which smtpd is
    /// to tell the deciding restriction.
    /// </summary>
    public static readonly IReadOnlyList<string> TracedDrivers = [.. Enumerable.Range(208, 8).Select(i => $"203.0.113.{i}")];

    /// <summary>Networks of the clients, for smtpd's debug_peer_list; the driver and the crowd are not in them.</summary>
    public const string ClientNetworks = "192.0.2.0/25 203.0.113.64/26 203.0.113.208/29 [2001:db8:c::]/64";

    /// <summary>The mail exchanger of the world that offers STARTTLS, and to which honest senders belong.</summary>
    public static readonly WorldHost Tls = new("tls.example", "198.51.100.25", "tls", TargetFacts.Outside);

    /// <summary>All mail exchangers of the world; containers/internet/world.py says what each manner is.</summary>
    public static readonly IReadOnlyList<WorldHost> World =
    [
        Tls,
        new("plain.example", "198.51.100.26", "plain", TargetFacts.OutsidePlain),
        new("defer.example", "198.51.100.27", "defer", TargetFacts.OutsideDefer),
        new("tls-later.example", "198.51.100.28", "starttls-454", TargetFacts.OutsideTlsLater),
        new("tls-unknown.example", "198.51.100.29", "starttls-502", TargetFacts.OutsideTlsUnknown),
        new("tls-nonsense.example", "198.51.100.30", "starttls-354", TargetFacts.OutsideTlsNonsense),
        new("tls-broken.example", "198.51.100.31", "broken-handshake", TargetFacts.OutsideTlsBroken),
        new("tls-expired.example", "198.51.100.32", "expired-certificate", TargetFacts.OutsideTlsExpired),
        new("tls-misnamed.example", "198.51.100.33", "misnamed-certificate", TargetFacts.OutsideTlsMisnamed),
        new("tls-injected.example", "198.51.100.34", "injected-reply", TargetFacts.OutsideTlsInjected),
        new("hang-up.example", "198.51.100.35", "hang-up", TargetFacts.OutsideHangUp),
    ];
}

/// <summary>A mail exchanger outside.</summary>
/// <param name="Domain">The domain whose MX it is.</param>
/// <param name="Address">Its address.</param>
/// <param name="Manner">How it behaves, as <c>containers/internet/world.py</c> spells it.</param>
/// <param name="Fact">The name of the fact that gives a recipient there.</param>
internal sealed record WorldHost(string Domain, string Address, string Manner, string Fact)
{
    /// <summary>Its host name.</summary>
    public string Name => $"mx.{Domain}";
}
