using System.Net;
using System.Security.Cryptography;
using System.Text;
using Harness.Core.Deliverability;
using Harness.Core.Evidence;
using Harness.Core.Smtp;
using MimeKit;
using MimeKit.Cryptography;
using Org.BouncyCastle.Security;

namespace Harness.Tests.Deliverability;

public class ArrivalTests
{
    private static readonly RSA Key = RSA.Create(1024);

    [OneTimeTearDown]
    public void Forget() => Key.Dispose();

    private static readonly string Published = $"mail._domainkey.ours.example TXT v=DKIM1; k=rsa; p={Convert.ToBase64String(Key.ExportSubjectPublicKeyInfo())}";

    private static readonly DomainSubject Ours = new("ours.example", [IPAddress.Parse("192.0.2.25")], "mail.ours.example", ["mail"]);

    private static MimeMessage Message(string from = "alice@ours.example")
    {
        var message = new MimeMessage();
        message.Headers.Add("Received", "from pc (pc [192.0.2.7]) by mail.ours.example (Postfix) with ESMTPS id 4X; Thu, 26 Nov 2026 22:00:00 +0000 (UTC)");
        message.From.Add(MailboxAddress.Parse(from));
        message.To.Add(MailboxAddress.Parse("bob@elsewhere.example"));
        message.Subject = "hello";
        message.MessageId = "1@ours.example";
        message.Body = new TextPart("plain") { Text = "hello\r\n.a line with a dot\r\n" };
        return message;
    }

    private static MimeMessage Signed(MimeMessage message, string domain = "ours.example")
    {
        message.Prepare(EncodingConstraint.SevenBit);
        new DkimSigner(DotNetUtilities.GetRsaKeyPair(Key).Private, domain, "mail").Sign(message, [HeaderId.From, HeaderId.Subject, HeaderId.Date]);
        return message;
    }

    private static Arrival Arrived(MimeMessage message, string sender = "alice@ours.example", Func<string, string>? onTheWay = null)
    {
        var octets = new MemoryStream();
        FormatOptions lines = FormatOptions.Default.Clone();
        lines.NewLineFormat = NewLineFormat.Dos;
        message.WriteTo(lines, octets);
        string text = Encoding.Latin1.GetString(octets.ToArray());
        text = (onTheWay?.Invoke(text) ?? text).Replace("\r\n.", "\r\n..");
        return new Arrival("mx-tls", "bob@elsewhere.example", sender, "TLSv1.3 TLS_AES_256_GCM_SHA384") { Message = Visible.Escape(Encoding.Latin1.GetBytes(text)), Helo = "mail.ours.example" };
    }

    private static async Task<Examined> AskAsync(string claim, Arrival arrival, params string[] zone)
        => (await DomainExamination.PlayAsync(
            [.. DomainClaims.All.Where(c => c.Attack.Id == $"domain/arrival/{claim}")],
            new Sources(Ours, ZoneInMemory.Of([Published, "ours.example TXT v=spf1 ip4:192.0.2.25 -all", .. zone]), null, new NoPolicies(), [arrival]), null, default))[0].Examined!;

    [Test]
    public async Task A_signature_of_the_domain_holds_dots_and_all()
        => (await AskAsync("dkim", Arrived(Signed(Message())))).Should().Match<Examined>(e => e.Holding == Holding.Holds && e.Reason == "signed by ours.example");

    [Test]
    public async Task A_signature_does_not_hold_when_the_message_was_changed()
        => (await AskAsync("dkim", Arrived(Signed(Message()), onTheWay: t => t.Replace("a line", "another line")))).Holding.Should().Be(Holding.Broken);

    [Test]
    public async Task A_signature_without_a_key_does_not_hold()
        => (await AskAsync("dkim", Arrived(Signed(Message(), "sub.ours.example")))).Reason.Should().Contain("no key at mail._domainkey.sub.ours.example");

