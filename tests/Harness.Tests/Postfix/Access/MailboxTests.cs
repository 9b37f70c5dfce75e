namespace Harness.Tests.Postfix.Access;

/// <summary>Who has an address (ADDRESS_CLASS_README), and who may send with one.</summary>
public class MailboxTests
{
    [TestCase("virtual_alias_domains = alias.test\nvirtual_alias_maps = inline:{a@alias.test=x}", "a@alias.test", "250 2.1.5 Ok")]
    [TestCase("virtual_alias_domains = alias.test\nvirtual_alias_maps = inline:{a@alias.test=x}", "b@alias.test",
        "550 5.1.1 <b@alias.test>: Recipient address rejected: User unknown in virtual alias table")]
    [TestCase("virtual_mailbox_domains = box.test\nvirtual_mailbox_maps = inline:{a@box.test=x}", "b@box.test",
        "550 5.1.1 <b@box.test>: Recipient address rejected: User unknown in virtual mailbox table")]
    [TestCase("virtual_mailbox_domains = box.test", "b@box.test", "250 2.1.5 Ok")]
    [TestCase("relay_domains = relay.test\nrelay_recipient_maps = inline:{a@relay.test=x}", "b@relay.test",
        "550 5.1.1 <b@relay.test>: Recipient address rejected: User unknown in relay recipient table")]
    [TestCase("relay_domains = relay.test", "b@sub.relay.test", "250 2.1.5 Ok")]
    [TestCase("relay_domains = relay.test\nparent_domain_matches_subdomains =", "b@sub.relay.test",
        "454 4.7.1 <b@sub.relay.test>: Relay access denied")]
    [TestCase("recipient_canonical_maps = inline:{nosuch@example.test=x}", "nosuch@example.test", "250 2.1.5 Ok")]
    [TestCase("virtual_alias_maps = inline:{@example.test=x}", "nosuch@example.test", "250 2.1.5 Ok")]
    [TestCase("recipient_delimiter = +", "alice+lists@example.test", "250 2.1.5 Ok")]
    [TestCase("", "alice+lists@example.test", "550 5.1.1 <alice+lists@example.test>: Recipient address rejected: User unknown in local recipient table")]
    [TestCase("local_recipient_maps =", "nosuch@example.test", "250 2.1.5 Ok")]
    [TestCase("smtpd_reject_unlisted_recipient = no", "nosuch@example.test", "250 2.1.5 Ok")]
    [TestCase("show_user_unknown_table_name = no", "nosuch@example.test", "550 5.1.1 <nosuch@example.test>: Recipient address rejected: User unknown")]
    [TestCase("unknown_local_recipient_reject_code = 450", "nosuch@example.test",
        "450 4.1.1 <nosuch@example.test>: Recipient address rejected: User unknown in local recipient table")]
    [TestCase("transport_maps = inline:{{alice@example.test=error:5.2.1 on leave}}", "alice@example.test",
        "550 5.2.1 <alice@example.test>: Recipient address rejected: on leave")]
    [TestCase("transport_maps = inline:{example.test=retry:}", "alice@example.test",
        "450 4.1.1 <alice@example.test>: Recipient address rejected: Address is undeliverable")]
    [TestCase("relocated_maps = inline:{{alice@example.test=a@b.test}}", "alice@example.test",
        "550 5.1.6 <alice@example.test>: Recipient address rejected: User has moved to a@b.test")]
    [TestCase("local_recipient_maps = texthash:/nowhere", "alice@example.test", "451 4.3.0 <alice@example.test>: Temporary lookup failure")]
    public void Of_a_recipient(string lines, string recipient, string reply)
        => Ask.Reply(lines, Ask.Outsider with { Recipients = [recipient] }).Should().Be(reply);

    [TestCase("reject_unlisted_sender", "550 5.1.0 <nosuch@example.test>: Sender address rejected: User unknown in local recipient table")]
    [TestCase("", "250 2.1.5 Ok")]
    public void Of_a_sender(string restriction, string reply)
        => Ask.Reply($"smtpd_sender_restrictions = {restriction}", Ask.Outsider with { Sender = "nosuch@example.test" }).Should().Be(reply);

    [TestCase("reject_sender_login_mismatch", null, "553 5.7.1 <boss@example.test>: Sender address rejected: not logged in")]
    [TestCase("reject_sender_login_mismatch", "alice", "553 5.7.1 <boss@example.test>: Sender address rejected: not owned by user alice")]
    [TestCase("reject_sender_login_mismatch", "Boss", "250 2.1.5 Ok")]
    [TestCase("reject_authenticated_sender_login_mismatch", null, "250 2.1.5 Ok")]
    [TestCase("reject_unauthenticated_sender_login_mismatch", "alice", "250 2.1.5 Ok")]
    public void Of_a_login(string restriction, string? login, string reply)
        => Ask.Reply($"smtpd_sasl_auth_enable = yes\nsmtpd_sender_login_maps = inline:{{{{boss@example.test=ceo, boss}}}}\nsmtpd_sender_restrictions = {restriction}",
            Ask.Outsider with { Sender = "boss@example.test", Login = login }).Should().Be(reply);

    [TestCase("reject_authenticated_sender_login_mismatch", 553)]
    [TestCase("reject_known_sender_login_mismatch", 250)]
    public void Of_a_sender_without_an_owner(string restriction, int code)
        => Ask.Outcome($"smtpd_sasl_auth_enable = yes\nsmtpd_sender_login_maps = inline:{{x=y}}\nsmtpd_sender_restrictions = {restriction}",
            Ask.Outsider with { Login = "alice" }).Code.Should().Be(code);

    [Test]
    public void The_first_login_restriction_of_the_class_is_told()
        => Ask.Outcome("smtpd_sasl_auth_enable = yes\nsmtpd_sender_login_maps = inline:{s@sender.test=x}\nsmtpd_sender_restrictions = reject_sender_login_mismatch",
            Ask.Outsider).Restriction.Should().Be("reject_unauthenticated_sender_login_mismatch");
}
