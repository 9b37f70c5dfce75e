using System.Net;
using System.Net.Sockets;
using Harness.Core.Postfix.Access;

namespace Harness.Lab.Plays.Lane;

/// <summary>Which sessions XCLIENT can tell a server, so that they can be played.</summary>
public sealed class LaneReach
{
    private readonly bool _hasSix;
    private readonly HashSet<IPAddress> _own;

    /// <summary>Those of a server.</summary>
    public LaneReach(LabServer server)
    {
        _hasSix = server.Configuration.Parameters.Text("inet_protocols") != "ipv4";
        // permit_inet_interfaces looks at the connection itself, which XCLIENT leaves as it is.
        bool looksBehind = server.Configuration.Main.Settings.Any(s => s.Lines.Any(l => l.Text.Contains("permit_inet_interfaces", StringComparison.OrdinalIgnoreCase)));
        _own = looksBehind ? [.. server.World.OwnAddresses ?? []] : [];
    }

    /// <summary>Whether the session can be played.</summary>
    public bool Has(AccessSession session) => session.Client is not { } client
        || (!_own.Contains(client) && (client.AddressFamily == AddressFamily.InterNetworkV6 ? _hasSix : !IsOfNobody(client)));

    // Postfix takes no address of 0.0.0.0/8 for one.
    private static bool IsOfNobody(IPAddress address)
    {
        Span<byte> octets = stackalloc byte[4];
        return address.TryWriteBytes(octets, out _) && octets[0] == 0;
    }
}
