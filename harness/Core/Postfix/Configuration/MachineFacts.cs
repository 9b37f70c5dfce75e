using System.Net;

namespace Harness.Core.Postfix.Configuration;

/// <summary>What Postfix asks the machine for where main.cf does not say it: the defaults of myhostname, mydomain and mynetworks.</summary>
/// <param name="HostName">What gethostname(2) says, with or without a domain.</param>
/// <param name="Addresses">The addresses of its interfaces, in the order in which the system lists them.</param>
public sealed record MachineFacts(string HostName, IReadOnlyList<InterfaceAddress> Addresses)
{
    /// <summary>Where main.cf is (postconf(5), config_directory).</summary>
    public string ConfigDirectory { get; init; } = "/etc/postfix";

    /// <summary>A machine with a name and no network but its own.</summary>
    public static MachineFacts Named(string hostName) => new(hostName, [new InterfaceAddress(IPAddress.Loopback, 8)]);
}
