using System.Net;
using System.Net.Sockets;

namespace Harness.Core.Engine.Remote;

/// <summary>An address in the place of a name (RFC 5321 §4.1.3).</summary>
internal static class AddressLiteral
{
    /// <summary>The literal with its brackets: <c>[192.0.2.1]</c>, <c>[IPv6:2001:db8::1]</c>.</summary>
    public static string Of(IPAddress address) => $"[{Inside(address)}]";

    /// <summary>What stands between the brackets.</summary>
    public static string Inside(IPAddress address)
        // The zone of a link-local address means nothing to the other end.
        => address.AddressFamily == AddressFamily.InterNetworkV6 ? $"IPv6:{new IPAddress(address.GetAddressBytes())}" : $"{address}";
}
