using System.Net;

namespace Harness.Core.Postfix.Intake;

/// <summary>Addresses that belong to another host: what Postfix listens at, what it speaks from, and to whom it hands all mail.</summary>
internal static class AddressRule
{
    private static readonly string[] _hosts = ["relayhost", "smtp_fallback_relay", "fallback_relay"];

    public static void Apply(IntakeDraft draft)
    {
        foreach (var listens in draft.Everywhere("inet_interfaces").Where(a => Expanded(draft, a).Trim() != "all"))
        {
            var isLoopback = Expanded(draft, listens).Trim() is "loopback-only" or "localhost";
            draft.List($"inet_interfaces = {listens.Raw}", listens.Place,
                isLoopback ? "no other host could speak to it, and the claims are about other hosts" : "another host's addresses", "all");
            listens.ReplaceAll("all");
        }
        foreach (var bound in draft.Everywhere("smtp_bind_address", "smtp_bind_address6", "lmtp_bind_address", "lmtp_bind_address6"))
        {
            // What is no address is the user's own mistake.
            if (!IPAddress.TryParse(Expanded(draft, bound).Trim('[', ']'), out var address) || IPAddress.Any.Equals(address) || IPAddress.IPv6Any.Equals(address))
                continue;
            draft.List($"{bound.Name} = {bound.Raw}", bound.Place, "another host's address", "none");
            bound.ReplaceAll("");
        }
        foreach (var host in draft.Everywhere(_hosts).Where(a => Expanded(draft, a).Length > 0))
        {
            draft.List($"{host.Name} = {host.Raw}", host.Place, "a host that is not in the lab", "none: mail goes straight to the lab's exchangers");
            host.ReplaceAll("");
        }
    }

    private static string Expanded(IntakeDraft draft, Assignment set) => draft.Expansion.Of(set.Raw);
}
