namespace Harness.Core.Smtp;

/// <summary>The octets of SOCKS5 that both of its ends know (RFC 1928).</summary>
public static class Socks5Octets
{
    /// <summary>The protocol's version, at the beginning of each message (§3).</summary>
    public const byte ProtocolVersion = 5;

    /// <summary>The method that asks for nothing (§3).</summary>
    public const byte NoAuthentication = 0;

    /// <summary>None of the client's methods will do (§3).</summary>
    public const byte NoneAcceptable = 0xff;

    /// <summary>The command CONNECT (§4).</summary>
    public const byte Connect = 1;

    /// <summary>Four octets follow (§5).</summary>
    public const byte AddressIPv4 = 1;

    /// <summary>An octet with the length of a name follows, and the name (§5).</summary>
    public const byte AddressName = 3;

    /// <summary>Sixteen octets follow (§5).</summary>
    public const byte AddressIPv6 = 4;

    /// <summary>The reply to a request that was met (§6).</summary>
    public const byte Succeeded = 0;

    /// <summary>Any other failure (§6).</summary>
    public const byte Failed = 1;

    /// <summary>Another command than is known here (§6).</summary>
    public const byte CommandNotSupported = 7;

    /// <summary>Another kind of address than is known here (§6).</summary>
    public const byte AddressTypeNotSupported = 8;
}
