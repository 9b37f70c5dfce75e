using System.Net;
using Harness.Core.Postfix.Access;

namespace Harness.Tests.Postfix.Access;

/// <summary>Which keys the access restrictions look up, and what their replies name.</summary>
public class TableKeyTests
{
    [TestCase("smtpd_client_restrictions = check_client_access inline:{sender.test=REJECT}", "<mail.sender.test[192.0.2.10]>: Client host")]
    [TestCase("smtpd_client_restrictions = check_client_access inline:{192.0=REJECT}", "<mail.sender.test[192.0.2.10]>: Client host")]
    [TestCase("smtpd_client_restrictions = inline:{192.0.2.10=REJECT}", "<mail.sender.test[192.0.2.10]>: Client host")]
    [TestCase("smtpd_client_restrictions = cidr:{{192.0.2.0/24 REJECT}}", "<mail.sender.test[192.0.2.10]>: Client host")]
    [TestCase("smtpd_client_restrictions = check_reverse_client_hostname_access inline:{.sender.test=REJECT}\nparent_domain_matches_subdomains =",
        "<mail.sender.test>: Unverified Client host")]
    [TestCase("smtpd_client_restrictions = check_sender_access inline:{sender.test=REJECT}", "<s@sender.test>: Sender address")]
    [TestCase("smtpd_helo_restrictions = inline:{mail.sender.test=REJECT}", "<mail.sender.test>: Helo command")]
    [TestCase("smtpd_sender_restrictions = inline:{s@=REJECT}", "<s@sender.test>: Sender address")]
    [TestCase("smtpd_sender_restrictions = regexp:{{/^s@sender\\.test$$/ REJECT}}", "<s@sender.test>: Sender address")]
    [TestCase("smtpd_relay_restrictions = inline:{alice@example.test=REJECT}, defer_unauth_destination", "<alice@example.test>: Recipient address")]
    public void An_entry_is_found(string lines, string prefix)
        => Ask.Reply(lines, Ask.Outsider).Should().Be($"554 5.7.1 {prefix} rejected: Access denied");

    [TestCase("smtpd_client_restrictions = check_client_access inline:{.sender.test=REJECT}")]
    [TestCase("smtpd_client_restrictions = check_client_access inline:{sender.test=REJECT}\nparent_domain_matches_subdomains =")]
    [TestCase("smtpd_client_restrictions = check_client_access regexp:{{/^192\\.0\\.2$$/ REJECT}}")]
    [TestCase("smtpd_sender_restrictions = check_sender_access regexp:{{/^sender\\.test$$/ REJECT}}")]
    public void A_key_that_is_not_looked_up_is_not_found(string lines) => Ask.Reply(lines, Ask.Outsider).Should().Be("250 2.1.5 Ok");

    [Test]
    public void The_null_sender_has_a_key_of_its_own()
        => Ask.Reply("smtpd_sender_restrictions = inline:{<>=REJECT}", Ask.Outsider with { Sender = "" })
            .Should().Be("554 5.7.1 <>: Sender address rejected: Access denied");

    [Test]
    public void A_failing_table_is_a_mistake_in_its_own_words()
        => Ask.Reply("smtpd_client_restrictions = check_client_access texthash:/nowhere", Ask.Outsider)
            .Should().Be("451 4.3.5 <mail.sender.test[192.0.2.10]>: Client host rejected: Server configuration error");

    [Test]
    public void An_OK_for_a_routed_recipient_does_not_permit()
        => Ask.Reply("smtpd_relay_restrictions = check_recipient_access inline:{remote.test=OK}, reject_unauth_destination",
            Ask.Outsider with { Recipients = ["u%elsewhere.test@remote.test"] })
            .Should().Be("554 5.7.1 <u%elsewhere.test@remote.test>: Relay access denied");

    [Test]
    public void An_OK_for_a_reverse_name_is_a_mistake()
        => Ask.Reply("smtpd_client_restrictions = check_reverse_client_hostname_access inline:{mail.sender.test=OK}", Ask.Outsider)
            .Should().Be("451 4.3.5 Server configuration error");

    [Test]
    public void An_address_of_IPv6_is_cut_at_its_colons()
        => Ask.Reply("smtpd_client_restrictions = check_client_access inline:{{2001:db8=REJECT}}", Ask.Outsider with { Client = IPAddress.Parse("2001:db8:1::2") })
            .Should().StartWith("554 5.7.1 <mail.sender.test[2001:db8:1::2]>");

    [Test]
    public void A_recipient_table_is_not_asked_before_there_is_a_recipient()
        => Ask.Reply("smtpd_delay_reject = no\nsmtpd_client_restrictions = check_recipient_access inline:{alice@example.test=REJECT}", Ask.Outsider)
            .Should().Be("250 2.1.5 Ok");

    [Test]
    public void Without_delay_a_client_is_refused_at_once()
        => Ask.Outcome("smtpd_delay_reject = no\nsmtpd_client_restrictions = reject", Ask.Outsider).Stage.Should().Be(AccessCommand.Connect);
}
