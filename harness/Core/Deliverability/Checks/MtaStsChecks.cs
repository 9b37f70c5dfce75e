using Harness.Core.Dns.Lookup;
using Harness.Core.Dns.Policies;
using Harness.Core.Evidence;

namespace Harness.Core.Deliverability.Checks;

/// <summary>What senders are told about encryption: MTA-STS, and where they report to.</summary>
internal static class MtaStsChecks
{
    public static IReadOnlyList<DomainClaim> All { get; } =
    [
        DomainClaim.Of("mta-sts/announced", "the domain announces an MTA-STS policy", "8461 §3.1",
            "publish v=STSv1 with an id at _mta-sts, and change the id with every change of the policy", AnnouncedAsync),
        DomainClaim.Of("mta-sts/policy", "the MTA-STS policy is to be had over https and can be understood", "8461 §3.2",
            "serve version, mode, mx and max_age as text/plain at https://mta-sts.DOMAIN/.well-known/mta-sts.txt, with a valid certificate and without a redirect", PolicyAsync),
        DomainClaim.Of("mta-sts/names-exchangers", "the MTA-STS policy names every mail exchanger", "8461 §4.1",
            "add an mx: line to the policy, and change the id of its TXT record", inquiry => WithPolicyAsync(inquiry, NamesAsync)),
        DomainClaim.Of("mta-sts/enforced", "the MTA-STS policy is enforced", "8461 §5",
            "when TLS reports show no failures, write mode: enforce", inquiry => WithPolicyAsync(inquiry, (i, p) => Task.FromResult(p.Mode == "enforce" ? i.Holds("mode: enforce") : i.Broken($"mode: {p.Mode}", "mode: enforce")))),
        DomainClaim.Of("mta-sts/certificate", "every mail exchanger shows a certificate that a sender with MTA-STS accepts", "8461 §4.1",
            "give each exchanger a certificate of a public authority that has the name of its MX in it", inquiry => WithPolicyAsync(inquiry, CertificateAsync)),
        DomainClaim.Of("tls-rpt/published", "the domain says where reports on failed encryption go", "8460 §3",
            "publish v=TLSRPTv1 with rua=mailto: at _smtp._tls", ReportsAsync),
    ];

    private static async Task<(string[] Records, DnsAnswer Answer)> RecordsAsync(Inquiry inquiry)
    {
        DnsAnswer answer = await inquiry.AskAsync($"_mta-sts.{inquiry.Domain}", "TXT");
        return ([.. answer.Data.Where(d => d.StartsWith("v=STSv1", StringComparison.Ordinal))], answer);
    }

    private static async Task<Examined> AnnouncedAsync(Inquiry inquiry)
    {
        (string[] records, DnsAnswer answer) = await RecordsAsync(inquiry);
        string paste = $"_mta-sts.{inquiry.Domain}. IN TXT \"v=STSv1; id={DateTimeOffset.UtcNow:yyyyMMdd}\"";
        return answer.Status == DnsStatus.Failed ? inquiry.Open(answer)
            : records.Length == 0 ? inquiry.Broken("there is no record of MTA-STS", paste)
            : records.Length > 1 ? inquiry.Broken($"there are {records.Length} records of MTA-STS, which count as none", paste)
            : MtaStsPolicy.WrongAnnouncement(records[0]) is { } wrong ? inquiry.Broken($"{records[0]}: {wrong}", paste)
            : inquiry.Holds(records[0]);
    }

    private static async Task<(PolicyFile? File, MtaStsPolicy? Policy, string? Wrong, Examined? Instead)> FetchAsync(Inquiry inquiry)
    {
        (string[] records, DnsAnswer answer) = await RecordsAsync(inquiry);
        if (answer.Status == DnsStatus.Failed || records.Length == 0)
        {
            return (null, null, null, answer.Status == DnsStatus.Failed ? inquiry.Open(answer) : inquiry.Beside("there is no record of MTA-STS"));
        }

        PolicyFile file = await inquiry.Sources.Policies.FetchAsync(inquiry.Domain, inquiry.Cancel);
        inquiry.Saw($"https://mta-sts.{inquiry.Domain}/.well-known/mta-sts.txt: {file.Failure ?? file.Text!.ReplaceLineEndings(" | ")}");
        (MtaStsPolicy? policy, string? wrong) = file.Text is null ? (null, file.Failure) : MtaStsPolicy.Parse(file.Text);
        return (file, policy, wrong, null);
    }

