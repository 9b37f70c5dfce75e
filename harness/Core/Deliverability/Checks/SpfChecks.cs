using System.Net;
using Harness.Core.Dns.Lookup;
using Harness.Core.Dns.Spf;
using Harness.Core.Evidence;

namespace Harness.Core.Deliverability.Checks;

/// <summary>Who may send for the domain: SPF.</summary>
internal static class SpfChecks
{
    // An ip4 network of 16 million addresses belongs to nobody who asks.
    private const int WidestPrefix4 = 8;
    private const int WidestPrefix6 = 16;

    public static IReadOnlyList<DomainClaim> All { get; } =
    [
        DomainClaim.Of("spf/published", "the domain has one SPF record", "7208 §3.2",
            "publish one TXT record that begins with v=spf1; put the terms of several together", PublishedAsync),
        DomainClaim.Of("spf/sound", "the SPF record and all that it includes can be understood", "7208 §4.6",
            "correct the term that is named: a record with one mistake counts as none at many receivers", SoundAsync),
        DomainClaim.Of("spf/limits", "the SPF record asks the DNS no more than ten times, and in vain no more than twice", "7208 §4.6.4",
            "take out includes that are not needed, or write their networks as ip4 and ip6; receivers give up at the eleventh", LimitsAsync),
        DomainClaim.Of("spf/sends", "the SPF record lets every sending address send", "7208 §5",
            "add the address to the record", SendsAsync),
        DomainClaim.Of("spf/strangers", "the SPF record lets nobody else send", "7208 §5.1",
            "end the record with -all or ~all", StrangersAsync),
        DomainClaim.Of("spf/no-ptr", "the SPF record has no ptr", "7208 §5.5",
            "write the networks as ip4 and ip6 in the place of ptr, which is slow and left out by large receivers", NoPtrAsync),
        DomainClaim.Of("spf/helo", "the name with which the server introduces itself has an SPF record that lets it send", "7208 §2.3",
            "publish v=spf1 a -all for the server's name: bounces have no other sender", HeloAsync),
    ];

    private static async Task<(string[] Records, DnsAnswer Answer)> RecordsAsync(Inquiry inquiry)
    {
        DnsAnswer answer = await inquiry.AskAsync(inquiry.Domain, "TXT");
        return ([.. answer.Data.Where(SpfRecord.IsSpf)], answer);
    }

    private static async Task<Examined> PublishedAsync(Inquiry inquiry)
    {
        (string[] records, DnsAnswer answer) = await RecordsAsync(inquiry);
        return answer.Status == DnsStatus.Failed ? inquiry.Open(answer)
            : records.Length == 1 ? inquiry.Holds(records[0])
            : records.Length == 0 ? inquiry.Broken("there is no SPF record", $"{inquiry.Domain}. IN TXT \"{await ProposedAsync(inquiry)}\"")
            : inquiry.Broken($"there are {records.Length} SPF records, which count as none", $"{inquiry.Domain}. IN TXT \"{Joined(records)}\"");
    }

    // What lets exactly those send who do.
    private static async Task<string> ProposedAsync(Inquiry inquiry)
    {
        MailHosts hosts = await MailHosts.OfAsync(inquiry);
        IEnumerable<string> terms = hosts.IsNull ? [] : inquiry.Sources.Subject.SendingAddresses.Count == 0 ? ["mx"] : hosts.SendersOf(inquiry.Sources.Subject).Select(Term);
        return string.Join(' ', terms.Prepend("v=spf1").Append("-all"));
    }

    private static string Term(IPAddress address) => $"{(address.GetAddressBytes().Length == 4 ? "ip4" : "ip6")}:{address}";

    private static string Joined(string[] records) => string.Join(' ', records.SelectMany(r => r.Split(' ').Skip(1)).Where(t => t.Length > 0 && !IsAll(t)).Distinct().Prepend("v=spf1").Append("-all"));

