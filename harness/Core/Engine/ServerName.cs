using Harness.Core.Scenarios;

namespace Harness.Core.Engine;

/// <summary>What a client calls the server in a TLS handshake (RFC 6066 §3): a name, never an address.</summary>
internal static class ServerName
{
    private const string IPv6 = "IPv6:";

    /// <summary>The server's name, or its address as a URL has it where only that is known.</summary>
    public static string ForUrl(Placeholders values)
        => ForTls(values) is { Length: > 0 } name ? name
        : values.Fill("{address}") is var address && address.StartsWith(IPv6, StringComparison.OrdinalIgnoreCase) ? $"[{address[IPv6.Length..]}]"
        : address;

    /// <summary>The server's name, or an empty text where only its address is known.</summary>
    public static string ForTls(Placeholders values) => values.Fill("{mx}") is var name && Uri.CheckHostName(name) == UriHostNameType.Dns ? name : "";
}
