using System.Net;

namespace Harness.Core.Dns.Spf;

/// <summary>One mechanism of an SPF record (RFC 7208 §5).</summary>
/// <param name="Qualifier">The result where it matches: <c>+</c>, <c>-</c>, <c>~</c> or <c>?</c>.</param>
/// <param name="Name">all, include, a, mx, ptr, ip4, ip6 or exists.</param>
/// <param name="Domain">Its domain with macros unexpanded, or null for the current one.</param>
/// <param name="Network">The network of ip4 and ip6, or null.</param>
/// <param name="Prefix4">The length of the prefix for IPv4 addresses, in bits.</param>
/// <param name="Prefix6">The length of the prefix for IPv6 addresses, in bits.</param>
/// <param name="Text">As it stands in the record.</param>
public sealed record SpfTerm(char Qualifier, string Name, string? Domain, IPAddress? Network, int Prefix4, int Prefix6, string Text)
{
    /// <summary>Whether it counts among the ten that may ask the DNS.</summary>
    public bool AsksDns => Name is "include" or "a" or "mx" or "ptr" or "exists";

    /// <summary>The result of a match.</summary>
    public SpfResult Result => Qualifier switch
    {
        '-' => SpfResult.Fail,
        '~' => SpfResult.SoftFail,
        '?' => SpfResult.Neutral,
        _ => SpfResult.Pass,
    };

    /// <summary>Whether an address is in the network of another with this term's prefixes.</summary>
    public bool Covers(IPAddress client, IPAddress other)
    {
        byte[] a = client.GetAddressBytes(), b = other.GetAddressBytes();
        int bits = a.Length == 4 ? Prefix4 : Prefix6;
        return a.Length == b.Length && new IPNetwork(Masked(b, bits), bits).Contains(client);
    }

    private static IPAddress Masked(byte[] octets, int bits)
    {
        for (int i = 0; i < octets.Length; i++)
        {
            octets[i] &= (byte)(0xff << Math.Clamp(8 - (bits - (i * 8)), 0, 8));
        }

        return new IPAddress(octets);
    }
}