    private static bool IsAll(string term) => term.TrimStart('+', '-', '~', '?').Equals("all", StringComparison.OrdinalIgnoreCase);

    private static async Task<(Examined? Instead, SpfVerdict Walk)> WalkAsync(Inquiry inquiry)
    {
        SpfVerdict walk = await SpfEvaluation.OfStrangerAsync(inquiry.Dns, inquiry.Domain, inquiry.Cancel);
        (string[] records, _) = await RecordsAsync(inquiry);
        return (walk.Result == SpfResult.TempError ? inquiry.Open($"a look-up failed: {walk.Because}")
            : records.Length != 1 ? inquiry.Beside(records.Length == 0 ? "there is no SPF record" : "there are several SPF records") : null, walk);
    }

    private static bool Exceeds(SpfVerdict walk) => walk.Lookups > SpfEvaluation.MostLookups || walk.VoidLookups > SpfEvaluation.MostVoid;

    private static async Task<Examined> SoundAsync(Inquiry inquiry)
    {
        (Examined? instead, SpfVerdict walk) = await WalkAsync(inquiry);
        return instead ?? (walk.Result == SpfResult.PermError && !Exceeds(walk)
            ? inquiry.Broken(walk.Because)
            : inquiry.Holds($"{walk.Lookups} terms ask the DNS"));
    }

    private static async Task<Examined> LimitsAsync(Inquiry inquiry)
    {
        (Examined? instead, SpfVerdict walk) = await WalkAsync(inquiry);
        return instead
            ?? (walk.Lookups > SpfEvaluation.MostLookups ? inquiry.Broken($"{walk.Lookups} terms ask the DNS, of which {SpfEvaluation.MostLookups} are allowed")
            : walk.VoidLookups > SpfEvaluation.MostVoid ? inquiry.Broken($"{walk.VoidLookups} look-ups have no answer, of which {SpfEvaluation.MostVoid} are allowed")
            : walk.Result == SpfResult.PermError ? inquiry.Beside("the record cannot be understood")
            : inquiry.Holds($"{walk.Lookups} of {SpfEvaluation.MostLookups} terms ask the DNS, {walk.VoidLookups} of {SpfEvaluation.MostVoid} in vain"));
    }

    private static async Task<Examined> SendsAsync(Inquiry inquiry)
    {
        (Examined? instead, SpfVerdict walk) = await WalkAsync(inquiry);
        MailHosts hosts = await MailHosts.OfAsync(inquiry);
        IReadOnlyList<IPAddress> senders = hosts.SendersOf(inquiry.Sources.Subject);
        if (instead is not null || walk.Result == SpfResult.PermError || Exceeds(walk) || senders.Count == 0)
        {
            return instead ?? inquiry.Beside(senders.Count == 0 ? "no sending address is known: give --sending-address" : "the record cannot be evaluated");
        }

        List<(IPAddress Address, SpfVerdict Said)> all = [];
        foreach (IPAddress address in senders)
        {
            all.Add((address, await SpfEvaluation.OfAsync(inquiry.Dns, Question(inquiry, address, inquiry.Domain), inquiry.Cancel)));
        }

        (IPAddress Address, SpfVerdict Said)[] kept = [.. all.Where(a => a.Said.Result is not (SpfResult.Pass or SpfResult.TempError))];
        return kept.Length == 0 && all.Find(a => a.Said.Result == SpfResult.TempError) is { Said: { } unknown } ? inquiry.Open(unknown.Because)
            : kept.Length == 0 ? inquiry.Holds(string.Join("; ", all.Select(a => $"{a.Address}: {a.Said.Because}")))
            : inquiry.Broken($"{kept[0].Address}: {kept[0].Said.Result.ToString().ToLowerInvariant()} by {kept[0].Said.Because}", $"{inquiry.Domain}. IN TXT \"{With((await RecordsAsync(inquiry)).Records[0], kept.Select(k => Term(k.Address)))}\"");
    }

