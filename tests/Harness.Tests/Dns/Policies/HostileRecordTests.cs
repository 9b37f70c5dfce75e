using CsCheck;
using Harness.Core.Deliverability;
using Harness.Core.Dns.Policies;
using Harness.Core.Dns.Spf;
using Harness.Core.Evidence;
using Harness.Core.Residency;
using Harness.Tests.Deliverability;

namespace Harness.Tests.Dns.Policies;

/// <summary>Records come from strangers: whatever they say is data.</summary>
public class HostileRecordTests
{
    private static readonly string[] Words =
    [
        "v=spf1", "v=DKIM1;", "v=DMARC1;", "v=STSv1;", "v=TLSRPTv1;", "p=", "k=rsa;", "p=reject;", "rua=", "include:", "redirect=", "a:", "mx//", "ip4:", "ip6:", "/", "%{", "%{l1r-}", "}", "exists:%{i}",
        "-all", "+all", "pct=999999999999", "=", ";", ":", "\0", "\ud800", "é", "@", "mailto:", "!", "3 1 1 ", "zz", "version: STSv1", "mode:", "\n", "mx: *.", "max_age: -1", "rotate", "{", "MaxRetentionSec=99999999999999999999year", "..", "x.example",
    ];

    private static readonly Gen<string> Text = Gen.Int[0, Words.Length - 1].Select(i => Words[i]).Array[0, 12].Select(w => string.Join(' ', w)).SelectMany(s => Gen.Bool.Select(tight => tight ? s.Replace(" ", "") : s));

    [Test]
    public void No_record_makes_a_parser_throw() => Text.Sample(
        text =>
        {
            _ = SpfRecord.IsSpf(text) ? SpfRecord.Parse(text).Wrong : SpfRecord.Parse("v=spf1 " + text).Wrong;
            _ = DkimKey.Parse(text).Wrong;
            _ = DmarcPolicy.Parse(text).Wrong;
            _ = MtaStsPolicy.Parse(text).Wrong;
            _ = MtaStsPolicy.WrongAnnouncement(text);
            _ = TlsReporting.Wrong(text);
            _ = TlsaData.Parse(text);
            _ = LogRetention.OfLogrotate("f", text).Count() + LogRetention.OfJournald("f", text).Count();
        }, iter: 5000);

    [Test]
    public void No_zone_makes_a_check_fail_by_itself() => Gen.Select(Text, Text, Text).Sample(
        (spf, dmarc, other) =>
        {
            ZoneInMemory zone = ZoneInMemory.Of(
                "a.example MX 10 mail.a.example", "mail.a.example A 192.0.2.1", $"a.example TXT v=spf1 {spf}", $"_dmarc.a.example TXT v=DMARC1; {dmarc}", $"_mta-sts.a.example TXT v=STSv1; {other}",
                $"s._domainkey.a.example TXT {other}", $"_smtp._tls.a.example TXT v=TLSRPTv1{spf}", $"_25._tcp.mail.a.example TLSA {dmarc}", "1.2.0.192.in-addr.arpa PTR mail.a.example");
            IReadOnlyList<Observation> seen = DomainExamination.PlayAsync(
                DomainClaims.All, new Sources(new DomainSubject("a.example", [], null, ["s"]), zone, null, new Policy(other), []), null, default).GetAwaiter().GetResult();
            return seen.All(o => o.Fault is null);
        }, iter: 300);

    private sealed class Policy(string text) : IPolicyFiles
    {
        public Task<PolicyFile> FetchAsync(string domain, CancellationToken cancel) => Task.FromResult(new PolicyFile(text, null));
    }
}
