using System.Net;
using System.Net.Sockets;

namespace Harness.Core.Postfix.Access.Matrix.Derived;

/// <summary>In what words a person speaks of a client.</summary>
internal static class ClientLabels
{
    /// <summary>The general ones first, the client itself last.</summary>
    public static IEnumerable<string> Of(MatrixClient client, LabelContext context)
    {
        int inside = context.Inside(client);
        bool outsider = inside <= 0;
        IPNetwork[] networks = client.Address is { } at ? [.. context.Mentions.Networks.Concat(context.Mentions.KeyNetworks).Where(n => n.Contains(at)).Distinct().OrderBy(n => n.PrefixLength)] : [];
        string who = outsider ? "outsiders" : inside == context.Sources || networks.Length == 0 ? "clients in mynetworks" : $"clients in {networks[^1]}";
        yield return "any client";
        if (client.Login is { } login)
        {
            yield return "clients that are logged in";
            yield return $"clients logged in as {login}";
        }
        else
        {
            yield return "clients that are not logged in";
            if (outsider)
                yield return "outsiders";
            if (inside == context.Sources)
                yield return "clients in mynetworks";
        }
        if (client.Address is { } address)
        {
            if (address.AddressFamily == AddressFamily.InterNetworkV6)
                yield return $"{who} with IPv6";
            foreach (IPNetwork network in networks)
            {
                if (network.PrefixLength == address.GetAddressBytes().Length * 8)
                {
                    yield return $"the client {address}";
                    continue;
                }
                yield return $"clients in {network}";
                IPNetwork[] within = [.. context.Mentions.Networks.Where(n => n.PrefixLength > network.PrefixLength && network.Contains(n.BaseAddress)).Distinct()];
                if (within.Length is 1 or 2 && !within.Any(n => n.Contains(address)))
                    yield return $"clients in {network} outside {string.Join(" and ", within)}";
            }
            (string Zone, IPAddress Answer)[] listings = [.. context.ListingsOf(address)];
            foreach ((string zone, _) in listings)
                yield return $"{who} listed on {zone}";
            foreach ((string zone, IPAddress answer) in listings)
                yield return $"{who} listed on {zone} with {answer}";
        }
        if (client.Name == "unknown")
            yield return $"{who} without a verified name";
        if (client.Name == "unknown" && client.NameIsTemporary)
            yield return $"{who} whose name cannot be looked up for now";
        else if (client.ReverseName == "unknown")
            yield return $"{who} without a name (no PTR record)";
        else if (client.Name == "unknown")
            yield return $"{who} whose name does not lead back to them";
        yield return client.Name == "unknown" ? $"client {client.Address}" : $"client {client.Name}[{client.Address}]{(client.Login is null ? "" : $" as {client.Login}")}";
    }
}