    // In front: what stands there is found before anything that refuses.
    private static string With(string record, IEnumerable<string> terms) => string.Join(' ', record.Split(' ').Skip(1).Where(t => t.Length > 0).Prepend(string.Join(' ', terms)).Prepend("v=spf1"));

    private static SpfQuestion Question(Inquiry inquiry, IPAddress address, string domain)
        => new(address, domain, $"postmaster@{domain}", inquiry.Sources.Subject.HeloName ?? domain);

    private static async Task<Examined> StrangersAsync(Inquiry inquiry)
    {
        (Examined? instead, SpfVerdict walk) = await WalkAsync(inquiry);
        if (instead is not null || walk.Result == SpfResult.PermError)
        {
            return instead ?? inquiry.Beside("the record cannot be understood");
        }

        string record = (await RecordsAsync(inquiry)).Records[0];
        SpfTerm? wide = SpfRecord.Parse(record).Record?.Terms.FirstOrDefault(t => t.Result == SpfResult.Pass
            && ((t.Name == "ip4" && t.Prefix4 < WidestPrefix4) || (t.Name == "ip6" && t.Prefix6 < WidestPrefix6) || (t.Name is "a" or "mx" && (t.Prefix4 < WidestPrefix4 || t.Prefix6 < WidestPrefix6))));
        string mended = string.Join(' ', record.Split(' ').Where(t => t.Length > 0 && !IsAll(t) && t != wide?.Text).Append("-all"));
        return wide is not null ? inquiry.Broken($"{wide.Text} lets half the world send", $"{inquiry.Domain}. IN TXT \"{mended}\"")
            : walk.Result is SpfResult.Fail or SpfResult.SoftFail ? inquiry.Holds($"strangers: {walk.Result.ToString().ToLowerInvariant()} by {walk.Because}")
            : inquiry.Broken($"strangers: {walk.Result.ToString().ToLowerInvariant()} by {walk.Because}", $"{inquiry.Domain}. IN TXT \"{mended}\"");
    }

    private static async Task<Examined> NoPtrAsync(Inquiry inquiry)
    {
        (string[] records, DnsAnswer answer) = await RecordsAsync(inquiry);
        return answer.Status == DnsStatus.Failed ? inquiry.Open(answer)
            : records.Length != 1 || SpfRecord.Parse(records[0]).Record is not { } record ? inquiry.Beside("there is no SPF record that can be understood")
            : record.Terms.FirstOrDefault(t => t.Name == "ptr") is { } ptr ? inquiry.Broken($"the record has {ptr.Text}")
            : inquiry.Holds("no ptr");
    }

    private static async Task<Examined> HeloAsync(Inquiry inquiry)
    {
        MailHosts hosts = await MailHosts.OfAsync(inquiry);
        string? name = inquiry.Sources.Subject.HeloName ?? (hosts.Hosts.Count > 0 ? hosts.Hosts[0].Host : null);
        IReadOnlyList<IPAddress> senders = inquiry.Sources.Subject.HeloName is null ? [.. hosts.Hosts.Take(1).SelectMany(h => h.Addresses)] : hosts.SendersOf(inquiry.Sources.Subject);
        if (name is null || senders.Count == 0 || !DnsNames.IsHost(name))
        {
            return inquiry.Beside("no name of a host is known");
        }

        foreach (IPAddress address in senders)
        {
            SpfVerdict said = await SpfEvaluation.OfAsync(inquiry.Dns, Question(inquiry, address, name), inquiry.Cancel);
            if (said.Result != SpfResult.Pass)
            {
                return said.Result == SpfResult.TempError ? inquiry.Open(said.Because)
                    : inquiry.Broken($"{address} as {name}: {said.Result.ToString().ToLowerInvariant()}: {said.Because}", $"{name}. IN TXT \"v=spf1 {string.Join(' ', senders.Select(Term))} -all\"");
            }
        }

        return inquiry.Holds($"{name}: pass");
    }
}
