namespace Harness.Lab.Clients;

/// <summary>A client of the lab's internet.</summary>
/// <param name="Kind">The kind, as attacks name it.</param>
/// <param name="Address">Its IP address.</param>
/// <param name="Name">The name of its address, and the name it introduces itself with; null without PTR.</param>
public sealed record LabClient(string Kind, string Address, string? Name)
{
    /// <summary>The zones it is listed on, each with the code (127.0.0.x) the zone answers.</summary>
    public IReadOnlyDictionary<string, string> Listings { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether its sessions are looked for in the mail log, where smtpd traces them; else their replies are all there is.</summary>
    public bool IsFollowed { get; init; } = true;

    /// <summary>What it may say in EHLO: its name, else its address literal (RFC 5321 §4.1.4).</summary>
    public string HeloName => Name is { } name && name.Contains('.', StringComparison.Ordinal) ? name
        : Address.Contains(':', StringComparison.Ordinal) ? $"[IPv6:{Address}]" : $"[{Address}]";

    /// <summary>Whether it is a loopback address of the server under test itself.</summary>
    public bool IsLoopback => Address.StartsWith("127.", StringComparison.Ordinal) || Address == "::1";
}
