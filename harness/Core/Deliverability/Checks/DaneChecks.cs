using System.Security.Cryptography;
using Harness.Core.Dns.Lookup;
using Harness.Core.Dns.Policies;
using Harness.Core.Evidence;

namespace Harness.Core.Deliverability.Checks;

/// <summary>Which certificates the exchangers show, by the DNS: DANE.</summary>
internal static class DaneChecks
{
    public static IReadOnlyList<DomainClaim> All { get; } =
    [
        DomainClaim.Of("dane/published", "every mail exchanger has a TLSA record that SMTP goes by", "7672 §3.1",
            "publish the record at _25._tcp of each exchanger, in a zone that is signed", PublishedAsync),
        DomainClaim.Of("dane/validated", "the TLSA records are signed", "7672 §2.1.1",
            "sign the zones of the domain and of its exchangers (DNSSEC), and have the DS record in the zone above", ValidatedAsync),
        DomainClaim.Of("dane/matches", "every mail exchanger shows a certificate that its TLSA records name", "7672 §3.1",
            "publish the record of the certificate that is served, before the certificate is exchanged; keep the key with renewals (3 1 1)", MatchesAsync),
    ];

    private static async Task<(Examined? Instead, MailHosts Hosts, (MailHost Host, DnsAnswer Answer, TlsaData[] Usable)[] All)> AskAsync(Inquiry inquiry)
    {
        MailHosts hosts = await MailHosts.OfAsync(inquiry);
        if (hosts.WhyNone is { } none)
        {
            return (inquiry.Beside(none), hosts, []);
        }

        List<(MailHost, DnsAnswer, TlsaData[])> all = [];
        foreach (MailHost host in hosts.Hosts.Where(h => h.Addresses.Count > 0))
        {
            DnsAnswer answer = await inquiry.AskAsync($"_25._tcp.{host.Host}", "TLSA");
            if (answer.Status == DnsStatus.Failed)
            {
                // RFC 7672 §2.1.1: a sender defers where this question has no answer.
                return (inquiry.Open(answer), hosts, []);
            }

            all.Add((host, answer, [.. answer.Data.Select(TlsaData.Parse).OfType<TlsaData>().Where(t => t.IsUsable)]));
        }

        return (null, hosts, [.. all]);
    }

    private static async Task<Examined> PublishedAsync(Inquiry inquiry)
    {
        (Examined? instead, MailHosts hosts, var all) = await AskAsync(inquiry);
        var without = all.Where(a => a.Usable.Length == 0).ToArray();
        if (instead is not null || without.Length == 0)
        {
            return instead ?? inquiry.Holds(string.Join("; ", all.Select(a => $"{a.Host.Host}: {a.Usable.Length}")));
        }

        IReadOnlyList<ExchangerSeen> seen = await Spoken.ToAllAsync(inquiry, hosts);
        string why = without.FirstOrDefault(a => a.Answer.Data.Count > 0) is { Answer: { } unusable } ? $"{unusable.Name} has {string.Join(", ", unusable.Data)}, which SMTP does not use" : $"{without[0].Answer.Name} has no TLSA record";
        return inquiry.Broken(why, [.. seen.Where(s => s.Chain.Count > 0 && without.Any(w => w.Host.Host == s.Host)).Select(Wanted).OfType<string>()]);
    }

    private static async Task<Examined> ValidatedAsync(Inquiry inquiry)
    {
        (Examined? instead, MailHosts hosts, var all) = await AskAsync(inquiry);
        DnsAnswer[] asked = [.. all.Where(a => a.Usable.Length > 0).Select(a => a.Answer)];
        return instead ?? (asked.Length == 0 ? inquiry.Beside("there is no TLSA record that SMTP goes by")
            : !hosts.Answer.Authentic || asked.Any(a => !a.Authentic)
                ? inquiry.Open($"{(hosts.Answer.Authentic ? asked.First(a => !a.Authentic).Name : hosts.Answer.Name)} is not validated: the zone is not signed, or this resolver does not validate (give --resolver with one that does)")
            : inquiry.Holds("MX and TLSA are validated"));
    }

    private static async Task<Examined> MatchesAsync(Inquiry inquiry)
    {
        (Examined? instead, MailHosts hosts, var all) = await AskAsync(inquiry);
        var asked = all.Where(a => a.Usable.Length > 0).ToArray();
        if (instead is not null || asked.Length == 0)
        {
            return instead ?? inquiry.Beside("there is no TLSA record that SMTP goes by");
        }

        Examined? open = null;
        foreach (ExchangerSeen seen in await Spoken.ToAllAsync(inquiry, hosts))
        {
            if (asked.FirstOrDefault(a => a.Host.Host == seen.Host) is not { Usable: { } usable })
            {
                continue;
            }

            if (seen.Failure is not null)
            {
                open ??= inquiry.Open($"{seen.Host} could not be spoken to: {seen.Failure}");
            }
            else if (seen.Chain.Count == 0)
            {
                return inquiry.Broken($"{seen.Host} has TLSA and shows no certificate: senders with DANE keep their mail");
            }
            else if (!usable.Any(t => t.Matches(seen.Chain)))
            {
                return inquiry.Broken($"{seen.Host} shows a certificate that none of {usable.Length} TLSA records names: senders with DANE keep their mail", Wanted(seen) is { } wanted ? [wanted] : []);
            }
        }

        return open ?? inquiry.Holds("every exchanger shows what its TLSA records name");
    }

    private static string? Wanted(ExchangerSeen seen)
    {
        try
        {
            return $"_25._tcp.{seen.Host}. IN TLSA {TlsaData.Of(seen.Chain[0], 3, 1, 1)}";
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
