using System.Net;
using System.Net.Sockets;

namespace Harness.Core.Postfix.Access.Tables;

/// <summary>What Postfix takes for a numerical address (valid_hostaddr(3), valid_mailhost_addr(3)).</summary>
public static class HostAddresses
{
    private const string Tag = "IPv6:";

    /// <summary>Dotted quad or IPv6, without brackets and tag.</summary>
    public static bool IsValid(ReadOnlySpan<char> address) => address.Contains(':') ? IsValid6(address) : IsValid4(address);

    /// <summary>The address of a literal without its brackets: dotted quad, or IPv6 with its tag; null for anything else.</summary>
    public static string? OfMailHost(string inner)
    {
        if (inner.StartsWith(Tag, StringComparison.OrdinalIgnoreCase))
            return IsValid6(inner.AsSpan(Tag.Length)) ? inner[Tag.Length..] : null;
        return IsValid4(inner) ? inner : null;
    }

    /// <summary>Whether <c>[ … ]</c> is a whole valid literal.</summary>
    public static bool IsLiteral(string text)
        => text.StartsWith('[') && text.IndexOf(']') == text.Length - 1 && OfMailHost(text[1..^1]) is not null;

    /// <summary>The address as Postfix writes it: mapped IPv4 as IPv4, <c>unknown</c> for none.</summary>
    public static string Text(IPAddress? address)
        => address is null ? "unknown" : Plain(address).ToString();

    /// <summary>IPv4 for a mapped address.</summary>
    public static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    // Leading zeros are decimal; the first octet may be 0 only where all are.
    private static bool IsValid4(ReadOnlySpan<char> address)
    {
        int octets = 0, value = 0;
        bool inside = false;
        for (int i = 0; i < address.Length; i++)
        {
            char c = address[i];
            if (char.IsAsciiDigit(c))
            {
                if (!inside)
                {
                    inside = true;
                    value = 0;
                    octets++;
                }
                value = (value * 10) + (c - '0');
                if (value > 255)
                    return false;
            }
            else if (c == '.')
            {
                if (!inside || i + 1 == address.Length)
                    return false;
                if (octets == 1 && value == 0 && address.ContainsAnyExcept('0', '.'))
                    return false;
                inside = false;
            }
            else
            {
                return false;
            }
        }
        return octets == 4;
    }

    private static bool IsValid6(ReadOnlySpan<char> address)
        => !address.ContainsAny("%[]/") && address.Contains(':')
            && IPAddress.TryParse(address, out IPAddress? parsed) && parsed.AddressFamily == AddressFamily.InterNetworkV6
            && !(address.LastIndexOf('.') >= 0 && !IsValid4(address[(address.LastIndexOf(':') + 1)..]));
}
