using System.Net;
using System.Net.Sockets;

namespace Harness.Core.Postfix.Configuration;

/// <summary>What mynetworks is where main.cf does not set it (postconf(5), mynetworks_style).</summary>
internal static class OwnNetworks
{
    /// <summary>The list that Postfix makes.</summary>
    /// <param name="machine">The machine.</param>
    /// <param name="style">mynetworks_style, expanded.</param>
    /// <param name="interfaces">inet_interfaces, expanded.</param>
    /// <param name="protocols">inet_protocols, expanded.</param>
    public static string Of(MachineFacts machine, string style, string interfaces, string protocols)
    {
        var families = ListWords.Of(protocols).ToList();
        var all = machine.Addresses.Where(a => families.Contains("all")
            || families.Contains(a.Address.AddressFamily == AddressFamily.InterNetwork ? "ipv4" : "ipv6")).ToList();
        var names = ListWords.Of(interfaces).Select(n => n.Trim('[', ']')).ToList();
        IEnumerable<InterfaceAddress> own = interfaces switch
        {
            "all" => all,
            "loopback-only" => all.Where(a => IPAddress.IsLoopback(a.Address)),
            _ => names.SelectMany(n => all.Where(a => IsOf(a.Address, n, machine))),
        };
        return string.Join(' ', own.Select(a => Network(a, style)).Distinct());
    }

    // Names are not looked up: only the machine's own and localhost are known.
    private static bool IsOf(IPAddress address, string name, MachineFacts machine)
        => name == "localhost" ? IPAddress.IsLoopback(address)
        : IPAddress.TryParse(name, out var given) ? address.Equals(given)
        : name == machine.HostName && !IPAddress.IsLoopback(address);

    private static string Network(InterfaceAddress own, string style)
    {
        var octets = own.Address.GetAddressBytes();
        var isV4 = octets.Length == 4;
        var bits = style switch
        {
            "host" => octets.Length * 8,
            "class" when isV4 => octets[0] < 128 ? 8 : octets[0] < 192 ? 16 : octets[0] < 224 ? 24 : 4,
            _ => own.PrefixLength,
        };
        for (var i = 0; i < octets.Length; i++)
            octets[i] &= (byte)(0xff00 >> Math.Clamp(bits - (i * 8), 0, 8));
        var network = new IPAddress(octets);
        return isV4 ? $"{network}/{bits}" : $"[{network}]/{bits}";
    }
}
