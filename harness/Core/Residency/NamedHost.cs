using Harness.Core.Postfix.Configuration;

namespace Harness.Core.Residency;

/// <summary>A host that a configuration hands mail to.</summary>
/// <param name="Host">Its name or address.</param>
/// <param name="IsDomain">Whether its MX is asked for: no brackets around it (transport(5)).</param>
/// <param name="Place">The line that names it.</param>
internal sealed record NamedHost(string Host, bool IsDomain, SettingLine Place)
{
    // Deliveries that leave no machine.
    private static readonly string[] _here = ["local", "virtual", "error", "retry", "discard", "pipe", "maildrop", "procmail"];

    /// <summary>The host of a next hop (<c>[mail.example]:587</c>) or of a transport with one (<c>smtp:[mail.example]</c>); null where it leads nowhere else.</summary>
    public static NamedHost? Of(string word, bool withTransport, SettingLine place)
    {
        string hop = word;
        if (withTransport)
        {
            int colon = word.IndexOf(':');
            string transport = colon < 0 ? "" : word[..colon];
            hop = colon < 0 ? "" : word[(colon + 1)..];
            if (_here.Contains(transport) || hop.Length == 0 || hop.Contains('/', StringComparison.Ordinal))
            {
                return null;
            }
        }

        string host = hop.StartsWith('[') && hop.IndexOf(']') is > 1 and var end ? hop[1..end] : hop.Split(':')[0];
        host = host.StartsWith("IPv6:", StringComparison.OrdinalIgnoreCase) ? host[5..] : host;
        return host.Length == 0 || host.Contains('$', StringComparison.Ordinal) ? null : new NamedHost(host, !hop.StartsWith('['), place);
    }
}
