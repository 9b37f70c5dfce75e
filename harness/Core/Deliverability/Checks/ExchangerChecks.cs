using Harness.Core.Dns.Lookup;
using Harness.Core.Evidence;

namespace Harness.Core.Deliverability.Checks;

/// <summary>Where the domain's mail goes.</summary>
internal static class ExchangerChecks
{
    public static IReadOnlyList<DomainClaim> All { get; } =
    [
        DomainClaim.Of("mx/published", "the domain names its mail exchangers, or says that it has none", "5321 §5.1",
            "publish an MX record for each server that takes the domain's mail", PublishedAsync),
        DomainClaim.Of("mx/null-alone", "a null MX stands alone", "7505 §3",
            "remove the null MX of a domain that takes mail, or all others of one that does not", NullAsync),
        DomainClaim.Of("mx/resolves", "every mail exchanger has an address", "5321 §5.1",
            "publish A or AAAA for each exchanger, or remove its MX; an MX names a host, never an address", ResolvesAsync),
        DomainClaim.Of("mx/no-alias", "no mail exchanger is an alias", "2181 §10.3",
            "name in MX the host itself, in the place of its CNAME", AliasAsync),
        DomainClaim.Of("mx/starttls", "every mail exchanger offers encryption", "3207 §4",
            "set smtpd_tls_security_level = may with a certificate on each exchanger", TlsAsync),
    ];

    private static async Task<Examined> PublishedAsync(Inquiry inquiry)
    {
        DnsAnswer answer = (await MailHosts.OfAsync(inquiry)).Answer;
        return answer.Status switch
        {
            DnsStatus.Failed => inquiry.Open(answer),
            DnsStatus.NoName => inquiry.Broken("there is no such domain"),
            _ when answer.Data.Count == 0 => inquiry.Broken("there is no MX record", $"{inquiry.Domain}. IN MX 10 mail.{inquiry.Domain}."),
            _ => inquiry.Holds($"MX {string.Join(", ", answer.Data)}"),
        };
    }

    private static async Task<Examined> NullAsync(Inquiry inquiry)
    {
        DnsAnswer answer = await inquiry.AskAsync(inquiry.Domain, "MX");
        string[] nulls = [.. answer.Data.Where(d => d.EndsWith(" .", StringComparison.Ordinal))];
        return answer.Status == DnsStatus.Failed ? inquiry.Open(answer)
            : nulls.Length == 0 ? inquiry.Beside("there is no null MX")
            : answer.Data.Count > 1 ? inquiry.Broken($"the null MX stands beside {answer.Data.Count - nulls.Length} others: senders may take the domain for one without mail", $"{inquiry.Domain}. IN MX {answer.Data.First(d => !nulls.Contains(d))}.")
            : nulls[0] != "0 ." ? inquiry.Broken($"the null MX has the preference {nulls[0].Split(' ')[0]}", $"{inquiry.Domain}. IN MX 0 .")
            : inquiry.Holds("the domain takes no mail");
    }

    private static async Task<Examined> ResolvesAsync(Inquiry inquiry)
    {
        MailHosts hosts = await MailHosts.OfAsync(inquiry);
        if (hosts.IsNull || !hosts.AreNamed)
        {
            return inquiry.Beside(hosts.IsNull ? hosts.WhyNone! : "there is no MX record");
        }

        string[] without = [.. hosts.Hosts.Where(h => h.Addresses.Count == 0).Select(h => h.Host)];
        return without.Length == 0 ? inquiry.Holds(string.Join("; ", hosts.Hosts.Select(h => $"{h.Host}: {string.Join(", ", h.Addresses)}")))
            : hosts.Hosts.SelectMany(h => h.Looked).FirstOrDefault(l => l.Status == DnsStatus.Failed) is { } failed ? inquiry.Open(failed)
            : inquiry.Broken($"{string.Join(", ", without)}: no address", [.. without.Where(DnsNames.IsHost).Select(h => $"{h}. IN A ADDRESS")]);
    }

    private static async Task<Examined> AliasAsync(Inquiry inquiry)
    {
        MailHosts hosts = await MailHosts.OfAsync(inquiry);
        if (hosts.IsNull || !hosts.AreNamed)
        {
            return inquiry.Beside(hosts.IsNull ? hosts.WhyNone! : "there is no MX record");
        }

        (MailHost Host, string Target)[] aliases = [.. hosts.Hosts
            .Select(h => (h, h.Looked.SelectMany(l => l.Records).FirstOrDefault(r => r.Type == "CNAME" && r.Name == DnsNames.Plain(h.Host))?.Data))
            .Where(a => a.Data is not null).Select(a => (a.h, a.Data!))];
        return aliases.Length == 0
            ? inquiry.Holds("no exchanger is an alias")
            : inquiry.Broken($"{aliases[0].Host.Host} is an alias of {aliases[0].Target}", [.. aliases.Select(a => $"{inquiry.Domain}. IN MX {a.Host.Preference} {a.Target}.")]);
    }

    private static async Task<Examined> TlsAsync(Inquiry inquiry)
    {
        MailHosts hosts = await MailHosts.OfAsync(inquiry);
        if (hosts.WhyNone is { } none)
        {
            return inquiry.Beside(none);
        }

        IReadOnlyList<ExchangerSeen> seen = await Spoken.ToAllAsync(inquiry, hosts);
        ExchangerSeen[] clear = [.. seen.Where(s => s.Failure is null && !s.OffersTls)];
        return clear.Length > 0 ? inquiry.Broken($"{string.Join(", ", clear.Select(s => s.Host))}: STARTTLS is not announced")
            : seen.FirstOrDefault(s => s.Failure is not null) is { } silent ? inquiry.Open($"{silent.Host} [{silent.Address}] could not be spoken to: {silent.Failure}")
            : seen.FirstOrDefault(s => s.Chain.Count == 0) is { } bare ? inquiry.Broken($"{bare.Host} [{bare.Address}] announces STARTTLS, and no handshake comes about: {bare.Trusted}")
            : inquiry.Holds("every exchanger encrypts");
    }
}
