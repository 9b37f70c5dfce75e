using System.Net;
using Harness.Core.Postfix.Access.Tables;
using Harness.Core.Postfix.Tables;

namespace Harness.Core.Postfix.Access.Addresses;

/// <summary>The addresses the server receives mail on (inet_interfaces, proxy_interfaces; own_inet_addr(3)).</summary>
/// <param name="addresses">Those that are known.</param>
/// <param name="complete">Whether these are all; inet_interfaces = all leaves open which the machine has.</param>
internal sealed class OwnAddresses(IEnumerable<IPAddress> addresses, bool complete)
{
    private readonly HashSet<IPAddress> _addresses = [.. addresses.Select(HostAddresses.Plain)];

    /// <summary>Whether the address is one of them.</summary>
    public MatchAnswer Match(string address)
        => IPAddress.TryParse(Decimal(address), out IPAddress? parsed) ? Match(parsed) : MatchAnswer.Missing;

    /// <summary>Whether the address is one of them.</summary>
    public MatchAnswer Match(IPAddress address)
    {
        IPAddress plain = HostAddresses.Plain(address);
        return _addresses.Contains(plain) ? MatchAnswer.Found
            : complete ? MatchAnswer.Missing
            : new(LookupStatus.Unknown, "inet_interfaces (the addresses of the server)");
    }

    // A leading zero means octal to others, decimal to Postfix.
    private static string Decimal(string address)
        => address.Contains(':') ? address : string.Join('.', address.Split('.').Select(o => o.TrimStart('0') is { Length: > 0 } n ? n : "0"));
}
