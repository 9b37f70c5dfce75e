using System.Net;
using Harness.Core.Dns.Spf;
using Harness.Tests.Deliverability;

namespace Harness.Tests.Dns.Spf;

public class SpfEvaluationTests
{
    // The zone of RFC 7208 appendix A, and what its examples need besides.
    private static readonly string[] Zone =
    [
        "example.com A 192.0.2.10", "example.com A 192.0.2.11", "example.com MX 10 mail-a.example.com", "example.com MX 20 mail-b.example.com",
        "amy.example.com A 192.0.2.65", "bob.example.com A 192.0.2.66", "mail-a.example.com A 192.0.2.129", "mail-b.example.com A 192.0.2.130",
        "example.org MX 10 mail-c.example.org", "mail-c.example.org A 192.0.2.140",
        "10.2.0.192.in-addr.arpa PTR example.com", "65.2.0.192.in-addr.arpa PTR amy.example.com", "129.2.0.192.in-addr.arpa PTR mail-a.example.com",
        "140.2.0.192.in-addr.arpa PTR mail-c.example.org", "4.0.0.10.in-addr.arpa PTR bob.example.com",
        "v6.example AAAA 2001:db8::25", "pass.example TXT v=spf1 +all", "fail.example TXT v=spf1 -all", "neutral.example TXT v=spf1 ?all", "soft.example TXT v=spf1 ~all",
        "bad.example TXT v=spf1 ip4:1.2.3", "strong-bad.lp._spf.example.org A 127.0.0.2", "loop.example TXT v=spf1 include:loop.example -all",
        "ten.example TXT v=spf1 a a a a a a a a a a -all", "ten.example A 203.0.113.1", "void.example TXT v=spf1 a:no1.example a:no2.example -all",
    ];

    private static async Task<SpfVerdict> AskAsync(string record, string client, string sender = "strong-bad@example.org", string domain = "asked.example")
        => await SpfEvaluation.OfAsync(ZoneInMemory.Of([.. Zone, $"{domain} TXT {record}"]), new SpfQuestion(IPAddress.Parse(client), domain, sender, "mail.example.org"), default);

    // RFC 7208 appendix A.1 to A.4, then §5 and §6 clause by clause.
    [TestCase("v=spf1 +all", "203.0.113.9", SpfResult.Pass)]
    [TestCase("v=spf1 a:example.com -all", "192.0.2.10", SpfResult.Pass)]
    [TestCase("v=spf1 a:example.com -all", "192.0.2.12", SpfResult.Fail)]
    [TestCase("v=spf1 a:example.org -all", "192.0.2.10", SpfResult.Fail)]
    [TestCase("v=spf1 mx:example.com -all", "192.0.2.129", SpfResult.Pass)]
    [TestCase("v=spf1 mx:example.org -all", "192.0.2.140", SpfResult.Pass)]
    [TestCase("v=spf1 mx:example.com mx:example.org -all", "192.0.2.140", SpfResult.Pass)]
    [TestCase("v=spf1 mx:example.com/30 mx:example.org/30 -all", "192.0.2.131", SpfResult.Pass)]
    [TestCase("v=spf1 mx:example.com/30 mx:example.org/30 -all", "192.0.2.132", SpfResult.Fail)]
    [TestCase("v=spf1 ptr:example.com -all", "192.0.2.65", SpfResult.Pass)]
    [TestCase("v=spf1 ptr:example.com -all", "192.0.2.140", SpfResult.Fail)]
    [TestCase("v=spf1 ptr:example.com -all", "10.0.0.4", SpfResult.Fail)]
    [TestCase("v=spf1 ip4:192.0.2.128/28 -all", "192.0.2.129", SpfResult.Pass)]
    [TestCase("v=spf1 ip4:192.0.2.128/28 -all", "192.0.2.65", SpfResult.Fail)]
    [TestCase("v=spf1 ip6:2001:db8::/32 -all", "2001:db8::25", SpfResult.Pass)]
    [TestCase("v=spf1 ip6:2001:db8::/32 -all", "2001:db9::25", SpfResult.Fail)]
    [TestCase("v=spf1 ip6:2001:db8::/32 -all", "192.0.2.1", SpfResult.Fail)]
    [TestCase("v=spf1 a:v6.example//64 -all", "2001:db8::26", SpfResult.Pass)]
    [TestCase("v=spf1 a:v6.example/24//128 -all", "2001:db8::26", SpfResult.Fail)]
    [TestCase("v=spf1 include:pass.example -all", "192.0.2.1", SpfResult.Pass)]
    [TestCase("v=spf1 include:fail.example ~all", "192.0.2.1", SpfResult.SoftFail)]
    [TestCase("v=spf1 include:neutral.example ?all", "192.0.2.1", SpfResult.Neutral)]
    [TestCase("v=spf1 include:nobody.example -all", "192.0.2.1", SpfResult.PermError)]
    [TestCase("v=spf1 include:bad.example -all", "192.0.2.1", SpfResult.PermError)]
    [TestCase("v=spf1 redirect=fail.example", "192.0.2.1", SpfResult.Fail)]
    [TestCase("v=spf1 redirect=nobody.example", "192.0.2.1", SpfResult.PermError)]
    [TestCase("v=spf1 redirect=fail.example ?all", "192.0.2.1", SpfResult.Neutral)]
    [TestCase("v=spf1", "192.0.2.1", SpfResult.Neutral)]
    [TestCase("V=SPF1 A:EXAMPLE.COM -ALL", "192.0.2.10", SpfResult.Pass)]
    [TestCase("v=spf1 exists:%{l1r-}.%{l2}.example -all", "192.0.2.1", SpfResult.Fail)]
    [TestCase("v=spf1 exists:%{l}.lp._spf.%{o} -all", "192.0.2.1", SpfResult.Pass)]
    [TestCase("v=spf1 unknown=modifier -all", "192.0.2.1", SpfResult.Fail)]
    [TestCase("v=spf1 include:loop.example -all", "192.0.2.1", SpfResult.PermError)]
    [TestCase("v=spf1 include:ten.example -all", "192.0.2.1", SpfResult.PermError)]
    [TestCase("v=spf1 redirect=ten.example", "192.0.2.1", SpfResult.PermError)]
    [TestCase("v=spf1 include:void.example -all", "192.0.2.1", SpfResult.Fail)]
    [TestCase("v=spf1 a:no0.example include:void.example -all", "192.0.2.1", SpfResult.PermError)]
    public async Task Says_what_the_RFC_says(string record, string client, SpfResult expected)
    {
        SpfVerdict said = await AskAsync(record, client);
        said.Result.Should().Be(expected, said.Because);
    }

