using System.Net;
using System.Net.Sockets;

namespace Harness.Core.Dns.Lookup;

/// <summary>Names of the DNS as text.</summary>
public static class DnsNames
{
    /// <summary>The longest name in characters, without the dot at the end (RFC 1035 §2.3.4).</summary>
    public const int Longest = 253;

    private const int LongestLabel = 63;

    /// <summary>The name in lower case without the dot at the end.</summary>
    public static string Plain(string name) => name.TrimEnd('.').ToLowerInvariant();

    /// <summary>Whether a name can be asked for: labels of 1 to 63 characters, 253 together.</summary>
    public static bool CanBeAsked(string name)
        => Plain(name) is { Length: > 0 and <= Longest } plain && plain.Split('.').All(l => l.Length is > 0 and <= LongestLabel && l.All(c => c is > ' ' and < '\x7f'));

    /// <summary>Whether a name is one of a host with a dot in it: letters, digits and hyphens (RFC 1123 §2.1).</summary>
    public static bool IsHost(string name)
        => CanBeAsked(name) && Plain(name) is var plain && plain.Contains('.', StringComparison.Ordinal)
        && plain.Split('.').All(l => l.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') && l[0] != '-' && l[^1] != '-')
        && !IPAddress.TryParse(plain, out _) && !plain.Split('.')[^1].All(char.IsAsciiDigit);

    /// <summary>The name under which an address is found (PTR).</summary>
    public static string Reverse(IPAddress address)
        => DnsList.QueryName(address, address.AddressFamily == AddressFamily.InterNetworkV6 ? "ip6.arpa" : "in-addr.arpa");

    /// <summary>Whether one name is another or stands below it.</summary>
    public static bool IsWithin(string name, string domain)
        => Plain(name) == Plain(domain) || Plain(name).EndsWith("." + Plain(domain), StringComparison.Ordinal);

    /// <summary>The type of an address record of this family.</summary>
    public static string TypeOf(IPAddress address) => address.AddressFamily == AddressFamily.InterNetworkV6 ? "AAAA" : "A";
}
