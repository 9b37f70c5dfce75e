namespace Harness.Lab.Clients;

/// <summary>The clients every lab has, whatever the configuration: the explicit list.</summary>
internal static class KnownClients
{
    /// <summary>The blocking list of the guide that tells why by its code.</summary>
    public const string Zen = "zen.spamhaus.org";

    /// <summary>The other one; it has a single code.</summary>
    public const string SpamCop = "bl.spamcop.net";

    /// <summary>The zones the lab serves.</summary>
    public static readonly IReadOnlyList<string> Zones = [SpamCop, Zen];

    /// <summary>
    /// The codes Spamhaus documents for zen: SBL, CSS, XBL, DROP, PBL by the provider, PBL by Spamhaus.
    /// </summary>
    private static readonly (string Kind, string Code)[] _zenCodes =
    [
        ("zen-sbl", "127.0.0.2"), ("zen-css", "127.0.0.3"), ("zen-xbl", "127.0.0.4"),
        ("zen-drop", "127.0.0.9"), ("zen-pbl-isp", "127.0.0.10"), ("zen-pbl", "127.0.0.11"),
    ];

    /// <summary>The clients that nothing is special about.</summary>
    public static IReadOnlyList<LabClient> Outsiders { get; } =
        [.. Enumerable.Range(10, 8).Select(i => new LabClient("outsider", $"192.0.2.{i}", $"mail{i}.outsider.example"))];

    /// <summary>
    /// Outsiders for many sessions at speed: their addresses are not in <see cref="LabInternet.ClientNetworks"/>, so smtpd does
    /// not trace them, and nobody waits for the mail log.
    /// </summary>
    public static IReadOnlyList<LabClient> Crowd { get; } =
    [
        .. Enumerable.Range(128, 16).Select(i => new LabClient("crowd", $"192.0.2.{i}", $"mail{i}.crowd.example") { IsFollowed = false }),
        .. Enumerable.Range(10, 4).Select(i => new LabClient("crowd6", $"2001:db8:d::{i}", $"mail{i}.crowd6.example") { IsFollowed = false }),
    ];

    /// <summary>
    /// Outsiders whose sessions last, so that the others have their addresses to themselves. They are not traced either: one of
    /// them says a command ten thousand times.
    /// </summary>
    public static IReadOnlyList<LabClient> Slow { get; } =
        [.. Enumerable.Range(160, 16).Select(i => new LabClient("slow", $"192.0.2.{i}", $"mail{i}.slow.example") { IsFollowed = false })];

    /// <summary>All of them. Several of one kind can speak at the same time.</summary>
    public static readonly IReadOnlyList<LabClient> All =
    [
        .. Outsiders,
        .. _zenCodes.Select((z, i) => Listed(z.Kind, $"192.0.2.{32 + i}", (Zen, z.Code))),
        Listed("spamcop", "192.0.2.48", (SpamCop, "127.0.0.2")),
        Listed("both-lists", "192.0.2.52", (Zen, "127.0.0.4"), (SpamCop, "127.0.0.2")),
        new LabClient("no-ptr", "192.0.2.60", null),
        new LabClient("neighbour", "203.0.113.77", "neighbour.isp.example"),
        new LabClient("ipv6", "2001:db8:c::10", "mail6.outsider.example"),
        Listed("ipv6-listed", "2001:db8:c::32", (Zen, "127.0.0.2")),
        .. Crowd,
        .. Slow,
    ];

    /// <summary>The client that may say XCLIENT.</summary>
    public static readonly LabClient Driver = new("driver", LabInternet.Driver, "driver.lab.example");

    /// <summary>
    /// The clients that may say XCLIENT and are traced, with names that resolve: with smtpd_delay_reject = no a server turns away
    /// who has none before XCLIENT can be said.
    /// </summary>
    public static readonly IReadOnlyList<LabClient> TracedDrivers =
        [.. LabInternet.TracedDrivers.Select((a, i) => new LabClient("traced-driver", a, $"driver{i}.lab.example"))];

    private static LabClient Listed(string kind, string address, params (string Zone, string Code)[] listings)
        => new(kind, address, $"{kind}.botnet.example") { Listings = listings.ToDictionary(l => l.Zone, l => l.Code) };
}
