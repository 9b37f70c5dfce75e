using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Harness.Core.Postfix.Tables;

/// <summary>A network or an address as cidr: tables and match lists spell it (cidr_table(5), cidr_match.c).</summary>
internal readonly record struct CidrPattern(bool IsIPv6, UInt128 Network, UInt128 Mask)
{
    private static readonly SearchValues<char> IPv6Characters = SearchValues.Create("0123456789abcdefABCDEF:.");

    /// <summary>Whether the address, of the same family, is in the network.</summary>
    public bool Contains(bool isIPv6, UInt128 address) => isIPv6 == IsIPv6 && (address & Mask) == Network;

    /// <summary>The same as .NET has it.</summary>
    public IPNetwork ToNetwork()
    {
        int bits = (int)UInt128.PopCount(Mask);
        return new(IPAddress.Parse(Spell(IsIPv6, Network)), bits);
    }

    /// <summary>
    /// Reads <c>1.2.3.0/24</c>, <c>2001:db8::/32</c>, either in brackets, or an address alone. False with a complaint in
    /// Postfix's words for anything else, host bits that are set included.
    /// </summary>
    public static bool TryRead(string pattern, out CidrPattern read, out string complaint)
    {
        read = default;
        string address = pattern;
        string? mask = null;
        if (pattern.StartsWith('['))
        {
            int close = pattern.IndexOf(']', StringComparison.Ordinal);
            if (close < 0)
                return Refuse($"missing ']' character after \"{pattern}\"", out complaint);
            string rest = pattern[(close + 1)..];
            address = pattern[1..close];
            if (rest.Length > 0 && rest[0] != '/')
                return Refuse($"garbage after \"[{address}]\"", out complaint);
            mask = rest.Length > 0 ? rest[1..] : null;
        }
        if (mask is null && address.IndexOf('/', StringComparison.Ordinal) is >= 0 and var slash)
            (address, mask) = (address[..slash], address[(slash + 1)..]);

        bool isIPv6 = address.Contains(':', StringComparison.Ordinal);
        int bits = isIPv6 ? 128 : 32;
        int length = bits;
        if (mask is not null)
        {
            if (mask.Length == 0 || !mask.All(char.IsAsciiDigit))
                return Refuse($"bad mask value in \"{address}/{mask}\"", out complaint);
            if (!int.TryParse(mask, NumberStyles.None, CultureInfo.InvariantCulture, out length) || length > bits)
                return Refuse($"bad mask length in \"{address}/{mask}\"", out complaint);
        }
        if (!TryAddress(address, out _, out var network))
            return Refuse(mask is null ? $"bad address pattern: \"{address}\"" : $"bad network value in \"{address}/{mask}\"", out complaint);
        var full = isIPv6 ? UInt128.MaxValue : uint.MaxValue;
        var netmask = length == 0 ? 0 : full << (bits - length) & full;
        if ((network & ~netmask) != 0)
        {
            return Refuse($"non-null host address bits in \"{address}/{mask}\", perhaps you should use "
                + $"\"{Spell(isIPv6, network & netmask)}/{length}\" instead", out complaint);
        }
        read = new(isIPv6, network, netmask);
        complaint = "";
        return true;
    }

    /// <summary>An address as inet_pton(3) takes it: four decimal numbers without leading zeros, or IPv6 without a scope.</summary>
    public static bool TryAddress(ReadOnlySpan<char> text, out bool isIPv6, out UInt128 address)
    {
        isIPv6 = text.Contains(':');
        address = 0;
        if (!isIPv6)
            return TryIPv4(text, out address);
        if (text.Length > 45 || text.IndexOfAnyExcept(IPv6Characters) >= 0
            || !IPAddress.TryParse(text, out var parsed) || parsed.AddressFamily != AddressFamily.InterNetworkV6)
            return false;
        Span<byte> octets = stackalloc byte[16];
        parsed.TryWriteBytes(octets, out _);
        address = BinaryPrimitives.ReadUInt128BigEndian(octets);
        return true;
    }

    private static bool TryIPv4(ReadOnlySpan<char> text, out UInt128 address)
    {
        uint value = 0;
        uint part = 0;
        int digits = 0;
        int parts = 1;
        address = 0;
        foreach (char c in text)
        {
            if (c == '.')
            {
                if (digits == 0 || ++parts > 4)
                    return false;
                value = value << 8 | part;
                (part, digits) = (0, 0);
            }
            else if (!char.IsAsciiDigit(c) || (digits > 0 && part == 0) || (part = part * 10 + c - '0') > 255)
                return false;
            else
                digits++;
        }
        address = value << 8 | part;
        return parts == 4 && digits > 0;
    }

    private static string Spell(bool isIPv6, UInt128 address)
    {
        Span<byte> octets = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(octets, address);
        return new IPAddress(isIPv6 ? octets : octets[12..]).ToString();
    }

    private static bool Refuse(string why, out string complaint)
    {
        complaint = why;
        return false;
    }
}
