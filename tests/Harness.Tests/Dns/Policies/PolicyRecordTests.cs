using Harness.Core.Dns.Policies;
using Harness.Tests.Deliverability;
using Harness.Tests.Smtp;

namespace Harness.Tests.Dns.Policies;

public class PolicyRecordTests
{
    // RFC 8463 appendix A.2, and its key with other tags.
    private const string Ed25519 = "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";

    [TestCase("v=DKIM1; k=ed25519; p=" + Ed25519, 256)]
    [TestCase("k=ed25519; p=" + Ed25519, 256)]
    [TestCase("v=DKIM1; k=ed25519; h=sha256; s=email; p= 11qYAYKxCrfVS/7TyWQH Og7hcvPapiMlrwIaaPcHURo=", 256)]
    public void A_key_is_read(string text, int bits) => DkimKey.Parse(text).Key!.Bits.Should().Be(bits);

    [TestCase("v=DKIM2; p=" + Ed25519)]
    [TestCase("k=ed25519; v=DKIM1; p=" + Ed25519)]
    [TestCase("v=DKIM1; k=dsa; p=" + Ed25519)]
    [TestCase("v=DKIM1; k=rsa; p=" + Ed25519)]
    [TestCase("v=DKIM1; k=ed25519; h=sha1; p=" + Ed25519)]
    [TestCase("v=DKIM1; k=ed25519; s=tlsrpt2; p=" + Ed25519)]
    [TestCase("v=DKIM1; k=ed25519")]
    [TestCase("v=DKIM1; k=ed25519; p=%%%")]
    [TestCase("v=DKIM1; k=ed25519; p=" + Ed25519 + "; p=")]
    [TestCase("hello")]
    [TestCase("")]
    public void What_is_no_key_is_said(string text) => DkimKey.Parse(text).Wrong.Should().NotBeNull();

    [TestCase("v=DMARC1; p=reject", "reject", 100)]
    [TestCase("v=DMARC1;p=None;pct=0", "none", 0)]
    [TestCase("v=DMARC1; p=quarantine; adkim=s; aspf=r; rua=mailto:a@b.example!10m,mailto:c@d.example; fo=1", "quarantine", 100)]
    public void A_policy_is_read(string text, string policy, int percent)
        => DmarcPolicy.Parse(text).Policy.Should().Match<DmarcPolicy>(p => p.Policy == policy && p.Percent == percent);

    [TestCase("v=DMARC1")]
    [TestCase("v=DMARC1; p=block")]
    [TestCase("v=DMARC1; p=reject; sp=x")]
    [TestCase("v=DMARC1; p=reject; pct=101")]
    [TestCase("v=DMARC1; p=reject; aspf=strict")]
    [TestCase("v=DMARC1; p=reject; rua=dmarc@a.example")]
    [TestCase("v=DMARC1; p=reject, rua=mailto:a@b")]
    public void What_is_no_policy_is_said(string text) => DmarcPolicy.Parse(text).Wrong.Should().NotBeNull();

    [TestCase("mail.sub.org.example", "_dmarc.org.example", "org.example")]
    [TestCase("org.example", "_dmarc.org.example", "org.example")]
    [TestCase("sub.org.example", "_dmarc.sub.org.example", "sub.org.example")]
    [TestCase("a.b.c.d.e.f.g.h.i.j.org.example", "_dmarc.org.example", "org.example")]
    public async Task A_policy_is_found_at_the_domain_or_above(string asked, string at, string found)
        => (await DmarcPolicy.FindAsync(ZoneInMemory.Of($"{at} TXT v=DMARC1; p=none"), asked, default)).Domain.Should().Be(found);

    [TestCase("a.b.org.example", "org.example")]
    [TestCase("b.org.example", "b.org.example")]
    [TestCase("a.shop.example", "shop.example")]
    [TestCase("a.new.example", "example")]
    public async Task Of_several_policies_above_that_of_the_organisation_counts(string asked, string found)
        => (await DmarcPolicy.FindAsync(Organisations, asked, default)).Domain.Should().Be(found);

