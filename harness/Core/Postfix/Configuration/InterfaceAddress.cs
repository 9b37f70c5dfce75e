using System.Net;

namespace Harness.Core.Postfix.Configuration;

/// <summary>An address of a network interface.</summary>
/// <param name="Address">The address.</param>
/// <param name="PrefixLength">The bits of its network.</param>
public sealed record InterfaceAddress(IPAddress Address, int PrefixLength);
