using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Harness.Core.Postfix.Configuration;
using Harness.Core.Postfix.Tables;

namespace Harness.Core.Postfix.Audit;

/// <summary>mynetworks: what it holds besides a site's own networks, and what Postfix does not take.</summary>
internal static class TrustedNetworks
{
    private static readonly IPNetwork[] Private =
    [
        .. new[] { "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "127.0.0.0/8", "169.254.0.0/16", "100.64.0.0/10", "::1/128", "fc00::/7", "fe80::/10", "::ffff:127.0.0.0/104" }
            .Select(n => IPNetwork.Parse(n)),
    ];

    private static readonly IPAddress[] DockerGateways = [IPAddress.Parse("172.17.0.1"), IPAddress.Parse("172.18.0.1")];

    public static IEnumerable<AuditFinding> Look(AuditSubject subject)
    {
        foreach (var server in subject.Smtpds)
        {
            if (server.Parameters.Find("mynetworks") is not { IsSet: true } networks)
                continue;
            var list = new NetworkList(networks.Words, subject.Opener);
            foreach (var problem in list.Problems.Where(p => p.Place.Line > 0))
            {
                yield return new(problem.IsFatal ? AuditSeverity.Error : AuditSeverity.Warning, problem.IsFatal ? AuditKinds.BadValue : AuditKinds.TableLine, problem.Place,
                    $"mynetworks: {problem.Message}" + (problem.IsFatal ? "; whoever is compared with this item is told 451" : ""));
            }
            foreach ((var network, var word) in list.Networks().Where(n => n.Word.Place.Line > 0))
            {
                if (Judge(network, word) is { } finding)
                    yield return finding;
            }
        }
    }

    private static AuditFinding? Judge(IPNetwork network, PlacedWord word)
    {
        if (!Array.Exists(Private, p => p.BaseAddress.AddressFamily == network.BaseAddress.AddressFamily && p.PrefixLength <= network.PrefixLength && p.Contains(network.BaseAddress)))
        {
            bool isIPv4 = network.BaseAddress.AddressFamily == AddressFamily.InterNetwork;
            if (network.PrefixLength >= (isIPv4 ? 22 : 48))
                return null;
            bool isHuge = network.PrefixLength <= (isIPv4 ? 8 : 16);
            return new(isHuge ? AuditSeverity.Error : AuditSeverity.Warning, network.PrefixLength == 0 ? AuditKinds.OpenRelay : AuditKinds.WideNetworks, word.Place,
                network.PrefixLength == 0 ? $"{word.Word} is everybody: anybody relays through this server"
                    : $"{word.Word} is a network of the internet: {Amount(network, isIPv4)} addresses may relay", "mynetworks = 127.0.0.0/8 [::1]/128 and your own networks")
            { Attacks = ["relay/*"] };
        }
        return Array.Find(DockerGateways, network.Contains) is { } gateway && network.PrefixLength < 32
            ? new(AuditSeverity.Note, AuditKinds.WideNetworks, word.Place,
                $"{word.Word} holds {gateway}, where Docker's proxy makes the whole internet come from if this server runs in a container", null)
            { Attacks = ["relay/*"] }
            : null;
    }

    private static string Amount(IPNetwork network, bool isIPv4) => isIPv4 ? string.Create(CultureInfo.InvariantCulture, $"{1L << (32 - network.PrefixLength):N0}") : $"2^{128 - network.PrefixLength}";
}