    [TestCase("a.b.org.example", "org.example")]
    [TestCase("b.org.example", "org.example")]
    [TestCase("a.shop.example", "shop.example")]
    [TestCase("a.apart.org.example", "apart.org.example")]
    [TestCase("mail.elsewhere.test", "mail.elsewhere.test")]
    public async Task The_organisation_is_the_last_on_the_way_up_that_is_no_registry(string asked, string organisation)
        => (await DmarcPolicy.OrganisationAsync(Organisations, asked, default)).Should().Be(organisation);

    private static ZoneInMemory Organisations => ZoneInMemory.Of(
        "_dmarc.example TXT v=DMARC1; p=none; psd=y", "_dmarc.org.example TXT v=DMARC1; p=none; psd=n", "_dmarc.b.org.example TXT v=DMARC1; p=none",
        "_dmarc.apart.org.example TXT v=DMARC1; p=none; psd=n", "_dmarc.shop.example TXT v=DMARC1; p=none");

    [Test]
    public async Task A_long_name_is_not_asked_about_label_by_label()
        => (await DmarcPolicy.FindAsync(ZoneInMemory.Of("_dmarc.b.c.d.e.f.g.h.i.j.org.example TXT v=DMARC1; p=none"), "a.b.c.d.e.f.g.h.i.j.org.example", default)).Records.Should().BeEmpty();

    [TestCase("version: STSv1\nmode: enforce\nmx: mail.a.example\nmx: *.b.example\nmax_age: 86400\n", "mail.a.example", true)]
    [TestCase("version: STSv1\r\nmode: enforce\r\nmx: *.b.example\r\nmax_age: 86400\r\n", "x.b.example", true)]
    [TestCase("version: STSv1\nmode: enforce\nmx: *.b.example\nmax_age: 86400\n", "x.y.b.example", false)]
    [TestCase("version: STSv1\nmode: enforce\nmx: *.b.example\nmax_age: 86400\n", "b.example", false)]
    [TestCase("version: STSv1\nmode: testing\nextra: 1\nmx: MAIL.A.example\nmax_age: 1\n", "mail.a.example", true)]
    public void A_policy_names_exchangers(string text, string exchanger, bool named) => MtaStsPolicy.Parse(text).Policy!.Names(exchanger).Should().Be(named);

    [TestCase("")]
    [TestCase("<html>")]
    [TestCase("version: STSv2\nmode: enforce\nmx: a.example\nmax_age: 1")]
    [TestCase("version: STSv1\nmode: off\nmx: a.example\nmax_age: 1")]
    [TestCase("version: STSv1\nmode: enforce\nmax_age: 1")]
    [TestCase("version: STSv1\nmode: enforce\nmx: a.example")]
    [TestCase("version: STSv1\nmode: enforce\nmx: a.example\nmax_age: 99999999999")]
    public void What_is_no_policy_of_MTA_STS_is_said(string text) => MtaStsPolicy.Parse(text).Wrong.Should().NotBeNull();

    [TestCase(3, 1, 1)]
    [TestCase(3, 0, 1)]
    [TestCase(3, 0, 2)]
    [TestCase(2, 0, 1)]
    [TestCase(2, 1, 0)]
    public void The_record_of_a_certificate_names_it(int usage, int selector, int matching)
    {
        byte[] certificate = SelfSigned.Certificate.RawData;
        var record = TlsaData.Of(certificate, usage, selector, matching);
        record.Matches([certificate]).Should().BeTrue();
        TlsaData.Parse($"{record}").Should().Be(record);
        (record with { Data = new string('0', record.Data.Length) }).Matches([certificate]).Should().BeFalse();
        record.Matches([[1, 2, 3]]).Should().BeFalse("what is no certificate is none of these");
    }

    [TestCase("0 1 1", false)]
    [TestCase("3 1 3", false)]
    [TestCase("3 1 2", false)]
    [TestCase("3 1 1", true)]
    public void Not_every_record_is_gone_by(string kind, bool usable)
        => TlsaData.Parse($"{kind} {new string('a', 64)}")!.IsUsable.Should().Be(usable);
}