    [TestCase("dkim")]
    [TestCase("aligned")]
    public async Task A_signature_whose_key_the_resolver_does_not_tell_is_neither_sound_nor_broken(string claim)
    {
        ZoneInMemory zone = ZoneInMemory.Of("ours.example TXT v=spf1 -all");
        zone.Silent.Add("mail._domainkey.ours.example");
        (await DomainExamination.PlayAsync(
            [.. DomainClaims.All.Where(c => c.Attack.Id == $"domain/arrival/{claim}")],
            new Sources(Ours, zone, null, new NoPolicies(), [Arrived(Signed(Message()))]), null, default))[0].Examined!.Holding.Should().Be(Holding.Open);
    }

    [Test]
    public async Task A_subdomain_with_a_policy_of_its_own_is_vouched_for_by_the_domain_above()
        => (await AskAsync("aligned", Arrived(Signed(Message("alice@sub.ours.example"))), "_dmarc.ours.example TXT v=DMARC1; p=reject", "_dmarc.sub.ours.example TXT v=DMARC1; p=none"))
            .Holding.Should().Be(Holding.Holds);

    [Test]
    public async Task No_signature_is_none()
        => (await AskAsync("dkim", Arrived(Message()))).Reason.Should().Be("the message at mx-tls is not signed");

    [TestCase("dkim")]
    [TestCase("aligned")]
    public async Task Where_the_signer_was_replaced_nothing_is_known(string claim)
        => (await DomainExamination.PlayAsync(
            [.. DomainClaims.All.Where(c => c.Attack.Id == $"domain/arrival/{claim}")],
            new Sources(Ours, ZoneInMemory.Of(Published), null, new NoPolicies(), [Arrived(Message())]) { SignerReplaced = true }, null, default))[0].Examined!.Holding.Should().Be(Holding.Open);

    [TestCase("alice@ours.example", "alice@ours.example", Holding.Holds)]
    [TestCase("alice@ours.example", "bounce@lists.example", Holding.Broken)]
    [TestCase("alice@sub.ours.example", "alice@ours.example", Holding.Broken)]
    public async Task Without_a_signature_SPF_has_to_vouch_for_From(string from, string sender, Holding expected)
        => (await AskAsync("aligned", Arrived(Message(from), sender))).Holding.Should().Be(expected);

    [TestCase("r", Holding.Holds)]
    [TestCase("s", Holding.Broken)]
    public async Task Alignment_is_as_strict_as_the_policy_says(string aspf, Holding expected)
        => (await AskAsync("aligned", Arrived(Message("alice@sub.ours.example")), $"_dmarc.ours.example TXT v=DMARC1; p=reject; aspf={aspf}")).Holding.Should().Be(expected);

    [Test]
    public async Task A_signature_vouches_for_From_whatever_the_envelope()
        => (await AskAsync("aligned", Arrived(Signed(Message()), "bounce@lists.example"))).Reason.Should().Be("From ours.example, signed by ours.example");

    [TestCase("by mail.ours.example", "by localhost", "which is no fully-qualified name")]
    [TestCase("; Thu, 26 Nov 2026 22:00:00 +0000 (UTC)", "; whenever", "has no time")]
    public async Task A_Received_field_that_says_nothing_is_found(string replace, string by, string reason)
        => (await AskAsync("received", Arrived(Message(), onTheWay: t => t.Replace(replace, by)))).Reason.Should().Contain(reason);

    [Test]
    public async Task A_name_that_is_not_the_servers_is_found()
        => (await AskAsync("helo", Arrived(Message()) with { Helo = "localhost" })).Reason.Should().Be("it introduces itself as localhost");

    [Test]
    public async Task A_message_without_Date_is_found()
        => (await AskAsync("complete", Arrived(Message(), onTheWay: t => t.Replace("Date:", "X-Date:")))).Reason.Should().Be("Date stands 0 times");

    [Test]
    public async Task Mail_of_others_says_nothing()
        => (await AskAsync("dkim", Arrived(Message("eve@elsewhere.example")))).Holding.Should().Be(Holding.Beside);

    internal sealed class NoPolicies : IPolicyFiles
    {
        public Task<PolicyFile> FetchAsync(string domain, CancellationToken cancel) => Task.FromResult(new PolicyFile(null, "none"));
    }
}
