using System.Net;
using System.Net.Sockets;

namespace Harness.Core.Postfix.Trace;

/// <summary>The name a DNSBL is asked for, before the zone (RFC 5782 §2.1 and §2.4, find_dnsxl_addr in smtpd_check.c).</summary>
internal static class DnsListKey
{
    /// <summary>Reversed octets or nibbles of an address; anything else as it is (a domain, or <c>unknown</c>).</summary>
    public static string Of(string what)
    {
        if (what.Length > 64 || !IPAddress.TryParse(what, out var address))
            return what;
        var bytes = address.GetAddressBytes();
        Array.Reverse(bytes);
        return address.AddressFamily == AddressFamily.InterNetwork
            ? string.Join('.', bytes)
            : string.Join('.', bytes.Select(b => $"{b & 15:x}.{b >> 4:x}"));
    }
}
