using Harness.Core.Dns.Lookup;
using Harness.Core.Dns.Policies;
using Harness.Core.Evidence;

namespace Harness.Core.Deliverability.Checks;

/// <summary>The keys with which the domain's mail is signed: DKIM.</summary>
internal static class DkimChecks
{
    private const int LeastBits = 1024;
    private const int GoodBits = 2048;

    public static IReadOnlyList<DomainClaim> All { get; } =
    [
        DomainClaim.Of("dkim/published", "every selector has one key", "6376 §3.6.1",
            "publish the TXT record that opendkim-genkey (or the signing program) has written, as one record", inquiry => EachAsync(inquiry, PublishedAsync)),
        DomainClaim.Of("dkim/sound", "every key can be read", "6376 §3.6.1",
            "publish the record as it was written: v=DKIM1; k=rsa; p=… with nothing of the Base64 missing", inquiry => EachKeyAsync(inquiry, Sound)),
        DomainClaim.Of("dkim/not-revoked", "no key that is signed with is revoked", "6376 §3.6.1",
            "sign with a selector whose key is in force, or publish the key again: an empty p= revokes it", inquiry => EachKeyAsync(inquiry, NotRevoked)),
        DomainClaim.Of("dkim/not-testing", "no key says that it is only being tested", "6376 §3.6.1",
            "remove t=y from the record: receivers treat such mail as if it were not signed", inquiry => EachKeyAsync(inquiry, NotTesting)),
        DomainClaim.Of("dkim/strong", $"every RSA key has {LeastBits} bits at least", "8301 §3.2",
            "make a key of 2048 bits under a new selector; shorter ones than 1024 are not looked at", inquiry => EachKeyAsync(inquiry, (i, s, k) => Long(i, s, k, LeastBits))),
        DomainClaim.Of("dkim/long", $"every RSA key has {GoodBits} bits at least", "8301 §3.2",
            "make a key of 2048 bits under a new selector", inquiry => EachKeyAsync(inquiry, (i, s, k) => k.Bits < LeastBits && k.Algorithm == "rsa" ? i.Beside($"the key {s} is too short for anybody") : Long(i, s, k, GoodBits))),
    ];

    private static async Task<Examined> EachAsync(Inquiry inquiry, Func<Inquiry, string, DnsAnswer, Examined> check)
    {
        if (inquiry.Sources.Subject.Selectors.Count == 0)
        {
            return inquiry.Beside("no selector is known: give --dkim-selector (the s= of a DKIM-Signature)");
        }

        List<Examined> all = [];
        foreach (string selector in inquiry.Sources.Subject.Selectors)
        {
            DnsAnswer answer = await inquiry.AskAsync($"{selector}._domainkey.{inquiry.Domain}", "TXT");
            all.Add(answer.Status == DnsStatus.Failed ? inquiry.Open(answer) : check(inquiry, selector, answer));
        }

        Examined worst = all.FirstOrDefault(e => e.Holding == Holding.Broken) ?? all.FirstOrDefault(e => e.Holding == Holding.Open)
            ?? all.FirstOrDefault(e => e.Holding == Holding.Holds) ?? all[0];
        return worst with { Answers = all[^1].Answers };
    }

    private static Task<Examined> EachKeyAsync(Inquiry inquiry, Func<Inquiry, string, DkimKey, Examined> check)
        => EachAsync(inquiry, (i, selector, answer) => answer.Data.Count != 1 ? i.Beside($"{selector} has {(answer.Data.Count == 0 ? "no" : "more than one")} key")
            : DkimKey.Parse(answer.Data[0]) is var (key, wrong) && key is null
                ? check == Sound ? i.Broken($"{selector}: {wrong}") : i.Beside($"the key {selector} cannot be read")
            : key.IsRevoked && check != NotRevoked ? i.Beside($"the key {selector} is revoked")
            : check(i, selector, key));

    private static Examined PublishedAsync(Inquiry inquiry, string selector, DnsAnswer answer) => answer.Data.Count switch
    {
        0 => inquiry.Broken($"{selector} has no key", $"{answer.Name}. IN TXT \"v=DKIM1; k=rsa; p=PUBLIC KEY IN BASE64\""),
        1 => inquiry.Holds($"{selector} has a key"),
        var many => inquiry.Broken($"{selector} has {many} TXT records, of which a receiver takes any"),
    };

    private static Examined Sound(Inquiry inquiry, string selector, DkimKey key) => inquiry.Holds($"{selector}: {key.Algorithm}, {key.Bits} bits");

    private static Examined NotRevoked(Inquiry inquiry, string selector, DkimKey key)
        => key.IsRevoked ? inquiry.Broken($"p= of {selector} is empty: the key is revoked") : inquiry.Holds($"{selector} is in force");

    private static Examined NotTesting(Inquiry inquiry, string selector, DkimKey key)
        => key.IsTesting ? inquiry.Broken($"{selector} has t=y") : inquiry.Holds($"{selector} has no t=y");

    private static Examined Long(Inquiry inquiry, string selector, DkimKey key, int least)
        => key.Algorithm == "rsa" && key.Bits < least ? inquiry.Broken($"{selector} has {key.Bits} bits") : inquiry.Holds($"{selector}: {key.Algorithm}, {key.Bits} bits");
}
