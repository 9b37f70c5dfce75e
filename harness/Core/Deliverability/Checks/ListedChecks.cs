using System.Net;
using Harness.Core.Dns;
using Harness.Core.Dns.Lookup;
using Harness.Core.Evidence;

namespace Harness.Core.Deliverability.Checks;

/// <summary>Whether the sending addresses stand on a blocking list.</summary>
internal static class ListedChecks
{
    public static IReadOnlyList<DomainClaim> All { get; } =
    [
        Of("zen", "zen.spamhaus.org", "the address stands on a list of Spamhaus: see check.spamhaus.org for why and for removal; 127.0.0.10 and .11 (PBL) mean that the provider wants no mail from it"),
        Of("spamcop", "bl.spamcop.net", "stop what was reported, then wait: a listing ends a day after the last report"),
    ];

    private static DomainClaim Of(string name, string zone, string remedy) => DomainClaim.Of(
        $"listed/{name}", $"No sending address is listed on {zone}", "5782 §2.1", remedy, inquiry => ListedAsync(inquiry, zone));

    private static async Task<Examined> ListedAsync(Inquiry inquiry, string zone)
    {
        IReadOnlyList<IPAddress> senders = (await MailHosts.OfAsync(inquiry)).SendersOf(inquiry.Sources.Subject);
        if (senders.Count == 0)
        {
            return inquiry.Beside("no sending address is known: give --sending-address");
        }

        string? refused = null, failed = null;
        foreach (IPAddress address in senders)
        {
            DnsAnswer answer = await inquiry.AskAsync(DnsList.QueryName(address, zone), "A");
            byte[][] codes = [.. answer.Data.Select(d => IPAddress.Parse(d).GetAddressBytes())];
            if (codes.Any(IsListing))
            {
                return inquiry.Broken($"{address} is listed: {string.Join(", ", answer.Data)}");
            }

            refused ??= codes.Length > 0 ? string.Join(", ", answer.Data) : null;
            failed ??= answer.Status == DnsStatus.Failed ? answer.Failure : null;
        }

        return refused is not null ? inquiry.Open($"{zone} answers {refused}, which is no listing: it does not serve this resolver; give --resolver with one of your own")
            : failed is not null ? inquiry.Open($"{zone} does not answer: {failed}")
            : inquiry.Holds($"{string.Join(", ", senders)}: not listed");
    }

    // 127.255.255.0/24 says that the question was refused; what is outside of 127.0.0.0/8 comes from a domain that expired.
    private static bool IsListing(byte[] code) => code is [127, var b, var c, _] && (b, c) != (255, 255);
}