    [TestCase("v=spf1 -al")]
    [TestCase("v=spf1 all:example.com")]
    [TestCase("v=spf1 a/33")]
    [TestCase("v=spf1 a//129")]
    [TestCase("v=spf1 a/024")]
    [TestCase("v=spf1 ip4:192.0.2.1/33")]
    [TestCase("v=spf1 ip4:192.0.2")]
    [TestCase("v=spf1 ip4:2001:db8::1")]
    [TestCase("v=spf1 ip6:192.0.2.1")]
    [TestCase("v=spf1 include")]
    [TestCase("v=spf1 include:")]
    [TestCase("v=spf1 exists")]
    [TestCase("v=spf1 a:nodot")]
    [TestCase("v=spf1 a:%{x}.example")]
    [TestCase("v=spf1 a:100%.example")]
    [TestCase("v=spf1 redirect=a.example redirect=b.example")]
    [TestCase("v=spf1 exp=a.example exp=b.example")]
    [TestCase("v=spf1 ptr:example.com/24")]
    [TestCase("v=spf1 mx; -all")]
    public void What_is_no_record_is_said(string record) => SpfRecord.Parse(record).Wrong.Should().NotBeNull();

    // RFC 7208 §7.4
    [TestCase("%{s}", "strong-bad@email.example.com")]
    [TestCase("%{o}", "email.example.com")]
    [TestCase("%{d}", "email.example.com")]
    [TestCase("%{d4}", "email.example.com")]
    [TestCase("%{d3}", "email.example.com")]
    [TestCase("%{d2}", "example.com")]
    [TestCase("%{d1}", "com")]
    [TestCase("%{dr}", "com.example.email")]
    [TestCase("%{d2r}", "example.email")]
    [TestCase("%{l}", "strong-bad")]
    [TestCase("%{l-}", "strong.bad")]
    [TestCase("%{lr}", "strong-bad")]
    [TestCase("%{lr-}", "bad.strong")]
    [TestCase("%{l1r-}", "strong")]
    [TestCase("%{ir}.%{v}._spf.%{d2}", "3.2.0.192.in-addr._spf.example.com")]
    [TestCase("%{lr-}.lp._spf.%{d2}", "bad.strong.lp._spf.example.com")]
    [TestCase("%{ir}.%{v}.%{l1r-}.lp._spf.%{d2}", "3.2.0.192.in-addr.strong.lp._spf.example.com")]
    [TestCase("%{d2}.trusted-domains.example.net", "example.com.trusted-domains.example.net")]
    [TestCase("%{S}", "strong-bad%40email.example.com")]
    [TestCase("a%%b%_c%-d", "a%b c%20d")]
    public void Macros_are_filled_as_in_the_RFC(string spec, string expected)
    {
        SpfMacro.Wrong(spec).Should().BeNull();
        SpfMacro.Expand(spec, new SpfQuestion(IPAddress.Parse("192.0.2.3"), "email.example.com", "strong-bad@email.example.com", "mail"), "email.example.com", "unknown").Should().Be(expected);
    }

    [Test]
    public void An_IPv6_client_is_spelt_in_nibbles()
        => SpfMacro.Expand("%{ir}.%{v}._spf.%{d2}", new SpfQuestion(IPAddress.Parse("2001:db8::cb01"), "email.example.com", "a@b", "mail"), "email.example.com", "unknown")
            .Should().Be("1.0.b.c.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6._spf.example.com");

    [Test]
    public void A_name_that_is_too_long_loses_labels_on_its_left()
    {
        string long63 = new('x', 63);
        string name = SpfMacro.Expand($"{long63}.{long63}.{long63}.{long63}.%{{d}}", new SpfQuestion(IPAddress.Loopback, "a.example", "a@b", "c"), "a.example", "unknown");
        name.Length.Should().BeLessThanOrEqualTo(253);
        name.Should().EndWith(".a.example");
    }

    [Test]
    public async Task A_look_up_without_an_answer_is_temporary()
    {
        ZoneInMemory zone = ZoneInMemory.Of("a.example TXT v=spf1 a:gone.example -all");
        zone.Silent.Add("gone.example");
        (await SpfEvaluation.OfAsync(zone, new SpfQuestion(IPAddress.Parse("192.0.2.1"), "a.example", "x@a.example", "h"), default)).Result.Should().Be(SpfResult.TempError);
    }

    [Test]
    public async Task Eleven_exchangers_are_too_many()
        => (await SpfEvaluation.OfAsync(
            ZoneInMemory.Of(["a.example TXT v=spf1 mx -all", .. Enumerable.Range(0, 11).Select(i => $"a.example MX {i} m{i}.a.example")]),
            new SpfQuestion(IPAddress.Parse("192.0.2.1"), "a.example", "x@a.example", "h"), default)).Result.Should().Be(SpfResult.PermError);
}
