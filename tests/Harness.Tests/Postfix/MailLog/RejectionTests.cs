using Harness.Core.Postfix.MailLog;

namespace Harness.Tests.Postfix.MailLog;

public class RejectionTests
{
    private static Rejection[] Session => [.. Samples.Lines("session.log").Select(Rejection.TryParse).OfType<Rejection>()];

    [Test]
    public void Reads_a_refused_helo() =>
        Session[1].Should().Be(new Rejection(
            "reject", "RCPT", "unknown", "198.51.100.9", 504, "5.5.2", "<localhost>: Helo command rejected: need fully-qualified hostname",
            "a@good.example", "alice@test.example", "SMTP", "localhost", null));

    [Test]
    public void Reads_every_kind_in_a_real_log() =>
        Session.Select(r => r.Kind).Distinct().Should()
            .BeEquivalentTo("reject_warning", "reject", "hold", "warn", "discard", "redirect");

    [Test]
    public void Misses_no_line_of_a_real_log() =>
        Session.Should().HaveCount(Samples.Raw("session.log").Count(l => l.Contains(" RCPT from ", StringComparison.Ordinal)
            || l.Contains(" DATA from ", StringComparison.Ordinal) || l.Contains(" MAIL from ", StringComparison.Ordinal))
            - Samples.Raw("session.log").Count(l => l.Contains("lost connection", StringComparison.Ordinal)));

    [Test]
    public void Reads_a_dnsbl_text_with_semicolons() =>
        Session.Single(r => r.ClientAddress == "198.51.100.66").Text.Should()
            .Be("Service unavailable; Client host [198.51.100.66] blocked using zen.spamhaus.org; https://www.spamhaus.org/query/ip/198.51.100.66");

    [Test]
    public void Reads_addresses_that_imitate_the_syntax_of_the_log() =>
        Session.Where(r => r.Helo == "mail.good?example" && r.Kind == "reject").Select(r => (r.Sender, r.Recipient))
            .Should().Equal(("\"a> to=<x\"@bare", "alice@test.example"), ("\"a]; b: <c\"@bare", "alice@test.example"));

    [Test]
    public void Reads_the_queue_id_of_a_later_recipient() =>
        Session.First(r => r.QueueId != null).Recipient.Should().Be("bob@elsewhere.example");

    [Test]
    public void Reads_a_stage_without_recipient() =>
        Session.Single(r => r.Stage == "DATA").Should().Match<Rejection>(r => r.Sender == "" && r.Recipient == null && r.Code == 550);

    [Test]
    public void Reads_an_ipv6_client() => Session.Should().Contain(r => r.ClientAddress == "2001:db8::9" && r.Code == 504);

    [TestCase("NOQUEUE: reject: RCPT from a[1.2.3.4]: 554 5.7.1 listed; from=<f@x> to=<y>; from=<s@d> to=<r@e> proto=ESMTP helo=<h>", "s@d", "r@e")]
    [TestCase("NOQUEUE: reject: RCPT from a[1.2.3.4]: 554 5.7.1 no; from=<\"; from=<a\"@b> to=<r@e> proto=ESMTP helo=<h>", "\"; from=<a\"@b", "r@e")]
    [TestCase("NOQUEUE: reject: RCPT from a[1.2.3.4]: 554 5.7.1 no; from=<s@d> to=<\"x> to=<y\"@z> proto=ESMTP helo=<h>", "s@d", "\"x> to=<y\"@z")]
    [TestCase("NOQUEUE: reject: RCPT from a[1.2.3.4]: 554 5.7.1 no; from=<a\"b@d> to=<r@e> proto=ESMTP helo=<h>", "a\"b@d", "r@e")]
    [TestCase("NOQUEUE: reject: RCPT from [1.2.3.4]:5123: 550 5.7.1 blocked; from=<s@d>, to=<r@e>, proto=ESMTP, helo=<h>", "s@d", "r@e")]
    [TestCase("NOQUEUE: reject: VRFY from a[1.2.3.4]: 550 5.1.1 <r@e>: no; to=<r@e> proto=SMTP helo=<h>", null, "r@e")]
    [TestCase("NOQUEUE: reject: RCPT from a[1.2.3.4]: 554 no; from=<s@d> to=<r@e> proto=ESMTP helo=<h> sasl_username=<u>", "s@d", "r@e")]
    public void Tells_the_envelope_from_the_text(string text, string? sender, string? recipient)
    {
        var read = Rejection.TryParse(Samples.Line(text))!;
        (read.Sender, read.Recipient, read.Helo).Should().Be((sender, recipient, "h"));
    }

    [Test]
    public void Reads_a_refusal_at_connect() =>
        Rejection.TryParse(Samples.Line("NOQUEUE: reject: CONNECT from unknown[1.2.3.4]: 554 5.7.1 <unknown[1.2.3.4]>: Client host rejected: Access denied; proto=SMTP"))
            .Should().Match<Rejection>(r => r.Protocol == "SMTP" && r.Helo == null && r.Text == "<unknown[1.2.3.4]>: Client host rejected: Access denied");

    [Test]
    public void Reads_a_milter_refusal_without_a_reply_code() =>
        Rejection.TryParse(Samples.Line("4A5B6C7D8E: milter-reject: END-OF-MESSAGE from a[1.2.3.4]: 5.7.1 Spam; from=<s@d> to=<r@e> proto=ESMTP helo=<h>", "postfix/cleanup"))
            .Should().Match<Rejection>(r => r.Kind == "milter-reject" && r.Code == null && r.Enhanced == "5.7.1" && r.Text == "Spam");

    [TestCase("NOQUEUE: reject: RCPT from ")]
    [TestCase("NOQUEUE: reject: RCPT from a[1.2.3.4")]
    [TestCase("NOQUEUE: reject: RCPT from a[]: 554 x")]
    [TestCase("NOQUEUE: ")]
    [TestCase("NOQUEUE: reject")]
    [TestCase("4A5B6C7D8E: client=a[1.2.3.4]")]
    [TestCase("warning: NOQUEUE: reject: RCPT from a[1.2.3.4]: 554 x")]
    public void Says_null_for_anything_else(string text) => Rejection.TryParse(Samples.Line(text)).Should().BeNull();
}