    private static async Task<Examined> PolicyAsync(Inquiry inquiry)
    {
        (PolicyFile? file, MtaStsPolicy? policy, string? wrong, Examined? instead) = await FetchAsync(inquiry);
        return instead ?? (policy is not null ? inquiry.Holds($"mode {policy.Mode}, {policy.MaxAge} s")
            : file!.IsUnreached ? inquiry.Open($"the policy's web server could not be spoken to: {wrong}")
            : inquiry.Broken(wrong!, ["version: STSv1", "mode: testing", .. (await MailHosts.OfAsync(inquiry)).Hosts.Select(h => $"mx: {h.Host}"), "max_age: 604800"]));
    }

    private static async Task<Examined> WithPolicyAsync(Inquiry inquiry, Func<Inquiry, MtaStsPolicy, Task<Examined>> check)
    {
        (_, MtaStsPolicy? policy, _, Examined? instead) = await FetchAsync(inquiry);
        return instead ?? (policy is null ? inquiry.Beside("there is no policy that can be understood") : await check(inquiry, policy));
    }

    private static async Task<Examined> NamesAsync(Inquiry inquiry, MtaStsPolicy policy)
    {
        MailHosts hosts = await MailHosts.OfAsync(inquiry);
        string[] missing = [.. hosts.Hosts.Select(h => h.Host).Where(h => !policy.Names(h))];
        return policy.Mode == "none" || hosts.WhyNone is not null ? inquiry.Beside(hosts.WhyNone ?? "mode: none")
            : missing.Length == 0 ? inquiry.Holds(string.Join(", ", policy.Exchangers))
            : inquiry.Broken($"{string.Join(", ", missing)} is not named: senders that go by the policy pass it by", [.. missing.Select(m => $"mx: {m}")]);
    }

    private static async Task<Examined> CertificateAsync(Inquiry inquiry, MtaStsPolicy policy)
    {
        MailHosts hosts = await MailHosts.OfAsync(inquiry);
        if (hosts.WhyNone is { } none || policy.Mode == "none")
        {
            return inquiry.Beside(hosts.WhyNone ?? "mode: none");
        }

        IReadOnlyList<ExchangerSeen> seen = await Spoken.ToAllAsync(inquiry, hosts);
        return seen.FirstOrDefault(s => s.Chain.Count > 0 && s.Trusted is not null) is { } doubted ? inquiry.Broken($"{doubted.Host}: {doubted.Trusted}")
            : seen.FirstOrDefault(s => s.Failure is not null) is { } silent ? inquiry.Open($"{silent.Host} [{silent.Address}] could not be spoken to: {silent.Failure}")
            : seen.FirstOrDefault(s => s.Chain.Count == 0) is { } clear ? inquiry.Beside($"{clear.Host} shows no certificate")
            : inquiry.Holds("every exchanger's certificate is accepted");
    }

    private static async Task<Examined> ReportsAsync(Inquiry inquiry)
    {
        DnsAnswer answer = await inquiry.AskAsync($"_smtp._tls.{inquiry.Domain}", "TXT");
        string[] records = [.. answer.Data.Where(TlsReporting.Is)];
        string paste = $"_smtp._tls.{inquiry.Domain}. IN TXT \"v=TLSRPTv1; rua=mailto:postmaster@{inquiry.Domain}\"";
        return answer.Status == DnsStatus.Failed ? inquiry.Open(answer)
            : records.Length != 1 ? inquiry.Broken(records.Length == 0 ? "there is no record of TLS-RPT" : $"there are {records.Length} records of TLS-RPT, which count as none", paste)
            : TlsReporting.Wrong(records[0]) is { } wrong ? inquiry.Broken(wrong, paste)
            : inquiry.Holds(records[0]);
    }
}
