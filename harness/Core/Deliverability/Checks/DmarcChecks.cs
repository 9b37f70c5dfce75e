using Harness.Core.Dns.Lookup;
using Harness.Core.Dns.Policies;
using Harness.Core.Evidence;

namespace Harness.Core.Deliverability.Checks;

/// <summary>What receivers are to do with mail that is not the domain's: DMARC.</summary>
internal static class DmarcChecks
{
    public static IReadOnlyList<DomainClaim> All { get; } =
    [
        DomainClaim.Of("dmarc/published", "the domain, or one above it, has one DMARC record", "7489 §6.6.3",
            "publish one TXT record at _dmarc that begins with v=DMARC1", PublishedAsync),
        DomainClaim.Of("dmarc/sound", "the DMARC record can be understood", "7489 §6.3",
            "correct the tag that is named", inquiry => WithPolicyAsync(inquiry, (i, _, policy) => i.Holds($"p={policy.Policy}"), wrong => inquiry.Broken(wrong))),
        DomainClaim.Of("dmarc/enforced", "mail that is not the domain's is to be refused or set apart", "7489 §6.3",
            "when the reports show that all mail of yours passes, set p=quarantine, then p=reject, without pct", inquiry => WithPolicyAsync(inquiry, Enforced)),
        DomainClaim.Of("dmarc/subdomains", "what counts for the domain counts for names below it", "7489 §6.3",
            "remove sp=none: names below that send nothing are what forgers take", inquiry => WithPolicyAsync(inquiry, Subdomains)),
        DomainClaim.Of("dmarc/reports", "reports go to somebody who takes them", "7489 §7.1",
            "set rua=mailto: to a mailbox that is read; where it is in another domain, that domain has to publish its consent", ReportsAsync),
    ];

    private static async Task<Examined> PublishedAsync(Inquiry inquiry)
    {
        (string at, IReadOnlyList<string> records, DnsAnswer? failed) = await DmarcPolicy.FindAsync(inquiry.Dns, inquiry.Domain, inquiry.Cancel);
        return failed is not null ? inquiry.Open(failed)
            : records.Count == 1 ? inquiry.Holds($"{at}: {records[0]}")
            : records.Count == 0 ? inquiry.Broken("there is no DMARC record", $"_dmarc.{inquiry.Domain}. IN TXT \"v=DMARC1; p=quarantine; rua=mailto:postmaster@{inquiry.Domain}\"")
            : inquiry.Broken($"{at} has {records.Count} DMARC records, which count as none", $"_dmarc.{at}. IN TXT \"{records[0]}\"");
    }

    private static async Task<Examined> WithPolicyAsync(Inquiry inquiry, Func<Inquiry, string, DmarcPolicy, Examined> check, Func<string, Examined>? otherwise = null)
    {
        (string at, IReadOnlyList<string> records, DnsAnswer? failed) = await DmarcPolicy.FindAsync(inquiry.Dns, inquiry.Domain, inquiry.Cancel);
        if (failed is not null || records.Count != 1)
        {
            return failed is not null ? inquiry.Open(failed) : inquiry.Beside(records.Count == 0 ? "there is no DMARC record" : "there are several DMARC records");
        }

        (DmarcPolicy? policy, string? wrong) = DmarcPolicy.Parse(records[0]);
        return policy is not null ? check(inquiry, at, policy) : otherwise?.Invoke($"{at}: {wrong}") ?? inquiry.Beside("the record cannot be understood");
    }

    private static Examined Enforced(Inquiry inquiry, string at, DmarcPolicy policy)
    {
        string effective = at == inquiry.Domain ? policy.Policy : policy.SubdomainPolicy ?? policy.Policy;
        return effective == "none" ? inquiry.Broken($"{(at == inquiry.Domain ? "p" : $"sp of {at}")} is none: nothing is done about forgeries", $"_dmarc.{at}. IN TXT \"v=DMARC1; p=quarantine{Rua(policy)}\"")
            : policy.Percent < 100 ? inquiry.Broken($"pct={policy.Percent}: the policy is for {policy.Percent} of 100 messages", $"_dmarc.{at}. IN TXT \"v=DMARC1; p={policy.Policy}{Rua(policy)}\"")
            : inquiry.Holds($"{effective}");
    }

    private static Examined Subdomains(Inquiry inquiry, string at, DmarcPolicy policy)
        => at == inquiry.Domain && policy is { SubdomainPolicy: "none", Policy: not "none" }
            ? inquiry.Broken($"p={policy.Policy} and sp=none", $"_dmarc.{at}. IN TXT \"v=DMARC1; p={policy.Policy}{Rua(policy)}\"")
            : inquiry.Holds($"sp={policy.SubdomainPolicy ?? policy.Policy}");

    private static string Rua(DmarcPolicy policy) => policy.Reports.Count == 0 ? "" : $"; rua={string.Join(',', policy.Reports)}";

    private static async Task<Examined> ReportsAsync(Inquiry inquiry)
    {
        (string At, DmarcPolicy Policy)? found = null;
        Examined instead = await WithPolicyAsync(inquiry, (i, at, policy) =>
        {
            found = (at, policy);
            return i.Holds("");
        });
        if (found is not var (at, policy))
        {
            return instead;
        }

        if (policy.Reports.Count == 0)
        {
            return inquiry.Broken("there is no rua=: nobody learns what is refused", $"_dmarc.{at}. IN TXT \"v=DMARC1; p={policy.Policy}; rua=mailto:postmaster@{at}\"");
        }

        foreach (string uri in policy.Reports.Where(r => r.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase)))
        {
            string domain = DnsNames.Plain(uri.Split('!')[0].Split('@')[^1]);
            // Above and below is one organisation, for the most part; without a list of public suffixes nobody knows more.
            if (DnsNames.IsWithin(domain, at) || DnsNames.IsWithin(at, domain))
            {
                continue;
            }

            DnsAnswer consent = await inquiry.AskAsync($"{at}._report._dmarc.{domain}", "TXT");
            if (consent.Status == DnsStatus.Failed)
            {
                return inquiry.Open(consent);
            }

            if (!consent.Data.Any(DmarcPolicy.IsDmarc))
            {
                return inquiry.Broken($"{domain} has not said that it takes reports about {at}: none are sent there", $"{at}._report._dmarc.{domain}. IN TXT \"v=DMARC1\"");
            }
        }

        return inquiry.Holds(string.Join(", ", policy.Reports));
    }
}
