using System.Net;

namespace Harness.Core.Deliverability;

/// <summary>What the exchangers showed, with a line of evidence each.</summary>
internal static class Spoken
{
    /// <summary>The mailboxes that every domain with mail has (RFC 2142 §5, §4).</summary>
    public static readonly IReadOnlyList<string> Duties = ["postmaster", "abuse"];

    // Politeness: a domain with a farm of exchangers is not asked at each of them.
    private const int Most = 6;

    /// <summary>Speaks to each exchanger once, at its first address.</summary>
    public static async Task<IReadOnlyList<ExchangerSeen>> ToAllAsync(Inquiry inquiry, MailHosts hosts)
    {
        List<ExchangerSeen> all = [];
        foreach (MailHost host in hosts.Hosts.Where(h => h.Addresses.Count > 0).Take(Most))
        {
            all.Add(await ToAsync(inquiry, host.Host, host.Addresses[0]));
        }

        return all;
    }

    private static async Task<ExchangerSeen> ToAsync(Inquiry inquiry, string host, IPAddress address)
    {
        ExchangerSeen seen = inquiry.Sources.Exchangers is { } exchangers
            ? await exchangers.SeeAsync(host, address, [.. Duties.Select(d => $"{d}@{inquiry.Domain}")], inquiry.Cancel)
            : ExchangerSeen.Unreached(host, address, "nobody was to be spoken to");
        inquiry.Saw($"{host} [{address}]: {seen.Failure ?? (seen.OffersTls ? $"STARTTLS, {seen.Chain.Count} certificates" : "no STARTTLS")}");
        return seen;
    }
}
